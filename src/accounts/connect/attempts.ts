import { minuteMs, retrySeconds } from '../../time.ts';
import { createRecentFailures, type RecentFailures, type ShareFailures } from './recentFailures.ts';

/** A refused attempt: whether the limit is reached by failures or by running attempts, and when to try again. */
export type TooMany = { haveFailed: boolean; retryAfterSeconds: number };

/** A running attempt. The caller must end it; a failed one counts. */
export type Attempt = { end(hasFailed: boolean): void };

/** The attempts under one name. */
type Tried = {
  failures: RecentFailures;
  /** Calls of `begin` that have not returned, and attempts that have not ended. */
  beginning: number;
  underWay: number;
  /** Wakes callers that wait for an attempt to end. */
  waiting: Set<() => void>;
};

/**
 * How often names without attempts that still count are forgotten. Names with a failure are never forgotten, because others could cause
 * that.
 */
const forgetMs = minuteMs;
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
  const names = createNames(windowMs, now, share);
  let lastFailure = 0;

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

  async function whenAllowed(tried: Tried, deadlineAt: number, isExempt: () => Promise<boolean>) {
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
      if (last !== undefined) return { haveFailed: true, retryAfterSeconds: retrySeconds(last + windowMs - now()) };
      if (!(await nextEnd(tried, deadlineAt - now()))) return { haveFailed: false, retryAfterSeconds: soonSeconds };
    }
  }

  return {
    /**
     * Begins an attempt; waits until the deadline (epoch milliseconds) if necessary. When the limit is reached, `isExempt` decides whether
     * it applies.
     */
    async begin(name: string, deadlineAt: number, isExempt = async () => false): Promise<Attempt | TooMany> {
      names.forgetOld();
      const tried = names.of(name);
      tried.beginning += 1;
      try {
        return await whenAllowed(tried, deadlineAt, isExempt);
      } finally {
        tried.beginning -= 1;
      }
    },
  };
}

/** The attempts under each name. Names are forgotten once none of their attempts counts any more. */
function createNames(windowMs: number, now: () => number, share: ShareFailures) {
  const names = new Map<string, Tried>();
  let forgotAt = now();

  return {
    of(name: string): Tried {
      const known = names.get(name);
      if (known) return known;
      const failures = createRecentFailures({ name, windowMs, now, share });
      const tried = { failures, beginning: 0, underWay: 0, waiting: new Set<() => void>() };
      names.set(name, tried);
      return tried;
    },
    forgetOld(): void {
      if (now() - forgotAt < forgetMs) return;
      forgotAt = now();
      for (const [name, { beginning, underWay, failures }] of names)
        if (beginning + underWay === 0 && failures.times().length === 0) names.delete(name);
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
