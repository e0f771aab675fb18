import { z } from 'zod';
import { secondMs } from '../../time.ts';
import { type Check, checkSchema } from '../rights/permissions.ts';
import { permissionCodes } from '../rights/rights.ts';

const progressSchema = z.object({
  /** The checks made so far; none of them changes before the operation ends. */
  checks: z.array(checkSchema),
  /** How many rights are still unchecked. */
  remaining: z.int(),
});

const storedSchema = z.string().transform(parseJson).pipe(progressSchema);

/** The progress of an operation on a connection. */
export type Progress = z.infer<typeof progressSchema>;

/** Called with all checks that an operation has made so far. */
export type ReportProgress = (checks: Check[]) => void;

/** Where instances publish the progress of their operations to each other, by tenant, as texts that expire. */
export type SharedProgress = {
  set(tenant: string, text: string, ms: number): void;
  delete(tenant: string): void;
  find(tenant: string): Promise<string | null>;
};

/** How long the progress of an operation is returned after its instance has died; longer than an operation waits between two checks. */
const sharedMs = 20 * secondMs;

/** Tracks the operations that tenants wait for while they run: in this process, and through `shared` in the others. */
export function createProgressTracker(shared?: SharedProgress) {
  const underWay = new Map<string, Progress[]>();

  function show(tenant: string) {
    const latest = underWay.get(tenant)?.at(-1);
    if (latest === undefined) shared?.delete(tenant);
    else shared?.set(tenant, JSON.stringify(latest), sharedMs);
  }

  return {
    /** The progress of the tenant's most recently started operation, if any in this process; null when none is running. */
    async of(tenant: string): Promise<Progress | null> {
      const here = underWay.get(tenant)?.at(-1);
      if (here !== undefined) return { ...here };
      const text = await shared?.find(tenant);
      // An instance of another version may name other rights, or write in another form.
      return text ? (storedSchema.safeParse(text).data ?? null) : null;
    },

    /** Runs an operation of a tenant, and tracks its progress until it ends. */
    async track<Result>(tenant: string, work: (report: ReportProgress) => Promise<Result>): Promise<Result> {
      const progress: Progress = { checks: [], remaining: permissionCodes.length };
      underWay.set(tenant, [...(underWay.get(tenant) ?? []), progress]);
      show(tenant);
      try {
        return await work((checks) => {
          progress.checks = checks;
          progress.remaining = permissionCodes.length - checks.length;
          show(tenant);
        });
      } finally {
        const others = (underWay.get(tenant) ?? []).filter((other) => other !== progress);
        if (others.length > 0) underWay.set(tenant, others);
        else underWay.delete(tenant);
        show(tenant);
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
