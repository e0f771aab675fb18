import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { WeeklyHours } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import { fullTimeWeekOn } from '../contracts/fullTimeWeek.ts';
import { contractOn } from '../contracts/inForce.ts';
import { emptiness, type Gap, gap, gapOfFailure, skippedRow } from '../dataGaps/gap.ts';
import { mayEstablishmentBeSkipped } from '../organisation/ofEstablishment.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight } from '../server/failures.ts';

const refusals = new WeakMap<Rows<WorkContract>, Gap | null>();

/** A person's contracts; none if the key may not read them, because pay is returned anyway. */
export const contractsFor = (employeeId: number, context: GraphContext): PromiseOrValue<Rows<WorkContract>> =>
  recover(context.connection().loaders.forPay.contracts.many(employeeId), (failure) => {
    const none = noneWithoutRight(failure);
    refusals.set(none, gapOfFailure(failure, 'EMPLOYEE_CONTRACTS'));
    return none;
  });

/** Why there are no contracts, if Lucca has refused them. */
export const refusalOfContracts = (contracts: Rows<WorkContract>): Gap | null => refusals.get(contracts) ?? null;

/** The right to contracts, if it is missing: currency and country are only known through the contract. */
export function withoutContracts(contracts: RemunerationParent['contracts'], context: GraphContext): Gap | null {
  const refusal = refusalOfContracts(contracts);
  if (refusal) return refusal;
  const why = emptiness('EMPLOYEE_CONTRACTS', context);
  return why.reason === 'PERMISSION_MISSING' ? why : null;
}

/** The full-time week of a person on the day of their pay; null hours with the reason if they are unknown. */
export const weekOf = (
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<(WeeklyHours & { hours: string }) | { hours: null; gap: Gap }> => {
  const contract = contractOn(pay.contracts, pay.asOf);
  const { forPay } = context.connection().loaders;
  return mapValue(fullTimeWeekOn({ ...pay, contract }, context, forPay), (week) => {
    if (week === null) return mapValue(withoutHours(pay, context), (gap) => ({ hours: null, gap }));
    return week.hours === null ? { hours: null, gap: gap('NOT_SET_IN_LUCCA', week.reason) } : week;
  });
};

/** Why the hours of a full-time week cannot be determined. */
export function withoutHours({ contracts, asOf }: RemunerationParent, context: GraphContext): PromiseOrValue<Gap> {
  const unknown =
    'Lucca returns no hours of a full-time week, and the account has not set them. Set `weeklyHoursAtFullTime` or `weeklyHoursByLegalEntity`.';
  const contract = contractOn(contracts, asOf);
  if (contract === null && mayBeIncomplete(contracts)) return skippedRow;
  return mapValue(mayEstablishmentBeSkipped(contract?.establishmentId ?? null, context), (isSkipped) => {
    if (isSkipped) return skippedRow;
    return (contract === null ? withoutContracts(contracts, context) : null) ?? gap('NOT_SET_IN_LUCCA', unknown);
  });
}
