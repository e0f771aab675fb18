/**
 * Priorities: operations on the account first, then requests that a caller is waiting for, then bulk requests that no caller is waiting for
 * individually. At most three requests of the second kind overtake one of the last.
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
  /** The keyed hash of the user in whose share of the quota the request counts; called when the slot is taken, null for no user's share. */
  chargedTo?: (() => string | null) | undefined;
  /** Called with the time at which the permit is expected, whenever that changes. */
  onEta?: (at: number) => void;
};

/** The right to send one request. */
export type Permit = {
  /** Ends the request: its slot counts for another minute, or is free at once if nothing was sent (`isSent` false). */
  release(isSent?: boolean): void;
};
