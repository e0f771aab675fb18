import { combine, ignoreRejection, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { isIncomplete, mayBeIncomplete, type PartialRows, withCompleteness } from '../../loaders/rows.ts';
import { LuccaContractBroken } from '../../lucca/errors.ts';
import { Decimal } from '../../pay/decimals.ts';
import {
  annualBaseFullTime,
  annualFixedFullTime,
  baseSalary,
  type Figure,
  type FixedPay,
  hourlyGross,
  type WeeklyHours,
  type WorkingShare,
} from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import { contractOn, isInForce } from '../contracts/inForce.ts';

import { relationOf } from '../contracts/kind.ts';
import { fullTimeWeekOf, workingTimeOf } from '../contracts/workingTime.ts';
import { skippedRow } from '../dataGaps/gap.ts';
import type { EmployeeParent, FixedItemParent, RemunerationParent, VariableItemParent } from '../parents.ts';
import type { Inference } from '../remunerationMapping/inference.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { withoutHours } from './contracts.ts';

/** The figures of fixed pay, with what they rest on. */
type FixedFigures = {
  fixed: readonly FixedPay[];
  isShareAssumed: boolean;
  isPartTime: boolean;
  annualBase: Figure;
  annualFixed: Figure;
};

const known = new WeakMap<RemunerationParent, PromiseOrValue<FixedFigures>>();

/** The figures of somebody's fixed pay; worked out once, however many fields ask for them. */
export function fixedFigures(pay: RemunerationParent, context: GraphContext): PromiseOrValue<FixedFigures> {
  const found = known.get(pay) ?? workOut(pay, context);
  known.set(pay, found);
  return found;
}

function workOut(pay: RemunerationParent, context: GraphContext): PromiseOrValue<FixedFigures> {
  const loads = { fixed: fixedPayWithPayments(pay, context), workingShare: shareOf(pay, context) };
  return combine(loads, ({ fixed, workingShare: { isAssumed, ...share } }) => ({
    fixed,
    isShareAssumed: isAssumed,
    isPartTime: new Decimal(share.fullTimeEquivalent).lessThan(1),
    annualBase: unlessIncomplete(fixed, annualBaseFullTime(fixed, share)),
    annualFixed: unlessIncomplete(fixed, annualFixedFullTime(fixed, share)),
  }));
}

/** Whether the contract of the day makes somebody an intern or an apprentice. */
export function isTrainee({ contracts, asOf }: RemunerationParent): boolean {
  const contract = contractOn(contracts, asOf);
  const relation = contract && relationOf(contract);
  return relation === 'INTERN' || relation === 'APPRENTICE';
}

/** An item with how it is read, and the contract it hangs on. */
export type WithContract<Pay extends FixedPay> = Pay & { workContractId: number };

/** Somebody's fixed items with how they are read; without an inference, payments a year are known only where they are set. */
export function fixedPay(
  { fixedItems }: RemunerationParent,
  context: GraphContext,
  inference?: Inference,
): PartialRows<WithContract<FixedPay>> {
  const { account } = context.connection();
  const items = fixedItems.map((item) => ({
    ...payItemOf(item),
    treatment: treatmentOfItem('FIXED', item, account, inference),
  }));
  return withCompleteness(items, fixedItems);
}

/** The same with payments a year that are inferred where they are not set, which may take requests to find out. */
export function fixedPayWithPayments(
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<PartialRows<FixedPay>> {
  const { account } = context.connection();
  return mapValue(context.inferences.of(account, context), (inference) => fixedPay(pay, context, inference));
}

/** An item in the words of pay. */
export const payItemOf = (item: FixedItemParent | VariableItemParent) => ({
  luccaId: item.id,
  natureName: item.nature?.name ?? null,
  amount: item.amount,
  currency: item.currency,
  workContractId: item.workContractId,
});

/** The base salary of the items. */
export const baseFigure = (items: PartialRows<FixedPay>): Figure => unlessIncomplete(items, baseSalary(items));

/** A figure made of items; one that looks right and is not, because an item is known to be missing, is none. */
export const unlessIncomplete = (items: PartialRows<FixedPay>, figure: Figure): Figure =>
  isIncomplete(items)
    ? { money: null, step: { target: figure.step.target, formula: 'none', inputs: [skippedRow.message] } }
    : figure;

/** The gross of an hour, by the account's weekly hours or those usual in the country. */
export const hourlyFigure = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Figure> =>
  combine({ figures: fixedFigures(pay, context), hours: weeklyHours(pay, context) }, ({ figures, hours }) =>
    hourlyGross(figures.annualBase, hours),
  );

/** Lucca's own yearly figure, which it works out for today and keeps no history of. */
export function theoreticalOf(
  { employeeId, asOf }: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<string | null> {
  if (asOf !== context.today) return null;
  return mapValue(
    personOf(employeeId, context),
    (employee) => employee?.applicationData?.theoreticalRemuneration ?? null,
  );
}

/** What Lucca tells of a person, no older than pay may be. Fails where it may have been left out. */
const personOf = (employeeId: number, { connection }: GraphContext): PromiseOrValue<EmployeeParent | null> =>
  mapValue(connection().loaders.employeesForPay.many(employeeId), (rows) => {
    const [person = null] = rows;
    if (person === null && mayBeIncomplete(rows))
      return ignoreRejection(Promise.reject(new LuccaContractBroken({ resource: 'users' })));
    return person;
  });

/**
 * The share of full time on the day. Lucca tells today's only; it holds for another day as well where the contract and every item were
 * those of today, because amounts that follow the working time would have changed with it.
 */
function shareOf(
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<WorkingShare & { isAssumed: boolean }> {
  const contract = contractOn(pay.contracts, pay.asOf);
  return mapValue(personOf(pay.employeeId, context), (employee) => {
    const { fullTimeEquivalent, origin } = workingTimeOf(employee, contract, pay.asOf, context);
    if (origin === 'PAGGA') return { fullTimeEquivalent, isAssumed: false, source: 'Pagga' };
    const isSameAsToday =
      employee?.applicationData?.fullTimeEquivalent === fullTimeEquivalent &&
      contract !== null &&
      [contract, ...pay.fixedItems].every((each) => isInForce(each, context.today));
    return { fullTimeEquivalent, isAssumed: !isSameAsToday, source: isSameAsToday ? "Pagga's of today" : 'assumed' };
  });
}

function weeklyHours(pay: RemunerationParent, context: GraphContext): PromiseOrValue<WeeklyHours> {
  const contract = contractOn(pay.contracts, pay.asOf);
  return mapValue(
    fullTimeWeekOf(contract?.establishmentId ?? null, context),
    (week) => week ?? mapValue(withoutHours(pay, context), ({ message }) => ({ hours: null, reason: message })),
  );
}
