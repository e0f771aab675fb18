/** Counts the events in the last `spanMs` milliseconds, and records the highest count. */
export function createSlidingCount(spanMs: number) {
  const instants: number[] = [];
  let highest = 0;
  const dropBefore = (at: number) => {
    while (instants[0] !== undefined && instants[0] <= at - spanMs) instants.shift();
  };
  return {
    add(at: number): void {
      dropBefore(at);
      instants.push(at);
      highest = Math.max(highest, instants.length);
    },
    at(at: number): number {
      dropBefore(at);
      return instants.length;
    },
    /** Milliseconds until the oldest counted event leaves the span. */
    untilNextLeaves(at: number): number {
      return instants[0] === undefined ? 0 : instants[0] + spanMs - at;
    },
    highest: () => highest,
  };
}

/** The quota of one host: this number of requests in any 60 seconds. Refused requests do not count. */
export function createQuota(requestsPerMinute: number) {
  const admitted = createSlidingCount(60_000);
  return {
    /** Counts a request and returns null, or refuses it and returns when to try again. */
    take(at: number): { retryAfterSeconds: number } | null {
      if (admitted.at(at) >= requestsPerMinute) {
        return { retryAfterSeconds: Math.max(1, Math.ceil(admitted.untilNextLeaves(at) / 1000)) };
      }
      admitted.add(at);
      return null;
    },
  };
}
