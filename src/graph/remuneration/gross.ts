import type { Check } from '../../accounts/rights/permissions.ts';
import { isIncomplete, mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { FixedItem } from '../../lucca/resources/fixedItems.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { Step, WeeklyHours } from '../../pay/figures.ts';
import { annualGrossPay, type GrossPart, type GrossPay } from '../../pay/grossPay.ts';
import { type Days, yearTo } from '../../pay/months.ts';
import type { GraphContext } from '../context.ts';
import { type Assigned, assignedTo } from '../contracts/assigned.ts';
import { workedWeekOn } from '../contracts/fullTimeWeek.ts';
import { isInForce } from '../contracts/inForce.ts';
import { emptiness, skippedRow } from '../dataGaps/gap.ts';
import type { AnnualGrossPayParent, FixedPayItem, RemunerationParent } from '../parents.ts';
import type { Inference } from '../remunerationMapping/treatments.ts';
import { onceFor } from '../server/onceFor.ts';
import { withoutContracts, withoutHours } from './contracts.ts';
import { withContracts } from './currency.ts';
import { dayAfter, dayBefore } from './history.ts';
import { fixedPayItem } from './items.ts';
import { shareOf } from './person.ts';
import { ofTodayOnly } from './personnelFile.ts';
import { variablePay } from './variable.ts';

/** The gross pay of the twelve months ending on the day of a person's pay. */
export const grossPayOf = onceFor(
  (pay: RemunerationParent, context: GraphContext): PromiseOrValue<AnnualGrossPayParent> => {
    const { account, loaders } = context.connection();
    const year = yearTo(pay.asOf);
    if (pay.personnelFile) return { ...year, ...withoutPay(ofTodayOnly.message) };
    const read = {
      rows: loaders.fixedItems.many(pay.employeeId),
      assigned: assignedTo(pay.employeeId, loaders.forPay),
      variable: variablePay(pay, context),
      allVariable: loaders.variableItems.many(pay.employeeId),
      inference: context.inferences.of(account, context),
    };
    return combine(read, ({ rows, assigned, variable, allVariable, inference }) => {
      const missing = missingRows(pay, rows, allVariable, context);
      if (missing !== null) return { ...year, ...withoutPay(missing) };
      const inYear = rows.filter((item) => isDuring(item, year));
      return mapValue(withContracts(inYear, pay.contracts, context), (items) =>
        mapValue(allValues(partsOf(year, items, assigned, pay, inference, context)), (parts) => ({
          ...year,
          ...annualGrossPay({ year, parts, variable }),
          areHoursTold: assigned.length > 0,
          isVariableProven: allVariable.length > 0 || account.checks.some(isVariableGranted),
        })),
      );
    });
  },
);

/** Why rows of a year's pay are missing, or may be missing. */
function missingRows(
  { contracts }: RemunerationParent,
  rows: Rows<FixedItem>,
  variable: Rows<object>,
  context: GraphContext,
): string | null {
  if (isIncomplete(rows) || isIncomplete(variable) || mayBeIncomplete(contracts)) return skippedRow.message;
  if (contracts.length === 0) return withoutContracts(contracts, context)?.message ?? null;
  if (variable.length > 0) return null;
  const why = emptiness('PAGGA_EVP_SCREEN', context);
  return why.reason === 'NOT_SET_IN_LUCCA' ? null : why.message;
}

const isVariableGranted = ({ permission, verdict }: Check) =>
  permission === 'PAGGA_EVP_SCREEN' && verdict === 'GRANTED';

function withoutPay(reason: string): GrossPay & { areHoursTold: boolean; isVariableProven: boolean } {
  const figure = (target: string) => ({ money: null, step: { target, formula: 'none', inputs: [reason] } });
  return {
    total: figure('annualGrossPay.total'),
    hourly: figure('annualGrossPay.hourly'),
    hours: null,
    components: null,
    items: { fixed: [], variable: [] },
    areHoursTold: true,
    isVariableProven: true,
  };
}

/** How the total and the pay per hour were computed. */
export const grossSteps = ({ total, hourly }: GrossPay): Step[] => [total.step, hourly.step];

type Span = { startsOn: string; endsOn: string | null };

const isDuring = ({ startsOn, endsOn }: Span, year: Days) =>
  startsOn <= year.endsOn && (endsOn === null || endsOn >= year.startsOn);

/** The parts of the year in which no item, contract or arrangement changes. */
function partsOf(
  year: Days,
  items: readonly FixedPayItem[],
  assigned: readonly Assigned[],
  pay: RemunerationParent,
  inference: Inference,
  context: GraphContext,
): PromiseOrValue<GrossPart>[] {
  const changes = [...items, ...pay.contracts, ...assigned].flatMap(({ startsOn, endsOn }: Span) => [
    startsOn,
    ...(endsOn === null ? [] : [dayAfter(endsOn)]),
  ]);
  // Today's share of full time has a different source than that of earlier days.
  const cuts = [...new Set([year.startsOn, context.today, ...changes])]
    .filter((day) => day >= year.startsOn && day <= year.endsOn)
    .toSorted();
  return cuts.map((startsOn, index) => {
    const next = cuts[index + 1];
    const span = { startsOn, endsOn: next === undefined ? year.endsOn : dayBefore(next) };
    const inForce = items.filter((item) => isInForce(item, startsOn));
    return partOn(span, { ...pay, asOf: startsOn, fixedItems: inForce }, inference, context);
  });
}

function partOn(
  span: Days,
  pay: RemunerationParent,
  inference: Inference,
  context: GraphContext,
): PromiseOrValue<GrossPart> {
  const { account } = context.connection();
  const contracts = pay.contracts.filter((contract) => isInForce(contract, pay.asOf)).length;
  const items = pay.fixedItems.map((item) => fixedPayItem(item, account, inference));
  const part = { ...span, contracts, items };
  if (contracts === 0) return { ...part, isFullTime: null, week: { hours: null, reason: '' } };
  return mapValue(shareOf(pay, context), ({ fullTimeEquivalent, isAssumed }) => {
    const share = isAssumed ? null : fullTimeEquivalent;
    const isFullTime = share === null ? null : new Decimal(share).greaterThanOrEqualTo(1);
    return mapValue(weekOn(pay, share, context), (week) => ({ ...part, isFullTime, week }));
  });
}

function weekOn(pay: RemunerationParent, share: string | null, context: GraphContext): PromiseOrValue<WeeklyHours> {
  const contract = pay.contracts.find((each) => isInForce(each, pay.asOf)) ?? null;
  const { forPay } = context.connection().loaders;
  return mapValue(
    workedWeekOn({ ...pay, contract }, share, context, forPay),
    (week) => week ?? mapValue(withoutHours(pay, context), ({ message }) => ({ hours: null, reason: message })),
  );
}
