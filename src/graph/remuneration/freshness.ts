import type { GraphQLResolveInfo } from 'graphql';
import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { FreshnessParent, RemunerationParent } from '../parents.ts';
import { nothing } from '../server/failures.ts';
import { namesOf, siblingsOf } from '../server/siblings.ts';

/** Fields worked out from what Lucca tells of the person. */
const personal: ReadonlySet<string> = new Set([
  'annualBaseFullTime',
  'annualFixedFullTime',
  'hourlyGross',
  'luccaTheoreticalAnnual',
  'explanation',
  'warnings',
]);

/** Fields worked out from variable items. */
const variable: ReadonlySet<string> = new Set(['variableLast12Months', 'explanation', 'warnings']);

/** How old pay is, with what the figures asked for beside it are worked out from: that is read for them anyway. */
export function ageWithFigures(
  pay: RemunerationParent,
  context: GraphContext,
  info: GraphQLResolveInfo,
): PromiseOrValue<FreshnessParent> {
  const { employeesForPay, variableItems } = context.connection().loaders;
  const asked = [...namesOf(siblingsOf(info))];
  const inputs: PromiseOrValue<readonly FreshnessParent[]>[] = [];
  if (asked.some((field) => personal.has(field))) inputs.push(employeesForPay.many(pay.employeeId));
  if (asked.some((field) => variable.has(field))) inputs.push(variableItems.many(pay.employeeId));
  // What could not be read has no age, and is in no figure.
  return mapValue(allValues(inputs.map((rows) => recover(rows, nothing))), (found) =>
    ageOf([pay, ...found.flatMap((rows) => rows ?? [])]),
  );
}

/** The age of the oldest. */
export const ageOf = (rows: readonly FreshnessParent[]) => ({
  fetchedAt: Math.min(...rows.map(({ fetchedAt }) => fetchedAt)),
  isStale: rows.some(({ isStale }) => isStale ?? false),
});
