import type { GraphContext } from './context.ts';
import { contractOn } from './contracts.ts';
import { emptiness, type Gap, gap } from './gap.ts';
import type { RemunerationParent } from './parents.ts';

/** Why the hours of a full-time week are not known where the account has not set them. */
export function withoutHours({ contracts, asOf }: RemunerationParent, context: GraphContext): Gap {
  const unknown = 'The account has not set the hours of a full-time week: set its `weeklyHoursAtFullTime`.';
  return (contractOn(contracts, asOf) === null ? withoutContracts(context) : null) ?? gap('NOT_SET_IN_LUCCA', unknown);
}

/** The right to contracts, where that is what lacks: currency and country are joined through the contract. */
export function withoutContracts(context: GraphContext): Gap | null {
  const why = emptiness('EMPLOYEE_CONTRACTS', context);
  return why.reason === 'PERMISSION_MISSING' ? why : null;
}
