import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { Decimal, rounded } from '../../pay/decimals.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import type { FixedPayItem, RaiseParent } from '../parents.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { fixedFigures } from './fixed.ts';
import { checkSpan, type Days, dayBefore, historyOf } from './history.ts';
import { payFieldsOf } from './personnelFile.ts';
import { remunerationOf } from './remunerationOf.ts';

type Money = { amount: string; currency: string };

/** What a raise depends on, on the first day of a period of somebody's pay. */
type State = {
  startsOn: string;
  yearly: Money | null;
  isShareAssumed: boolean;
  contractId: number | null;
  comments: string[];
};

/**
 * The days from one day to another on which the yearly base salary at full time changes. The first salary is not a raise. Null if there is
 * no pay: it is then unknown whether there were raises.
 */
export function raisesOf(
  employeeId: number,
  { from, to }: Days,
  context: GraphContext,
): PromiseOrValue<RaiseParent[] | null> {
  checkSpan({ from, to }, context);
  // Personnel files contain today's pay only: what it was before is unknown.
  if (payFieldsOf(context.connection().account)) return null;
  // The first day may itself be the day of a raise, so the day before is read, too.
  const periods = historyOf(employeeId, { from: from ? dayBefore(from) : null, to: to ?? null }, context);
  return mapValue(periods, (each) =>
    mapValue(allValues(each.map(({ startsOn }) => stateOn(startsOn, employeeId, context))), (states) => {
      const known = states.filter((state) => state !== null);
      return known.length === 0 ? null : raisesBetween(known);
    }),
  );
}

/** Null on a day without pay. */
function stateOn(asOf: string, employeeId: number, context: GraphContext): PromiseOrValue<State | null> {
  const needs = { isVariableAsked: false, isVariableNeeded: false, isShareNeeded: true, areHoursNeeded: false };
  const question = { employeeId, asOf, ...needs };
  return mapValue(remunerationOf(question, context), (pay) => {
    if ('reason' in pay) return null;
    return combine({ figures: fixedFigures(pay, context) }, ({ figures: { annualBase, isShareAssumed } }) => ({
      startsOn: asOf,
      yearly: annualBase.money,
      isShareAssumed,
      contractId: contractOn(pay.contracts, asOf)?.id ?? null,
      comments: pay.fixedItems
        .filter((item) => item.startsOn === asOf && isBaseSalary(item, context))
        .flatMap(({ comment }) => comment || []),
    }));
  });
}

const isBaseSalary = (item: FixedPayItem, context: GraphContext) =>
  treatmentOfItem('FIXED', item, context.connection().account).kind === 'BASE_SALARY';

function raisesBetween(states: readonly State[]): RaiseParent[] {
  return states.flatMap((state, index) => {
    const last = states[index - 1];
    if (last === undefined || isSame(last.yearly, state.yearly)) return [];
    return {
      on: state.startsOn,
      before: last.yearly,
      after: state.yearly,
      reason: [...new Set(state.comments)].join('; ') || null,
      isNewContract: last.contractId !== state.contractId,
      isShareAssumed: last.isShareAssumed || state.isShareAssumed,
    };
  });
}

const isSame = (a: Money | null, b: Money | null) => a?.amount === b?.amount && a?.currency === b?.currency;

/** The change from an earlier amount, in % of it; null if the two cannot be compared. */
export function percentBetween(before: Money | null, after: Money | null): string | null {
  if (before === null || after === null || before.currency !== after.currency) return null;
  const base = new Decimal(before.amount);
  return base.isZero() ? null : rounded(new Decimal(after.amount).minus(base).dividedBy(base.abs()).times(100));
}
