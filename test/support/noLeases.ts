import type { Leases } from '../../src/cache/lease.ts';

/** What an instance finds when it cannot ask for leases: it reads for itself. */
export const noLeases: Leases = { take: async () => undefined, renew() {}, release() {} };
