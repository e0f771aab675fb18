import { LRUCache } from 'lru-cache';

/** A refused attempt: whether failures or attempts under way fill the limit, and when to try again. */
export type TooMany = { haveFailed: boolean; retryAfterSeconds: number };

/** An attempt under way. The caller must end it; a failed one counts. */
export type Attempt = { end(hasFailed: boolean): void };

/**
 * Reports to other instances when attempts under a name failed here (epoch milliseconds, by an id of this instance), and resolves
 * to when they failed there; null when that is unknown.
 */
export type ShareFailures = (
  name: string,
  windowMs: number,
  here: ReadonlyMap<number, number>,
) => Promise<number[] | null>;

type Tried = {
  /** When attempts failed here, by id, and at other instances as far as is known (epoch milliseconds). */
  here: Map<number, number>;
  elsewhere: number[];
  underWay: number;
  /** Wakes callers that wait for an attempt to end. */
  waiting: Set<() => void>;
};

// The least recently tried names are forgotten first; it takes hundreds of tenants guessing at once to get there.
const mostNames = 10_000;
const soonSeconds = 5;

/** An attempt that is exempt from the limit, and does not count. */
const unlimited: Attempt = { end() {} };

/**
 * Limits the failed attempts under one name in any period of `windowMs`. Attempts under way count, so that parallel ones cannot
 * exceed the limit together; while only these fill it, a new attempt waits for them to end.
 */
export function createAttempts(
  limit: number,
  windowMs: number,
  now: () => number,
  share: ShareFailures = async () => null,
) {
  const names = new LRUCache<string, Tried>({ max: mostNames });
  let failures = 0;

  function triedOf(name: string): Tried {
    const tried = names.get(name) ?? { here: new Map(), elsewhere: [], underWay: 0, waiting: new Set() };
    names.set(name, tried);
    return tried;
  }

  async function exchange(name: string, tried: Tried): Promise<void> {
    tried.elsewhere = (await share(name, windowMs, tried.here)) ?? tried.elsewhere;
  }

  /** The failures that still count, oldest first (epoch milliseconds). */
  function failedAt({ here, elsewhere }: Tried): number[] {
    const horizon = now() - windowMs;
    for (const [number, at] of here) if (at <= horizon) here.delete(number);
    return [...here.values(), ...elsewhere.filter((at) => at > horizon)].sort((one, other) => one - other);
  }

  return {
    /**
     * Begins an attempt; waits until the deadline (epoch milliseconds) if necessary. When the limit is reached, `isExempt` decides
     * whether it applies at all.
     */
    async begin(name: string, deadlineAt: number, isExempt = async () => false): Promise<Attempt | TooMany> {
      const tried = triedOf(name);
      let isLimited = false;
      for (;;) {
        await exchange(name, tried);
        const failed = failedAt(tried);
        if (failed.length + tried.underWay < limit) break;
        if (!isLimited) {
          if (await isExempt()) return unlimited;
          isLimited = true;
          continue;
        }
        const last = failed.at(-limit);
        if (last !== undefined) {
          return { haveFailed: true, retryAfterSeconds: Math.max(1, Math.ceil((last + windowMs - now()) / 1_000)) };
        }
        if (!(await nextEnd(tried, deadlineAt - now()))) return { haveFailed: false, retryAfterSeconds: soonSeconds };
      }
      tried.underWay += 1;
      return {
        end(hasFailed) {
          tried.underWay -= 1;
          if (hasFailed) {
            failures += 1;
            tried.here.set(failures, now());
            // An error here is not lost: the next attempt exchanges again, and throws it.
            exchange(name, tried).catch(() => {});
          }
          for (const wake of tried.waiting) wake();
        },
      };
    },
  };
}

/** Waits until an attempt ends, for at most `ms` milliseconds; resolves to false when none has. */
function nextEnd({ waiting }: Tried, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const stopWaiting = (hasEnded: boolean) => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve(hasEnded);
    };
    const wake = () => stopWaiting(true);
    const timer = setTimeout(stopWaiting, ms, false);
    waiting.add(wake);
  });
}
