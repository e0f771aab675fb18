import type { GraphQLResolveInfo } from 'graphql';
import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { assignmentsFor } from '../contracts/assigned.ts';
import type { FreshnessParent, RemunerationParent } from '../parents.ts';
import { nothing } from '../server/failures.ts';
import { namesOf, siblingsOf } from '../server/selections.ts';
import { hasFixedPayAsPaid, hasTargetsByPeriod } from './fixed.ts';
import { shareOf } from './person.ts';

/** Fields computed with the share of full time. */
export const fieldsOfShare: ReadonlySet<string> = new Set([
  'annualBaseFullTime',
  'annualFixedFullTime',
  'annualGuaranteedFullTime',
  'hourlyBase',
  'hourlyGross',
  'annualGrossPay',
  'explanation',
  'warnings',
]);

/** Fields computed with the hours of a full-time week. */
export const fieldsOfHours: ReadonlySet<string> = new Set(['hourlyBase', 'hourlyGross', 'annualGrossPay']);

/** Fields computed from the person's own row. */
const personal: ReadonlySet<string> = new Set([...fieldsOfShare, 'luccaTheoreticalAnnual']);

const variable = [
  'annualGrossPay',
  'annualGuaranteedFullTime',
  'variableLast12Months',
  'variableLast12MonthsByKind',
  'explanation',
  'warnings',
];

/** Fields computed from variable items. */
export const variableFieldsFor = (context: GraphContext): ReadonlySet<string> =>
  new Set([
    ...variable,
    ...(hasFixedPayAsPaid(context) ? ['annualFixedFullTime'] : []),
    ...(hasTargetsByPeriod(context) ? ['annualVariableTarget'] : []),
  ]);

/** The freshness of pay, including the rows that the other selected figures are computed from, which are read anyway. */
export function freshnessWithFigures(
  pay: RemunerationParent,
  context: GraphContext,
  info: GraphQLResolveInfo,
): PromiseOrValue<FreshnessParent> {
  const { forPay, fixedItems, variableItems } = context.connection().loaders;
  const asked = [...namesOf(siblingsOf(info))];
  const inputs: PromiseOrValue<readonly FreshnessParent[]>[] = [];
  if (asked.some((field) => personal.has(field))) inputs.push(forPay.employees.many(pay.employeeId));
  if (asked.some((field) => fieldsOfShare.has(field))) inputs.push(arrangementsUsed(pay, context));
  if (asked.some((field) => fieldsOfHours.has(field))) inputs.push(assignmentsFor(pay.employeeId, forPay));
  if (asked.includes('annualGrossPay') && !pay.personnelFile) inputs.push(fixedItems.many(pay.employeeId));
  const variable = variableFieldsFor(context);
  if (asked.some((field) => variable.has(field)) && !pay.personnelFile) inputs.push(variableItems.many(pay.employeeId));
  // Rows that could not be read have no age, and are not part of any figure.
  return mapValue(allValues(inputs.map((rows) => recover(rows, nothing))), (lists) =>
    freshnessOf([pay, ...lists.flatMap((rows) => rows ?? [])]),
  );
}

/** The rows that the share of full time is read from, if it is that of an arrangement. */
const arrangementsUsed = (pay: RemunerationParent, context: GraphContext) =>
  mapValue(shareOf(pay, context), ({ origin }) =>
    origin === 'ARRANGEMENT' ? assignmentsFor(pay.employeeId, context.connection().loaders.forPay) : [],
  );

/** The freshness of the oldest row. */
export const freshnessOf = (rows: readonly FreshnessParent[]) => ({
  fetchedAt: Math.min(...rows.map(({ fetchedAt }) => fetchedAt)),
  isStale: rows.some(({ isStale }) => isStale ?? false),
});
