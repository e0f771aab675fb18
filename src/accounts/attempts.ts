import { LRUCache } from 'lru-cache';

/** Why no attempt is allowed, because so many have failed or are still under way, and in how many seconds it may be. */
export type TooMany = { haveFailed: boolean; retryAfterSeconds: number };

/** An attempt under way; it has to be ended, and counts if it has failed. */
export type Attempt = { end(hasFailed: boolean): void };

type Tried = {
  /** When attempts failed, oldest first (epoch milliseconds). */
  failedAt: number[];
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
export function createAttempts(limit: number, windowMs: number, now: () => number) {
  const names = new LRUCache<string, Tried>({ max: mostNames });

  function triedOf(name: string): Tried {
    const tried = names.get(name) ?? { failedAt: [], underWay: 0, waiting: new Set() };
    names.set(name, tried);
    return tried;
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
        tried.failedAt = tried.failedAt.filter((at) => at > now() - windowMs);
        if (tried.failedAt.length + tried.underWay < limit) break;
        if (!isHeld) {
          if (await isExempt()) return unlimited;
          isHeld = true;
          continue;
        }
        const [oldest] = tried.failedAt;
        if (oldest !== undefined && tried.failedAt.length >= limit) {
          return { haveFailed: true, retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now()) / 1_000)) };
        }
        if (!(await nextEnd(tried, deadlineAt - now()))) return { haveFailed: false, retryAfterSeconds: soonSeconds };
      }
      tried.underWay += 1;
      return {
        end(hasFailed) {
          tried.underWay -= 1;
          if (hasFailed) tried.failedAt.push(now());
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

const minuteMs = 60_000;

/**
 * How often keys and addresses may be tried in vain: 5 times in 15 minutes a tenant, 10 times an hour a host. The latter does not keep
 * a tenant from its own host, or any two others could.
 */
export function createConnectLimits(now: () => number) {
  const tenants = createAttempts(5, 15 * minuteMs, now);
  const hosts = createAttempts(10, 60 * minuteMs, now);

  return {
    /**
     * Begins an attempt of both, waiting until the deadline (epoch milliseconds) if need be. Whether the host is the tenant's own is
     * asked only where that matters.
     */
    async begin(
      tenant: string,
      host: string,
      deadlineAt: number,
      isOwn: () => Promise<boolean>,
    ): Promise<Attempt | TooMany> {
      const ofTenant = await tenants.begin(tenant, deadlineAt);
      if ('retryAfterSeconds' in ofTenant) return ofTenant;
      const ofHost = await hosts.begin(host, deadlineAt, isOwn).catch((failure: unknown) => {
        ofTenant.end(false);
        throw failure;
      });
      if ('retryAfterSeconds' in ofHost) {
        ofTenant.end(false);
        return ofHost;
      }
      return {
        end(hasFailed) {
          ofTenant.end(hasFailed);
          ofHost.end(hasFailed);
        },
      };
    },
  };
}
