import { LRUCache } from 'lru-cache';
import { hourMs, minuteMs } from '../../time.ts';
import { LuccaBadRequest, LuccaTimeout } from '../errors.ts';
import type { LuccaRow, Resource } from '../resource.ts';

const smallest = 10;
/** What to try after a 400: the largest page that Lucca documents for most lists, and the size of its pages by default. */
const smallerSizes = [100, smallest];

/** Learns which page size each host accepts for each resource. */
export function createPageSizes(now: () => number) {
  const memory = <Value extends number | true>(ttl: number) =>
    new LRUCache<string, Value>({ max: 10_000, ttl, ttlResolution: 0, perf: { now } });
  // The fields determine how long an answer takes; the path determines which sizes are refused.
  const inTime = memory<number>(hourMs);
  const allowed = memory<number>(hourMs);
  const refusedAnyway = memory<true>(minuteMs);

  /**
   * Requests a page of the size known to work. After a 408 it is requested once more with half of that size; after a 400, if the
   * size may be the reason, with ever smaller sizes.
   */
  async function ask<Row extends LuccaRow, Result>(
    host: string,
    { name, path, pageSize }: Resource<Row>,
    largest: number,
    attempt: (size: number) => Promise<Result>,
  ): Promise<Result & { size: number }> {
    const [slowKey, key] = [`${host} ${name}`, `${host} ${path}`];
    const size = Math.min(largest, inTime.get(slowKey) ?? pageSize, allowed.get(key) ?? pageSize);
    const answerOf = async (tried: number) => ({ ...(await attempt(tried)), size: tried });
    try {
      return await answerOf(size);
    } catch (error) {
      if (error instanceof LuccaTimeout && error.status === 408 && size > smallest) {
        const half = Math.max(smallest, Math.floor(size / 2));
        inTime.set(slowKey, Math.min(half, inTime.get(slowKey) ?? half));
        return answerOf(half);
      }
      if (!isBadRequest(error) || refusedAnyway.has(key)) throw error;
      let refused = size;
      for (const smaller of smallerSizes.filter((each) => each < size)) {
        const answer = await unlessRefused(answerOf(smaller));
        if (answer !== null) {
          // A refusal may have had another reason: only a second one proves that the size is the problem.
          const larger = await unlessRefused(answerOf(refused));
          if (larger !== null) return larger;
          allowed.set(key, Math.min(smaller, allowed.get(key) ?? smaller));
          return answer;
        }
        refused = smaller;
      }
      refusedAnyway.set(key, true);
      throw error;
    }
  }

  return { ask };
}

/** The answer; null if it is a 400. */
const unlessRefused = <Answer>(answer: Promise<Answer>): Promise<Answer | null> =>
  answer.catch((error: unknown) => {
    if (!isBadRequest(error)) throw error;
    return null;
  });

const isBadRequest = (error: unknown) => error instanceof LuccaBadRequest && error.status === 400;
