import { type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { Rows } from '../../loaders/rows.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { type Gap, gapOfFailure } from '../dataGaps/gap.ts';
import { noneWithoutRight } from '../server/failures.ts';

const refusals = new WeakMap<Rows<WorkContract>, Gap | null>();

/** A person's contracts; none where the key may not read them, because pay is shown all the same. */
export const contractsFor = (employeeId: number, context: GraphContext): PromiseOrValue<Rows<WorkContract>> =>
  recover(context.connection().loaders.contractsForPay.many(employeeId), (failure) => {
    const none = noneWithoutRight(failure);
    refusals.set(none, gapOfFailure(failure, 'EMPLOYEE_CONTRACTS'));
    return none;
  });

/** Why there are none of these contracts, where Lucca has refused them. */
export const refusalOfContracts = (contracts: Rows<WorkContract>): Gap | null => refusals.get(contracts) ?? null;
