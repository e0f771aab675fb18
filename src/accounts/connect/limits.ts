import { minuteMs } from '../../time.ts';
import { type Attempt, createAttempts, type TooMany } from './attempts.ts';
import type { ShareFailures } from './recentFailures.ts';

/**
 * Limits failed attempts to connect: 5 in 15 minutes a tenant, and 10 an hour a host. The limit of a host refuses neither the tenant
 * that has it connected nor the first 3 failures an hour of any other tenant there, so that nobody can lock others out of a host.
 */
export function createConnectLimits(now: () => number, share?: ShareFailures) {
  const ofTenants = createAttempts(5, 15 * minuteMs, now, share);
  const ofHosts = createAttempts(10, 60 * minuteMs, now, share);
  const firstAtHosts = createAttempts(3, 60 * minuteMs, now, share);

  /** Begins an attempt at a host; the host's limit is ignored for a tenant's first failures there, and for the host's own tenant. */
  async function beginAtHost(tenant: string, host: string, deadlineAt: number, isOwn: () => Promise<boolean>) {
    // Its deadline has passed: a tenant that has used up its first attempts does not wait for them.
    const first = await firstAtHosts.begin(JSON.stringify([host, tenant]), 0);
    const isFirst = !('retryAfterSeconds' in first);
    try {
      const ofHost = await ofHosts.begin(`host ${host}`, deadlineAt, async () => isFirst || isOwn());
      return isFirst ? together(first, ofHost) : ofHost;
    } catch (failure) {
      if (isFirst) first.end(false);
      throw failure;
    }
  }

  return {
    /**
     * Begins an attempt under all limits; waits until the deadline (epoch milliseconds) for running attempts if only these
     * fill one. `isOwn` says whether the tenant has the host connected, and is called only when the host's limit is reached.
     */
    async begin(
      tenant: string,
      host: string,
      deadlineAt: number,
      isOwn: () => Promise<boolean>,
    ): Promise<Attempt | TooMany> {
      const ofTenant = await ofTenants.begin(`tenant ${tenant}`, deadlineAt);
      if ('retryAfterSeconds' in ofTenant) return ofTenant;
      try {
        return together(ofTenant, await beginAtHost(tenant, host, deadlineAt, isOwn));
      } catch (failure) {
        ofTenant.end(false);
        throw failure;
      }
    },
  };
}

/** Two attempts that end as one; when the second is refused, the first does not count. */
function together(first: Attempt, second: Attempt | TooMany): Attempt | TooMany {
  if ('retryAfterSeconds' in second) {
    first.end(false);
    return second;
  }
  return {
    end(hasFailed) {
      first.end(hasFailed);
      second.end(hasFailed);
    },
  };
}
