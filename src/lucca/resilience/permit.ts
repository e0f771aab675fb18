/** A request for a permit. Times are epoch milliseconds. */
export type PermitRequest = {
  host: string;
  /** After this time the permit is of no use. */
  deadlineAt: number;
  signal?: AbortSignal;
  /** One of many requests that nobody waits for individually: other requests go first, except for every fourth. */
  lowPriority?: boolean;
  /** Aborted once a caller waits for the request, which then has normal priority. */
  promoteSignal?: AbortSignal | undefined;
  /** Called with the time at which the permit is expected, whenever that changes. */
  onEta?: (at: number) => void;
};

/** The right to send one request. */
export type Permit = {
  /** Ends the request: its slot counts for another minute, or is free at once if nothing was sent (`isSent` false). */
  release(isSent?: boolean): void;
};
