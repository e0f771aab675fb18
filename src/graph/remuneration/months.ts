import { Decimal, rounded } from '../../pay/decimals.ts';
import { dayMs } from '../../time.ts';

type Span = { startsOn: string; endsOn: string | null };

/**
 * How many of the twelve months ending on a day are within a span, by days, with two decimal places: `7.5` for half of March and everything
 * after it.
 */
export function monthsIn(spans: readonly Span[], asOf: string): string {
  const last = dayNumber(asOf);
  const before = dayNumber(asOf, -1);
  let [counted, days] = [before, 0];
  for (const { startsOn, endsOn } of spans.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))) {
    const first = Math.max(dayNumber(startsOn), counted + 1);
    const end = endsOn === null || endsOn > asOf ? last : dayNumber(endsOn);
    if (end < first) continue;
    days += end - first + 1;
    counted = end;
  }
  return rounded(new Decimal(days).times(12).dividedBy(last - before));
}

/** The days from 1970-01-01 to a day, or to the same day of another year; 29 February is 1 March of a year that has none. */
function dayNumber(day: string, years = 0): number {
  const at = new Date(day);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return Math.floor(at.getTime() / dayMs);
}
