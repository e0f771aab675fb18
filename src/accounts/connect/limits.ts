import { type Attempt, createAttempts, type ShareFailures, type TooMany } from './attempts.ts';

/**
 * How often keys and addresses may be tried in vain: 5 times in 15 minutes a tenant, 10 times an hour a host. The latter does not keep
 * a tenant from its own host, or any two others could.
 */
export function createConnectLimits(now: () => number, share?: ShareFailures) {
  const tenants = createAttempts(5, 15 * 60_000, now, share);
  const hosts = createAttempts(10, 60 * 60_000, now, share);

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
      const ofTenant = await tenants.begin(`tenant ${tenant}`, deadlineAt);
      if ('retryAfterSeconds' in ofTenant) return ofTenant;
      const ofHost = await hosts.begin(`host ${host}`, deadlineAt, isOwn).catch((failure: unknown) => {
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
