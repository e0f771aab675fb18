import type { Check } from '../rights/permissions.ts';
import { permissionCodes } from '../rights/rights.ts';

/** The progress of an operation on a connection. */
export type Progress = {
  /** The checks made so far; none of them changes before the operation ends. */
  checks: Check[];
  /** How many rights are still unchecked. */
  remaining: number;
};

/** Called with all checks that an operation has made so far. */
export type ReportProgress = (checks: Check[]) => void;

/** Tracks the operations that tenants wait for, in this process and only while they run. */
export function createProgressTracker() {
  const underWay = new Map<string, Progress[]>();

  return {
    /** The progress of the tenant's most recently started operation; null when none is running. */
    of: (tenant: string): Progress | null => underWay.get(tenant)?.at(-1) ?? null,

    /** Runs an operation of a tenant, and tracks its progress until it ends. */
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
