import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import { emptiness, type Gap, gap, gapOfFailure, skippedRow } from '../dataGaps/gap.ts';
import { mayEstablishmentBeSkipped } from '../organisation/ofEstablishment.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight } from '../server/failures.ts';

const refusals = new WeakMap<Rows<WorkContract>, Gap | null>();

/** A person's contracts; none where the key may not read them, because pay is shown all the same. */
export const contractsFor = (employeeId: number, context: GraphContext): PromiseOrValue<Rows<WorkContract>> =>
  recover(context.connection().loaders.forPay.contracts.many(employeeId), (failure) => {
    const none = noneWithoutRight(failure);
    refusals.set(none, gapOfFailure(failure, 'EMPLOYEE_CONTRACTS'));
    return none;
  });

/** Why there are no contracts, where Lucca has refused them. */
export const refusalOfContracts = (contracts: Rows<WorkContract>): Gap | null => refusals.get(contracts) ?? null;

/** The missing right to contracts, if it is missing: currency and country are known only through the contract. */
export function withoutContracts(contracts: RemunerationParent['contracts'], context: GraphContext): Gap | null {
  const refusal = refusalOfContracts(contracts);
  if (refusal) return refusal;
  const why = emptiness('EMPLOYEE_CONTRACTS', context);
  return why.reason === 'PERMISSION_MISSING' ? why : null;
}

/** Why the hours of a full-time week are not known where the account has not set them. */
export function withoutHours({ contracts, asOf }: RemunerationParent, context: GraphContext): PromiseOrValue<Gap> {
  const unknown = 'The account has not set the hours of a full-time week: set its `weeklyHoursAtFullTime`.';
  const contract = contractOn(contracts, asOf);
  if (contract === null && mayBeIncomplete(contracts)) return skippedRow;
  return mapValue(mayEstablishmentBeSkipped(contract?.establishmentId ?? null, context), (isSkipped) => {
    if (isSkipped) return skippedRow;
    return (contract === null ? withoutContracts(contracts, context) : null) ?? gap('NOT_SET_IN_LUCCA', unknown);
  });
}
