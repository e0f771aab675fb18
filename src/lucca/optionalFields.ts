import { LRUCache } from 'lru-cache';
import { dayMs } from '../time.ts';
import { LuccaBadRequest } from './errors.ts';
import type { LuccaRow, Query, Resource } from './resource.ts';

/** Learns once, and remembers for a day, which hosts refuse to be asked for fields that they may not know. */
export function createOptionalFieldProbe(now: () => number) {
  const isRefused = new LRUCache<string, boolean>({ max: 10_000, ttl: dayMs, ttlResolution: 0, perf: { now } });
  const underWay = new Map<string, Promise<void>>();

  /**
   * Asks with the resource's query. When Lucca refuses it (400), asks once more with the query that leaves out what is unsure, and
   * only an answer to that proves what the matter was. Others wait for the first to find out.
   */
  async function ask<Row extends LuccaRow, Answer>(
    host: string,
    { name, query, fallbackQuery: sureQuery }: Resource<Row>,
    attempt: (query: Query) => Promise<Answer>,
  ): Promise<Answer> {
    if (sureQuery === undefined) return attempt(query);
    const key = `${host} ${name}`;
    while (!isRefused.has(key) && underWay.has(key)) await underWay.get(key);
    const isKnown = isRefused.has(key);
    if (isRefused.get(key)) return attempt(sureQuery);

    const answer = attempt(query).then(
      (whole) => {
        isRefused.set(key, false);
        return whole;
      },
      async (error: unknown) => {
        if (!(error instanceof LuccaBadRequest) || error.status !== 400) throw error;
        const sure = await attempt(sureQuery);
        isRefused.set(key, true);
        return sure;
      },
    );
    if (isKnown) return answer;
    const finding = answer.then(
      () => {},
      () => {},
    );
    underWay.set(key, finding);
    await finding;
    underWay.delete(key);
    return answer;
  }

  return { ask };
}
