import { isDayPlaceholder } from '../../days.ts';
import type { User } from '../../lucca/resources/users.ts';
import { isUnread } from '../../lucca/unread.ts';
import type { EmploymentStatus } from '../generated.ts';

type Dates = Pick<User, 'dtContractStart' | 'dtContractEnd'>;

/**
 * A person's employment status on a day, by the dates of the contract that Lucca applies. Without a first day, all that can be known is
 * that they have left.
 */
export function statusOf(user: Dates, today: string): EmploymentStatus {
  const { dtContractStart, dtContractEnd } = user;
  if (dtContractEnd !== null && dtContractEnd < today) return 'FORMER';
  if (dtContractStart === null || isUnread(user, 'dtContractEnd')) return 'UNKNOWN';
  return dtContractStart > today ? 'UPCOMING' : 'ACTIVE';
}

/** Whether a person is known to be employed on a day. */
export const worksOn = (user: Dates, day: string): boolean => statusOf(user, day) === 'ACTIVE';

/** The first day of a person's contract; null if it is unknown. */
export const hiringDayOf = ({ dtContractStart }: Pick<User, 'dtContractStart'>): string | null =>
  dtContractStart === null || isDayPlaceholder(dtContractStart) ? null : dtContractStart;
