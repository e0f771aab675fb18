import type { Lucca } from '../lucca/client.ts';
import {
  LuccaError,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../lucca/errors.ts';
import { parseApiKey } from './apiKey.ts';
import { checkKey } from './check.ts';
import { parseDomain } from './domain.ts';
import type { Check } from './permissions.ts';
import { type ConnectProblem, domainProblem, problem } from './problems.ts';

/** What a customer submits to connect their Lucca, as they typed it. */
export type Submission = {
  tenant: string;
  domain: string;
  apiKey: string;
  /** Connect although rights are proven missing; the core right is never waived. */
  acceptMissingPermissions: boolean;
  /** Milliseconds of the epoch by which Lucca must have answered. */
  deadlineAt: number;
};

/** A submission that Lucca accepts and that may be saved. */
export type Proven = { kind: 'proven'; host: string; apiKey: string; checks: Check[] };

/** Parses a submission and proves it at Lucca; saves nothing. */
export async function proveSubmission(
  lucca: Pick<Lucca, 'peek'>,
  submission: Submission,
): Promise<Proven | ConnectProblem> {
  const domain = parseDomain(submission.domain);
  if ('problem' in domain) return domainProblem(domain.problem);
  const apiKey = parseApiKey(submission.apiKey);
  if (apiKey === null) return problem('INVALID_API_KEY');

  const { host } = domain;
  try {
    const checks = await checkKey(lucca, { host, apiKey, deadlineAt: submission.deadlineAt });
    const lacking = checks.filter(({ verdict }) => verdict === 'MISSING');
    const isAccepted = submission.acceptMissingPermissions
      ? lacking.every(({ requirement }) => requirement !== 'REQUIRED')
      : lacking.length === 0;
    return isAccepted ? { kind: 'proven', host, apiKey, checks } : problem('PERMISSIONS_MISSING', { checks });
  } catch (failure) {
    return luccaProblem(failure);
  }
}

function luccaProblem(failure: unknown): ConnectProblem {
  if (!(failure instanceof LuccaError)) throw failure;
  if (failure instanceof LuccaUnauthorized) return problem('KEY_REJECTED');
  if (failure instanceof LuccaNotFound) return problem('UNKNOWN_HOST');
  if (failure instanceof LuccaTimeout) return problem('LUCCA_TIMEOUT');
  if (failure instanceof LuccaRateLimited) {
    return problem('LUCCA_RATE_LIMITED', { retryAfterSeconds: failure.retryAfterSeconds });
  }
  if (failure instanceof LuccaUnavailable && failure.reason !== 'status') {
    return problem(failure.reason === 'dns' ? 'UNKNOWN_HOST' : 'LUCCA_UNREACHABLE');
  }
  return problem('LUCCA_ERROR');
}
