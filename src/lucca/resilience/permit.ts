/**
 * Who is served first: operations on the account, then requests that somebody waits for, then those that are many and that nobody waits
 * for individually. Of the second kind no more than three overtake one of the last.
 */
export type Priority = 'account' | 'normal' | 'low';

/** A request for a permit. Times are epoch milliseconds. */
export type PermitRequest = {
  host: string;
  /** After this time the permit is of no use. */
  deadlineAt: number;
  signal?: AbortSignal;
  /** `normal` by default. */
  priority?: Priority;
  /** Aborted once a caller waits for a request of low priority, which then has normal priority. */
  promoteSignal?: AbortSignal | undefined;
  /** Whose share of the quota the request counts in, by a keyed hash of the user; asked when the slot is taken, null for nobody's. */
  chargedTo?: (() => string | null) | undefined;
  /** Called with the time at which the permit is expected, whenever that changes. */
  onEta?: (at: number) => void;
};

/** The right to send one request. */
export type Permit = {
  /** Ends the request: its slot counts for another minute, or is free at once if nothing was sent (`isSent` false). */
  release(isSent?: boolean): void;
};
