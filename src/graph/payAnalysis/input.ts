import { Decimal } from '../../pay/decimals.ts';
import { BadUserInput } from '../errors.ts';
import type { CurrencyRate, PayGrouping } from '../generated.ts';

/** The arguments of an analysis that are validated before anything is read. */
export type PayAnalysisInput = {
  by: readonly PayGrouping[];
  currency: string | null;
  rates: readonly CurrencyRate[];
  minimumOfEach: number;
};

const mostGroupings = 3;
const mostRates = 100;
const largestMinimum = 1_000;
const largestRate = 1_000_000;

/** Validates the arguments. Throws `BadUserInput`, which names the invalid argument and the valid values. */
export function checkPayAnalysis({ by, currency, rates, minimumOfEach }: PayAnalysisInput): void {
  if (by.length > mostGroupings) throw new BadUserInput('`by` may contain at most 3 groupings.');
  if (new Set(by).size < by.length) throw new BadUserInput('`by` may contain each grouping at most once.');
  if (minimumOfEach < 1 || minimumOfEach > largestMinimum)
    throw new BadUserInput('`minimumOfEach` must be a whole number from 1 to 1000.');
  if (rates.length > mostRates) throw new BadUserInput('`rates` may contain at most 100 rates.');
  if (rates.length > 0 && currency === null)
    throw new BadUserInput('`rates` requires `currency`, the currency to convert into.');
  if (new Set(rates.map(({ from }) => from)).size < rates.length)
    throw new BadUserInput('`rates` may contain each currency at most once.');
  for (const { from, rate } of rates) {
    if (from === currency) throw new BadUserInput('`rates` may not contain `currency` itself.');
    if (new Decimal(rate).lessThanOrEqualTo(0) || new Decimal(rate).greaterThan(largestRate))
      throw new BadUserInput('`rates.rate` must be above 0 and at most 1000000.');
  }
}

/** Validates the tolerance of a gap, in percentage points. Throws `BadUserInput`. */
export function checkTolerance(tolerance: string): void {
  const points = new Decimal(tolerance);
  if (points.isNegative() || points.greaterThan(100)) throw new BadUserInput('`tolerance` must be from 0 to 100.');
}
