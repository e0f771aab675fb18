import type { Lucca } from '../../lucca/client.ts';
import { LuccaRateLimited } from '../../lucca/errors.ts';
import { checkKey, type KeyCheck } from '../rights/checkKey.ts';
import { compareWith } from '../rights/conclude.ts';
import type { Check } from '../rights/permissions.ts';
import { type Records, recordKey } from '../store/record.ts';
import { parseApiKey } from './apiKey.ts';
import { parseDomain } from './domain.ts';
import type { createConnectLimits } from './limits.ts';
import { luccaProblem } from './luccaProblem.ts';
import { type ConnectProblem, domainProblem, problem } from './problems.ts';
import type { ReportProgress } from './progress.ts';

/** What a customer submits to replace the key of a connected Lucca, as they typed it. */
export type KeySubmission = {
  tenant: string;
  apiKey: string;
  /**
   * Go on although rights are proven missing, or Lucca fails at what would tell them; the core right is never waived, and a
   * quota that is used up soon is not.
   */
  acceptMissingPermissions: boolean;
  /** Milliseconds of the epoch by which Lucca must have answered. */
  deadlineAt: number;
};

/** What a customer submits to connect their Lucca, as they typed it. */
export type Submission = KeySubmission & { domain: string };

/** A submission that Lucca accepts and that may be saved. */
export type Proven = { kind: 'proven'; host: string; apiKey: string; checks: Check[] };

/** What it takes to prove a submission. */
export type Proving = {
  lucca: Pick<Lucca, 'firstPage'>;
  records: Pick<Records, 'isConnectedTo'>;
  limits: ReturnType<typeof createConnectLimits>;
  /** Milliseconds of the epoch. */
  now: () => number;
};

/** Parses a submission and proves it at Lucca, showing what is proven; saves nothing. */
export async function proveSubmission(
  proving: Proving,
  submission: Submission,
  report: ReportProgress,
): Promise<Proven | ConnectProblem> {
  const domain = parseDomain(submission.domain);
  if ('problem' in domain) return domainProblem(domain.problem);
  return proveKey(proving, domain.host, submission, [], report);
}

/** Proves a key at a Lucca host; `before` is what the key it is to replace was found to see, if there is one. */
export async function proveKey(
  { lucca, records, limits, now }: Proving,
  host: string,
  { tenant, apiKey: text, deadlineAt, acceptMissingPermissions }: KeySubmission,
  before: readonly Check[],
  report: ReportProgress,
): Promise<Proven | ConnectProblem> {
  const apiKey = parseApiKey(text);
  if (apiKey === null) return problem('INVALID_API_KEY');
  const attempt = await limits.begin(tenant, host, deadlineAt, () => records.isConnectedTo(recordKey(tenant), host));
  // Who waited in vain for what becomes of others has waited for Lucca.
  if ('retryAfterSeconds' in attempt)
    return problem(attempt.haveFailed ? 'TOO_MANY_ATTEMPTS' : 'LUCCA_TIMEOUT', attempt);

  let isGuess = false;
  try {
    const settled = (found: Check[]) => compareWith(before, found);
    const caller = { host, deadlineAt, credentials: async () => ({ host, apiKey }) };
    const found = await checkKey(lucca, caller, now(), (proven) => report(settled(proven)));
    const checks = settled(found.checks);
    const isAccepted = acceptMissingPermissions ? !lacks(checks, ['REQUIRED']) : !lacks(checks, expected);
    if (!isAccepted) return problem('PERMISSIONS_MISSING', { checks });
    const inTheWay = problemOfUnknownRights(found, acceptMissingPermissions);
    return inTheWay ? { ...inTheWay, checks } : { kind: 'proven', host, apiKey, checks };
  } catch (failure) {
    const refusal = luccaProblem(failure);
    isGuess = refusal.code === 'KEY_REJECTED' || refusal.code === 'UNKNOWN_HOST';
    return refusal;
  } finally {
    // What succeeds or fails by Lucca's fault does not count, and neither does who is still ticking rights for a good key.
    attempt.end(isGuess);
  }
}

const expected: Check['requirement'][] = ['REQUIRED', 'EXPECTED', 'IF_MODULE'];

const lacks = (checks: readonly Check[], requirements: readonly Check['requirement'][]) =>
  checks.some(({ verdict, requirement }) => verdict === 'MISSING' && requirements.includes(requirement));

/** Why the proof is not one yet: a right that counts is untold, because Lucca could not be asked. */
function problemOfUnknownRights(
  { checks, unknown }: KeyCheck,
  acceptMissingPermissions: boolean,
): ConnectProblem | null {
  const failures = checks.flatMap(({ permission, requirement }) =>
    expected.includes(requirement) ? (unknown.get(permission) ?? []) : [],
  );
  // A quota is there again soon. One address that always fails must not keep a company from connecting for ever.
  const ofQuota = failures.filter((failure) => failure instanceof LuccaRateLimited);
  const [failure] = ofQuota.toSorted((one, other) => other.retryAfterSeconds - one.retryAfterSeconds);
  const counted = failure ?? (acceptMissingPermissions ? undefined : failures[0]);
  if (counted === undefined) return null;
  const refusal = luccaProblem(counted);
  // Lucca has just shown people at this very address.
  return refusal.code === 'UNKNOWN_HOST' ? problem('LUCCA_UNREACHABLE') : refusal;
}
