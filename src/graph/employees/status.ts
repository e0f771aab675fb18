import type { User } from '../../lucca/resources/users.ts';
import type { EmploymentStatus } from '../generated.ts';

/** A person's employment status on a day, by the dates of the contract that Lucca applies. */
export function statusOf(user: Pick<User, 'dtContractStart' | 'dtContractEnd'>, today: string): EmploymentStatus {
  if (user.dtContractEnd !== null && user.dtContractEnd < today) return 'FORMER';
  return user.dtContractStart !== null && user.dtContractStart > today ? 'UPCOMING' : 'ACTIVE';
}

/** Whether a person is known to be employed on a day: Lucca shows when they started, which was not later, and no end before that day. */
export const worksOn = (user: Pick<User, 'dtContractStart' | 'dtContractEnd'>, day: string): boolean =>
  user.dtContractStart !== null && statusOf(user, day) === 'ACTIVE';
