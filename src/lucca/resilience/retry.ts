import { setTimeout as sleep } from 'node:timers/promises';
import { LuccaError, LuccaRateLimited, LuccaUnavailable } from '../errors.ts';

const baseMs = 200;
const longestMs = 2_000;

type Limits = { deadlineAt: number; signal?: AbortSignal };

type Ways = {
  /** How often at most. */
  retries: number;
  now: () => number;
  random: () => number;
  /** Asked before each try again; false gives up. */
  mayRetry: () => boolean;
};

/**
 * Tries again what may pass by itself, after a random pause and never past the deadline.
 * A 429 is tried again without a pause of ours: the host's quota already holds it back for as long as Lucca asked.
 */
export async function retrying<Result>(
  { deadlineAt, signal }: Limits,
  { retries, now, random, mayRetry }: Ways,
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
        // Told to stop while waiting: what Lucca did last is the news.
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
