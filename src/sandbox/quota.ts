/** Counts events in the last `spanMs` milliseconds, and remembers the highest count ever seen. */
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

/** Lucca's allowance for one host: so many requests in any 60 seconds; those refused for it do not count. */
export function createQuota(requestsPerMinute: number) {
  const admitted = createSlidingCount(60_000);
  return {
    /** Takes one place, or says after how many whole seconds to come back. */
    take(at: number): { retryAfterSeconds: number } | null {
      if (admitted.at(at) >= requestsPerMinute) {
        return { retryAfterSeconds: Math.max(1, Math.ceil(admitted.untilNextLeaves(at) / 1000)) };
      }
      admitted.add(at);
      return null;
    },
  };
}
