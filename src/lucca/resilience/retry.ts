import { setTimeout as sleep } from 'node:timers/promises';
import { LuccaError, LuccaRateLimited, LuccaUnavailable } from '../errors.ts';

const baseMs = 200;
const longestMs = 2_000;

type Limits = { deadlineAt: number; signal?: AbortSignal };

type RetryOptions = {
  /** Maximum number of retries. */
  retries: number;
  now: () => number;
  random: () => number;
  /** Called before each retry; false prevents it. */
  mayRetry: () => boolean;
};

/**
 * Retries failures that may be temporary, after a random pause and never past the deadline. A 429 is retried without such a pause:
 * the host's quota already pauses for the `Retry-After` of Lucca.
 */
export async function retrying<Result>(
  { deadlineAt, signal }: Limits,
  { retries, now, random, mayRetry }: RetryOptions,
  attempt: (number: number) => Promise<Result>,
): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      if (number > Math.min(retries, mostRetriesFor(error))) throw error;
      const pauseMs =
        error instanceof LuccaRateLimited ? 0 : random() * Math.min(longestMs, baseMs * 2 ** (number - 1));
      if (signal?.aborted || now() + pauseMs >= deadlineAt || !mayRetry()) throw error;
      await sleep(pauseMs, undefined, signal && { signal }).catch(() => {
        // Aborted during the pause: the last failure is the result.
        throw error;
      });
    }
  }
}

function mostRetriesFor(error: unknown): number {
  const any = Number.POSITIVE_INFINITY;
  if (!(error instanceof LuccaError)) return 0;
  if (error instanceof LuccaRateLimited) return error.status === 429 ? any : 0;
  if (!(error instanceof LuccaUnavailable) || error.reason === 'tls' || error.reason === 'circuitOpen') return 0;
  if (error.reason !== 'status') return any;
  if (error.status === 500) return 1;
  return error.status === 502 || error.status === 503 || error.status === 504 ? any : 0;
}
