import { type FieldNode, type GraphQLResolveInfo, getArgumentValues, isObjectType } from 'graphql';
import { isIncomplete } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import { Decimal } from '../../pay/decimals.ts';
import { type Figure, variableByKind } from '../../pay/figures.ts';
import { type FixedPay, sharedCurrency } from '../../pay/items.ts';
import { isBase } from '../../pay/kinds.ts';
import { grossWarningsOf } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import { contractAsOf } from '../contracts/workingTime.ts';
import type { PayPeriod, Resolvers } from '../generated.ts';
import type { RemunerationParent, VariableRemunerationItemParent } from '../parents.ts';
import { paginate } from '../server/connection.ts';
import { decodeId, encodeId } from '../server/ids.ts';
import { namesOf, selectedBelow, siblingsOf } from '../server/selections.ts';
import { demandPay } from './access.ts';
import { digestOf } from './digest.ts';
import { stepsOf } from './explanation.ts';
import {
  annualFixedFigure,
  annualGuaranteedFigure,
  annualTargetFigure,
  baseFigure,
  fixedFigures,
  hourlyFigure,
} from './fixed.ts';
import { fieldsOfHours, fieldsOfShare, freshnessWithFigures, variableFieldsFor } from './freshness.ts';
import { grossPayOf, grossSteps } from './gross.ts';
import { historyOf } from './history.ts';
import { kindOfFixed, remunerationItems } from './itemFields.ts';
import { fixedPay, fixedPayWithPayments } from './items.ts';
import { monthsIn } from './months.ts';
import { theoreticalOf } from './person.ts';
import { percentBetween, raisesOf } from './raises.ts';
import { remunerationOf } from './remunerationOf.ts';
import { variableFigure, variableItemsOf, variablePay } from './variable.ts';
import { warningsAbout } from './warnings.ts';

// Other folders import pay from this file alone.
export { peopleNotDigested } from './digest.ts';
export { fixedFigures } from './fixed.ts';
export { freshnessOf } from './freshness.ts';
export { payExplanations } from './gaps.ts';
export { fixedPay } from './items.ts';
export { measuredPay, prepareMeasure } from './measures.ts';
export { isTrainee } from './person.ts';
export { isPaggaReadable, payFieldsOf, rightToPay } from './personnelFile.ts';
export { remunerationOf } from './remunerationOf.ts';

export const remuneration: Resolvers = {
  ...remunerationItems,
  Employee: {
    remuneration: (user, { asOf }, context, info) =>
      mapValue(demandPay(user.id, context), () =>
        remunerationOf({ employeeId: user.id, asOf: asOf ?? context.today, ...needsOf(info, context) }, context),
      ),
    remunerationHistory: (user, span, context) =>
      mapValue(demandPay(user.id, context), () => historyOf(user.id, span, context)),
    remunerationDigest: (user, _, context) => mapValue(demandPay(user.id, context), () => digestOf(user.id, context)),
    raises: (user, span, context) => mapValue(demandPay(user.id, context), () => raisesOf(user.id, span, context)),
  },
  RemunerationPeriod: {
    remuneration: ({ employeeId, startsOn }, _, context, info) =>
      remunerationOf({ employeeId, asOf: startsOn, ...needsOf(info, context) }, context),
  },
  Raise: {
    percent: ({ before, after }) => percentBetween(before, after),
  },
  RemunerationResult: {
    __resolveType: (result) => ('reason' in result ? 'RemunerationUnavailable' : 'Remuneration'),
  },
  Remuneration: {
    contract: ({ contracts, asOf }) => contractAsOf(contracts, asOf),
    currency: ({ fixedItems }) => sharedCurrency(fixedItems),
    baseSalary: baseSalaryOf,
    annualBaseFullTime: (pay, _, context) =>
      mapValue(fixedFigures(pay, context), ({ annualBase }) => amountOf(annualBase, 'YEAR')),
    annualFixedFullTime: (pay, _, context) =>
      mapValue(annualFixedFigure(pay, context), (figure) => amountOf(figure, 'YEAR')),
    annualGuaranteedFullTime: (pay, _, context) =>
      mapValue(annualGuaranteedFigure(pay, context), (figure) => amountOf(figure, 'YEAR')),
    annualVariableTarget: (pay, _, context) =>
      mapValue(annualTargetFigure(pay, context), (figure) => amountOf(figure, 'YEAR')),
    variableLast12MonthsByKind: (pay, _, context) =>
      mapValue(variablePay(pay, context), (items) => (isIncomplete(items) ? null : variableByKind(items))),
    monthsWithContract: ({ asOf, contracts }) =>
      isIncomplete(contracts) || contracts.length === 0 ? null : monthsIn(contracts, asOf),
    annualGrossPay: (pay, _, context) => grossPayOf(pay, context),
    variableLast12Months: (pay, _, context) =>
      mapValue(variableFigure(pay, context), (figure) => amountOf(figure, 'YEAR')),
    hourlyBase: (pay, _, context) => mapValue(hourlyFigure(pay, context), (figure) => amountOf(figure, 'HOUR')),
    hourlyGross: (pay, _, context) => mapValue(hourlyFigure(pay, context), (figure) => amountOf(figure, 'HOUR')),
    luccaTheoreticalAnnual: (pay, _, context) =>
      mapValue(theoreticalOf(pay, context), (amount) => {
        const currency = sharedCurrency(pay.fixedItems);
        return amount === null || currency === null ? null : { money: { amount, currency }, period: 'YEAR' as const };
      }),
    fixedItems: (pay, { kind }, context) =>
      pay.fixedItems
        .filter((item) => kind?.includes(kindOfFixed(item, context)) ?? true)
        .map((item) => ({ item, pay })),
    source: ({ personnelFile }) => (personnelFile ? 'PERSONNEL_FILE' : 'REMUNERATION_ITEMS'),
    variableItems: (pay, args, context) =>
      pay.personnelFile
        ? null
        : mapValue(variableItemsOf(pay, args.includeDeleted ?? false, context), (items) =>
            paginate(items.filter(isWithin(args)).toSorted(latestFirst), args, {
              cursorOf: ({ period, id }) =>
                encodeId('variableItems', context.connection().account.id, dayNumber(period), id),
              follows(cursor) {
                const [day, id] = decodeId('variableItems', context.connection().account.id, cursor) ?? [];
                if (day === undefined || id === undefined) return null;
                return (item) => dayNumber(item.period) < day || (dayNumber(item.period) === day && item.id < id);
              },
            }),
          ),
    explanation: (pay, _, context, info) => stepsOf(pay, context, namesOf(siblingsOf(info))),
    warnings: (pay, { severity }, context) =>
      mapValue(warningsAbout(pay, context), (warnings) =>
        warnings
          .filter((warning) => severity?.includes(warning.severity) ?? true)
          .map((warning) => ({ ...warning, items: warning.items.map(String) })),
      ),
    freshness: (pay, _, context, info) => freshnessWithFigures(pay, context, info),
  },
  AnnualGrossPay: {
    total: ({ total }) => total.money,
    hourly: ({ hourly }) => hourly.money,
    explanation: (gross) => grossSteps(gross),
    warnings: (gross) =>
      grossWarningsOf(gross, gross).map((warning) => ({ ...warning, items: warning.items.map(String) })),
  },
};

