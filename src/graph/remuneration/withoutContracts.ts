import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { mayBeIncomplete } from '../../loaders/rows.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/contracts.ts';
import { emptiness, type Gap, gap, skippedRow } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import { mayEstablishmentBeSkipped } from '../server/byId.ts';
import { refusalOfContracts } from './contractsForPay.ts';

/** Why the hours of a full-time week are not known where the account has not set them. */
export function withoutHours({ contracts, asOf }: RemunerationParent, context: GraphContext): PromiseOrValue<Gap> {
  const unknown = 'The account has not set the hours of a full-time week: set its `weeklyHoursAtFullTime`.';
  const contract = contractOn(contracts, asOf);
  if (contract === null && mayBeIncomplete(contracts)) return skippedRow;
  return mapValue(mayEstablishmentBeSkipped(contract?.establishmentId ?? null, context), (isLeftOut) => {
    if (isLeftOut) return skippedRow;
    return (contract === null ? withoutContracts(contracts, context) : null) ?? gap('NOT_SET_IN_LUCCA', unknown);
  });
}

/** The right to contracts, where that is what lacks: currency and country are joined through the contract. */
export function withoutContracts(contracts: RemunerationParent['contracts'], context: GraphContext): Gap | null {
  const refusal = refusalOfContracts(contracts);
  if (refusal) return refusal;
  const why = emptiness('EMPLOYEE_CONTRACTS', context);
  return why.reason === 'PERMISSION_MISSING' ? why : null;
}
