import {
  LuccaError,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../../lucca/errors.ts';
import { type ConnectProblem, problem } from './problems.ts';

/** Converts a failure of Lucca into a problem; throws any other failure. */
export function luccaProblem(failure: unknown): ConnectProblem {
  if (!(failure instanceof LuccaError)) throw failure;
  if (failure instanceof LuccaUnauthorized) return problem('KEY_REJECTED');
  if (failure instanceof LuccaNotFound) return problem('UNKNOWN_HOST');
  if (failure instanceof LuccaTimeout) return problem('LUCCA_TIMEOUT');
  if (failure instanceof LuccaRateLimited) {
    return problem('LUCCA_RATE_LIMITED', { retryAfterSeconds: failure.retryAfterSeconds });
  }
  if (failure instanceof LuccaUnavailable && failure.reason !== 'status') {
    if (failure.reason === 'dns') return problem('UNKNOWN_HOST');
    return problem('LUCCA_UNREACHABLE', { retryAfterSeconds: failure.retryAfterSeconds });
  }
  return problem('LUCCA_ERROR');
}