/** The base salary. Its period is inferred only if it is selected, because an inference may need requests to Lucca. */
function baseSalaryOf(pay: RemunerationParent, _: unknown, context: GraphContext, info: GraphQLResolveInfo) {
  const { money } = baseFigure(fixedPay(pay, context));
  if (money === null) return null;
  if (!namesOf(selectedBelow('PayAmount', info)).has('period')) return { money, period: null };
  return mapValue(fixedPayWithPayments(pay, context), (fixed) => ({ money, period: periodOf(fixed.filter(isBase)) }));
}

/** Every month or once a year, if that is known and the same for all items. */
function periodOf(items: readonly FixedPay[]): PayPeriod | null {
  const all = (times: string) =>
    items.every(
      ({ treatment: { paymentsOrigin, paymentsPerYear } }) =>
        paymentsOrigin !== 'ASSUMED' && paymentsPerYear !== null && new Decimal(paymentsPerYear).equals(times),
    );
  if (items.every(({ treatment }) => treatment.field?.isHourly)) return 'HOUR';
  if (all('12')) return 'MONTH';
  return all('1') ? 'YEAR' : null;
}

const amountOf = ({ money }: Figure, period: PayPeriod) => money && { money, period };

/** What the fields selected on `Remuneration` need besides fixed pay. */
function needsOf(info: GraphQLResolveInfo, context: GraphContext) {
  const asked = [...selectedBelow('Remuneration', info).values()].flatMap(([node]) => node ?? []);
  const fields = variableFieldsFor(context);
  const variable = asked.filter(({ name }) => name.value === 'variableItems' || fields.has(name.value));
  // Items including deleted ones are a separate list in Lucca.
  return {
    isVariableAsked: variable.length > 0,
    isVariableNeeded: variable.some((node) => !includesDeleted(node, info)),
    isShareNeeded: asked.some(({ name }) => fieldsOfShare.has(name.value)),
    areHoursNeeded: asked.some(({ name }) => fieldsOfHours.has(name.value)),
  };
}

function includesDeleted(node: FieldNode, { schema, variableValues }: GraphQLResolveInfo): boolean {
  const type = schema.getType('Remuneration');
  const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
  if (field === undefined) return false;
  const { includeDeleted } = getArgumentValues(field, node, variableValues);
  return includeDeleted === true;
}

type Span = { from?: string | null; to?: string | null };

const isWithin =
  ({ from, to }: Span) =>
  ({ period }: VariableRemunerationItemParent) =>
    (!from || period >= from) && (!to || period <= to);

const latestFirst = (a: VariableRemunerationItemParent, b: VariableRemunerationItemParent) =>
  b.period.localeCompare(a.period) || b.id - a.id;

/** `2026-03-31` as 20260331, for cursors. */
const dayNumber = (day: string) => Number(day.replaceAll('-', ''));
