import type { Caller, Lucca } from '../../lucca/client.ts';
import { LuccaRateLimited } from '../../lucca/errors.ts';
import { checkKey, type KeyCheck } from '../rights/checkKey.ts';
import { compareWith } from '../rights/conclude.ts';
import type { Check } from '../rights/permissions.ts';
import type { Records } from '../store/records.ts';
import { parseApiKey } from './apiKey.ts';
import { parseDomain } from './domain.ts';
import type { createConnectLimits } from './limits.ts';
import { luccaProblem } from './luccaProblem.ts';
import { type ConnectProblem, domainProblem, problem } from './problems.ts';
import type { ReportProgress } from './progress.ts';

/** A customer's input to replace the key of their connected Lucca, as typed. */
export type KeySubmission = {
  tenant: string;
  apiKey: string;
  /**
   * Accept the key although rights are missing or partial, or could not be checked because Lucca failed. The core right is never waived.
   * Nor are rights that Lucca's request limit left unchecked, because the limit passes within a minute.
   */
  acceptMissingPermissions: boolean;
  /** The deadline for Lucca's answers, in milliseconds of the epoch. */
  deadlineAt: number;
};

/** A customer's input to connect their Lucca, as typed. */
export type Submission = KeySubmission & { domain: string };

/** A submission whose key Lucca accepts and that may be saved. */
export type Proven = { kind: 'proven'; host: string; apiKey: string; checks: Check[] };

/** What `proveSubmission` and `proveKey` need. */
export type Proving = {
  lucca: Pick<Lucca, 'firstPage'>;
  records: Pick<Records, 'keyOf' | 'isConnectedTo'>;
  limits: ReturnType<typeof createConnectLimits>;
  /** Milliseconds of the epoch. */
  now: () => number;
};

/** Parses a submission and checks it with Lucca; reports progress and saves nothing. */
export async function proveSubmission(
  proving: Proving,
  submission: Submission,
  report: ReportProgress,
): Promise<Proven | ConnectProblem> {
  const domain = parseDomain(submission.domain);
  if ('problem' in domain) return domainProblem(domain.problem);
  return proveKey(proving, domain.host, submission, [], report);
}

/** Checks a key with a Lucca host; `before` are the checks of the key it replaces, if any. */
export async function proveKey(
  { lucca, records, limits, now }: Proving,
  host: string,
  { tenant, apiKey: text, deadlineAt, acceptMissingPermissions }: KeySubmission,
  before: readonly Check[],
  report: ReportProgress,
): Promise<Proven | ConnectProblem> {
  const apiKey = parseApiKey(text);
  if (apiKey === null) return problem('INVALID_API_KEY');
  const attempt = await limits.begin(tenant, host, deadlineAt, () =>
    records.isConnectedTo(records.keyOf(tenant), host),
  );
  // An attempt that waited for other attempts until its deadline was in fact waiting for Lucca.
  if ('retryAfterSeconds' in attempt)
    return problem(attempt.haveFailed ? 'TOO_MANY_ATTEMPTS' : 'LUCCA_TIMEOUT', attempt);

  let isGuess = false;
  try {
    const settled = (found: Check[]) => compareWith(before, found);
    const caller: Caller = { host, deadlineAt, priority: 'account', credentials: async () => ({ host, apiKey }) };
    const found = await checkKey(lucca, caller, now(), (proven) => report(settled(proven)));
    const checks = settled(found.checks);
    const needed = acceptMissingPermissions ? (['REQUIRED'] as const) : expected;
    if (lacks(checks, 'MISSING', needed)) return problem('PERMISSIONS_MISSING', { checks });
    const inTheWay = problemOfUnknownRights(found, acceptMissingPermissions);
    if (inTheWay) return { ...inTheWay, checks };
    if (lacks(checks, 'PARTIAL', needed)) return problem('PERMISSIONS_PARTIAL', { checks });
    return { kind: 'proven', host, apiKey, checks };
  } catch (failure) {
    const refusal = luccaProblem(failure);
    isGuess = refusal.code === 'KEY_REJECTED' || refusal.code === 'UNKNOWN_HOST';
    return refusal;
  } finally {
    // Only guesses count: not successes, not Lucca's own failures, and not a valid key whose rights are still being granted.
    attempt.end(isGuess);
  }
}

const expected: Check['requirement'][] = ['REQUIRED', 'EXPECTED', 'IF_MODULE'];

const lacks = (checks: readonly Check[], lack: Check['verdict'], requirements: readonly Check['requirement'][]) =>
  checks.some(({ verdict, requirement }) => verdict === lack && requirements.includes(requirement));

/** The problem when an expected right is still unknown because Lucca could not be reached for it; null when none is. */
function problemOfUnknownRights(
  { checks, unknown }: KeyCheck,
  acceptMissingPermissions: boolean,
): ConnectProblem | null {
  const failures = checks.flatMap(({ permission, requirement }) =>
    expected.includes(requirement) ? (unknown.get(permission) ?? []) : [],
  );
  // The request limit passes soon, so it is never waived. A single address of Lucca that always fails can be waived.
  const ofQuota = failures.filter((failure) => failure instanceof LuccaRateLimited);
  const [failure] = ofQuota.toSorted((one, other) => other.retryAfterSeconds - one.retryAfterSeconds);
  const counted = failure ?? (acceptMissingPermissions ? undefined : failures[0]);
  if (counted === undefined) return null;
  const refusal = luccaProblem(counted);
  // This host has just returned people, so it exists.
  return refusal.code === 'UNKNOWN_HOST' ? problem('LUCCA_UNREACHABLE') : refusal;
}
