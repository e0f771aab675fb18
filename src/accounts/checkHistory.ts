import { z } from 'zod';
import { type Check, checkSchema, type PermissionCode } from './rights/permissions.ts';

// About three weeks of daily checks.
const longest = 20;

const permissions = z.array(checkSchema.shape.permission);

const pastCheckSchema = z.object({
  /** ISO 8601, in UTC. */
  at: z.string(),
  /** `REQUESTED` by somebody; `AUTOMATIC` by the schedule, or after Lucca refused a read or did not answer. */
  cause: z.enum(['CONNECTED', 'KEY_REPLACED', 'REQUESTED', 'AUTOMATIC']),
  outcome: z.enum(['COMPLETED', 'KEY_REJECTED', 'UNREACHABLE']),
  /** The rights that were missing or partial. */
  missing: permissions,
  /** The rights that the check before found missing or partial, and this one granted. */
  gained: permissions,
  /** The rights that only this check found missing or partial. */
  lost: permissions,
});

/** What is remembered of a check: names of rights, and no values. */
export type PastCheck = z.infer<typeof pastCheckSchema>;
export type CheckCause = PastCheck['cause'];

/** The history in a record. Another release may have written checks that this one cannot parse: they stay as they are. */
export const storedCheckHistory = z.array(z.looseObject({})).catch([]);
type Stored = z.infer<typeof storedCheckHistory>;

/** The checks of a stored history, the latest first. */
export const checkHistoryOf = (stored: Stored): PastCheck[] =>
  stored.flatMap((each) => pastCheckSchema.safeParse(each).data ?? []).toReversed();

/**
 * A history with one more check; the oldest one is forgotten when it becomes too long. One that fails as the check before did takes its
 * place, so that a day without Lucca does not displace what the checks before found.
 */
export function withCheck(stored: Stored, check: PastCheck): Stored {
  const last = pastCheckSchema.safeParse(stored.at(-1)).data;
  const isRepeated = check.outcome !== 'COMPLETED' && last?.outcome === check.outcome && last.cause === check.cause;
  return [...(isRepeated ? stored.slice(0, -1) : stored), check].slice(-longest);
}

const lacking = (checks: readonly Check[]): PermissionCode[] =>
  checks.flatMap(({ permission, verdict }) => (verdict === 'MISSING' || verdict === 'PARTIAL' ? [permission] : []));

/** What is remembered of a check that was completed; `before` are the checks before it. */
export function completedCheck(
  cause: CheckCause,
  before: readonly Check[],
  after: readonly Check[],
  at: string,
): PastCheck {
  const [missingBefore, missing] = [lacking(before), lacking(after)];
  const isGranted = (code: PermissionCode) =>
    after.some(({ permission, verdict }) => permission === code && verdict === 'GRANTED');
  return {
    at,
    cause,
    outcome: 'COMPLETED',
    missing,
    gained: missingBefore.filter(isGranted),
    lost: before.length === 0 ? [] : missing.filter((code) => !missingBefore.includes(code)),
  };
}

/** What is remembered of a check that found out no rights. */
export const failedCheck = (cause: CheckCause, outcome: 'KEY_REJECTED' | 'UNREACHABLE', at: string): PastCheck => ({
  at,
  cause,
  outcome,
  missing: [],
  gained: [],
  lost: [],
});
