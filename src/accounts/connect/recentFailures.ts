/**
 * Reports to other instances when attempts under a name failed here (epoch milliseconds, by an id of this instance), and resolves
 * to when they failed there; null when that is unknown.
 */
export type ShareFailures = (
  name: string,
  windowMs: number,
  here: ReadonlyMap<number, number>,
) => Promise<number[] | null>;

/** What `createRecentFailures` needs. */
export type RecentFailuresParts = {
  name: string;
  windowMs: number;
  /** Milliseconds of the epoch. */
  now: () => number;
  share: ShareFailures;
};

/** The attempts under a name that failed in the last `windowMs`, at this instance and, if known, at others. */
export type RecentFailures = ReturnType<typeof createRecentFailures>;

/** Starts to count the failed attempts under a name. */
export function createRecentFailures({ name, windowMs, now, share }: RecentFailuresParts) {
  const here = new Map<number, number>();
  let elsewhere: number[] = [];

  /** Reports failures to the other instances, and reads theirs. */
  async function exchange(): Promise<void> {
    elsewhere = (await share(name, windowMs, here)) ?? elsewhere;
  }

  return {
    exchange,

    /** When they failed, oldest first (epoch milliseconds). */
    times(): number[] {
      const horizon = now() - windowMs;
      for (const [id, at] of here) if (at <= horizon) here.delete(id);
      return [...here.values(), ...elsewhere.filter((at) => at > horizon)].sort((one, other) => one - other);
    },

    /** Counts a failure; its id must be new at this instance. */
    add(id: number): void {
      here.set(id, now());
      // An error here can be ignored: the next attempt exchanges again, and throws it.
      exchange().catch(() => {});
    },
  };
}
