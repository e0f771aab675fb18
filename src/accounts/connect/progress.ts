import type { Check } from '../rights/permissions.ts';
import { permissionCodes } from '../rights/rights.ts';

/** How far an operation on a connection has come. */
export type Progress = {
  /** What is proven already; no check in it changes before the operation ends. */
  checks: Check[];
  /** How many rights are still to be told. */
  remaining: number;
};

/** Takes what an operation has proven so far. */
export type ReportProgress = (checks: Check[]) => void;

/** Knows how far the operations have come that tenants wait for; in this process, and only while they are under way. */
export function createProgressTracker() {
  const underWay = new Map<string, Progress[]>();

  return {
    /** How far the tenant's operation has come that began last of those under way; null when none is. */
    of: (tenant: string): Progress | null => underWay.get(tenant)?.at(-1) ?? null,

    /** Runs an operation of a tenant, and shows what it has proven until it ends. */
    async track<Result>(tenant: string, work: (report: ReportProgress) => Promise<Result>): Promise<Result> {
      const progress: Progress = { checks: [], remaining: permissionCodes.length };
      underWay.set(tenant, [...(underWay.get(tenant) ?? []), progress]);
      try {
        return await work((checks) => {
          progress.checks = checks;
          progress.remaining = permissionCodes.length - checks.length;
        });
      } finally {
        const others = (underWay.get(tenant) ?? []).filter((other) => other !== progress);
        if (others.length > 0) underWay.set(tenant, others);
        else underWay.delete(tenant);
      }
    },
  };
}
