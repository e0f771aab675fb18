import { LRUCache } from 'lru-cache';
import { dayMs } from '../time.ts';
import { LuccaBadRequest } from './errors.ts';
import type { LuccaRow, Query, Resource } from './resource.ts';

/** Finds out, and remembers for a day, which hosts refuse a query with optional fields. */
export function createOptionalFieldProbe(now: () => number) {
  const isRefused = new LRUCache<string, boolean>({ max: 10_000, ttl: dayMs, ttlResolution: 0, perf: { now } });
  const probes = new Map<string, Promise<void>>();

  /**
   * Sends the resource's query. If Lucca answers 400, sends its fallback query, and only an answer to that proves that the optional
   * fields were the problem. While the first request finds out, further ones of the same host and resource wait for it.
   */
  async function ask<Row extends LuccaRow, Answer>(
    host: string,
    { name, query, fallbackQuery: sureQuery }: Resource<Row>,
    attempt: (query: Query) => Promise<Answer>,
  ): Promise<Answer> {
    if (sureQuery === undefined) return attempt(query);
    const key = `${host} ${name}`;
    while (!isRefused.has(key) && probes.has(key)) await probes.get(key);
    const isKnown = isRefused.has(key);
    if (isRefused.get(key)) return attempt(sureQuery);

    const answer = attempt(query).then(
      (whole) => {
        isRefused.set(key, false);
        return whole;
      },
      async (error: unknown) => {
        if (!(error instanceof LuccaBadRequest) || error.status !== 400) throw error;
        const rows = await attempt(sureQuery);
        isRefused.set(key, true);
        return rows;
      },
    );
    if (isKnown) return answer;
    const probe = answer.then(
      () => {},
      () => {},
    );
    probes.set(key, probe);
    await probe;
    probes.delete(key);
    return answer;
  }

  return { ask };
}
