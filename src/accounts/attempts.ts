/** Seconds until another attempt is allowed. */
export type TooMany = { retryAfterSeconds: number };

/** A place taken for one attempt; it is used up unless it is given back. */
export type Place = { giveBack(): void };

const namesBeforeSweep = 1_000;

/**
 * Allows so many attempts under one name in any stretch of time. A place is taken before the attempt, so that attempts made
 * at once cannot slip through together; what does not count is given back.
 */
export function createAttempts(limit: number, windowMs: number, now: () => number) {
  const taken = new Map<string, number[]>();

  function recent(name: string): number[] {
    const times = (taken.get(name) ?? []).filter((at) => at > now() - windowMs);
    if (times.length === 0) taken.delete(name);
    else taken.set(name, times);
    return times;
  }

  return {
    take(name: string): Place | TooMany {
      if (taken.size > namesBeforeSweep) for (const each of taken.keys()) recent(each);
      const times = recent(name);
      const [oldest] = times;
      if (oldest !== undefined && times.length >= limit) {
        return { retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now()) / 1_000)) };
      }
      const at = now();
      taken.set(name, [...times, at]);
      return {
        giveBack() {
          const held = recent(name);
          const index = held.indexOf(at);
          if (index !== -1) taken.set(name, held.toSpliced(index, 1));
        },
      };
    },
  };
}

const minuteMs = 60_000;

/** How often keys and addresses may be tried in vain: 5 times in 15 minutes a tenant, 10 times an hour a host. */
export function createConnectLimits(now: () => number) {
  const tenants = createAttempts(5, 15 * minuteMs, now);
  const hosts = createAttempts(10, 60 * minuteMs, now);

  return {
    take(tenant: string, host: string): Place | TooMany {
      const ofTenant = tenants.take(tenant);
      if ('retryAfterSeconds' in ofTenant) return ofTenant;
      const ofHost = hosts.take(host);
      if ('retryAfterSeconds' in ofHost) {
        ofTenant.giveBack();
        return ofHost;
      }
      return {
        giveBack() {
          ofTenant.giveBack();
          ofHost.giveBack();
        },
      };
    },
  };
}
