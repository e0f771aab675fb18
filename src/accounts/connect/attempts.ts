import { LRUCache } from 'lru-cache';
import { retrySeconds } from '../../time.ts';
import { createRecentFailures, type RecentFailures, type ShareFailures } from './recentFailures.ts';

/** A refused attempt: whether the limit is reached by failures or by running attempts, and when to try again. */
export type TooMany = { haveFailed: boolean; retryAfterSeconds: number };

/** A running attempt. The caller must end it; a failed one counts. */
export type Attempt = { end(hasFailed: boolean): void };

/** The attempts under one name. */
type Tried = {
  failures: RecentFailures;
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
 * Limits the failed attempts under one name in any period of `windowMs`. Running attempts count, so that parallel ones cannot
 * exceed the limit together; while only these fill it, a new attempt waits for them to end.
 */
export function createAttempts(
  limit: number,
  windowMs: number,
  now: () => number,
  share: ShareFailures = async () => null,
) {
  const names = new LRUCache<string, Tried>({ max: mostNames });
  let lastFailure = 0;

  function triedOf(name: string): Tried {
    const failures = () => createRecentFailures({ name, windowMs, now, share });
    const tried = names.get(name) ?? { failures: failures(), underWay: 0, waiting: new Set() };
    names.set(name, tried);
    return tried;
  }

  function start(tried: Tried): Attempt {
    tried.underWay += 1;
    return {
      end(hasFailed) {
        tried.underWay -= 1;
        if (hasFailed) {
          lastFailure += 1;
          tried.failures.add(lastFailure);
        }
        for (const wake of tried.waiting) wake();
      },
    };
  }

  return {
    /**
     * Begins an attempt; waits until the deadline (epoch milliseconds) if necessary. When the limit is reached, `isExempt` decides whether
     * it applies.
     */
    async begin(name: string, deadlineAt: number, isExempt = async () => false): Promise<Attempt | TooMany> {
      const tried = triedOf(name);
      let isLimited = false;
      for (;;) {
        await tried.failures.exchange();
        const failed = tried.failures.times();
        if (failed.length + tried.underWay < limit) return start(tried);
        if (!isLimited) {
          if (await isExempt()) return unlimited;
          isLimited = true;
          continue;
        }
        const last = failed.at(-limit);
        if (last !== undefined) {
          return { haveFailed: true, retryAfterSeconds: retrySeconds(last + windowMs - now()) };
        }
        if (!(await nextEnd(tried, deadlineAt - now()))) return { haveFailed: false, retryAfterSeconds: soonSeconds };
      }
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
