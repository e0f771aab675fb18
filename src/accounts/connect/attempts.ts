import { LRUCache } from 'lru-cache';

/** Why no attempt is allowed, because so many have failed or are still under way, and in how many seconds it may be. */
export type TooMany = { haveFailed: boolean; retryAfterSeconds: number };

/** An attempt under way; it has to be ended, and counts if it has failed. */
export type Attempt = { end(hasFailed: boolean): void };

/**
 * Tells the other instances when attempts under a name failed here (epoch milliseconds, by a number of their own), and resolves to
 * when they failed there; null where nobody can tell.
 */
export type ShareFailures = (
  name: string,
  windowMs: number,
  here: ReadonlyMap<number, number>,
) => Promise<number[] | null>;

type Tried = {
  /** When attempts failed here, by a number of their own, and elsewhere as far as is known (epoch milliseconds). */
  here: Map<number, number>;
  elsewhere: number[];
  underWay: number;
  /** Wakes those who wait for one to end. */
  waiting: Set<() => void>;
};

// Those not tried for the longest are forgotten first, and it takes hundreds of tenants guessing at once to get that far.
const mostNames = 10_000;
const soonSeconds = 5;

/** Of who passes whatever the limit: it does not count. */
const unlimited: Attempt = { end() {} };

/**
 * Allows so many attempts under one name to fail in any stretch of time. Those under way count, so that attempts made at once
 * cannot slip through together; whoever comes while only they fill the limit waits for what becomes of them.
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

  /** When attempts failed that still count, oldest first. */
  function failedAt({ here, elsewhere }: Tried): number[] {
    const horizon = now() - windowMs;
    for (const [number, at] of here) if (at <= horizon) here.delete(number);
    return [...here.values(), ...elsewhere.filter((at) => at > horizon)].sort((one, other) => one - other);
  }

  return {
    /**
     * Begins an attempt, waiting until the deadline (epoch milliseconds) if need be. Where the limit is filled, `isExempt` is asked
     * whether it holds at all.
     */
    async begin(name: string, deadlineAt: number, isExempt = async () => false): Promise<Attempt | TooMany> {
      const tried = triedOf(name);
      let isHeld = false;
      for (;;) {
        await exchange(name, tried);
        const failed = failedAt(tried);
        if (failed.length + tried.underWay < limit) break;
        if (!isHeld) {
          if (await isExempt()) return unlimited;
          isHeld = true;
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
            // What goes wrong is told to whoever begins next, and exchanges again.
            exchange(name, tried).catch(() => {});
          }
          for (const wake of tried.waiting) wake();
        },
      };
    },
  };
}

/** Waits until an attempt ends, for so many milliseconds at most; false when none has. */
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
