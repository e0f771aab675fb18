import { describe, expect, it, vi } from 'vitest';
import { createAccountCaches } from '../../src/cache/accountCaches.ts';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import type { ReadOptions } from '../../src/cache/resourceReader.ts';
import { LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from '../../src/lucca/errors.ts';
import { createTestLucca } from '../support/luccaClient.ts';
import { readOptions, readSince } from '../support/readOptions.ts';
import { answerJson, type Heard, startScriptedServer } from '../support/scriptedServer.ts';
import { host, source, timedCaches } from '../support/timedCaches.ts';

/** A cache over a Lucca with this many rows, ten per page, and a quota of five requests a minute by default. */
async function slowCache(
  total: number,
  {
    fails = () => false,
    requestsPerMinute = 5,
  }: { fails?: (number: number) => boolean; requestsPerMinute?: number } = {},
) {
  const server = await startScriptedServer((asked, response, number) =>
    fails(number) ? response.writeHead(503).end() : answerJson(response, pageOf(asked, total)),
  );
  const { host } = server;
  const { lucca } = createTestLucca({ policy: { requestsPerMinute, accountShare: 0 } });
  const caches = createAccountCaches({ lucca, maxBytes: 1e9, now: Date.now, onSkipped: () => {} });
  const cache = caches.resource({ id: 'a', version: 1, host }, source);
  const read = (key: LookupKey, more: Partial<ReadOptions> = {}) =>
    cache.read([key], readOptions(host, { deadlineAt: Date.now() + 9_000, ...more })).then((rowsOf) => rowsOf(key));
  return {
    heard: server.heard,
    cached: (key: number) => cache.peek(key, readSince(0)).rows,
    read,
    readWhole: (more?: Partial<ReadOptions>) => read(WHOLE, more),
  };
}

function pageOf({ query }: Heard, total: number) {
  const ids = query.get('id')?.split(',').map(Number) ?? Array.from({ length: total }, (_, at) => at + 1);
  const [start = 0, size = 0] = (query.get('paging') ?? '').split(',').map(Number);
  return { data: { items: ids.slice(start, start + size).map((id) => ({ id })), count: ids.length } };
}

const later = { name: 'LuccaRateLimited', retryAfterSeconds: expect.any(Number) };

describe('a read of the whole', () => {
  it('that cannot end before the deadline fails at once with the time to retry, and continues', async () => {
    const cache = await slowCache(200);
    // Waiting until the deadline would take longer than the test may.
    const refusal = await cache.readWhole({ deadlineAt: Date.now() + 100_000 }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LuccaRateLimited);
    // 200 rows are 23 pages of ten that overlap; four low-priority ones are admitted per minute.
    expect((refusal as LuccaRateLimited).retryAfterSeconds).toBeGreaterThan(120);
    expect((refusal as LuccaRateLimited).retryAfterSeconds).toBeLessThan(420);
    await expect(cache.readWhole()).rejects.toMatchObject(later);
    await expect.poll(() => cache.heard.length).toBe(5);
  });

  it('serves the pages that have come, and is overtaken by a key that a request waits for', async () => {
    const cache = await slowCache(200, { requestsPerMinute: 10 });
    await cache.readWhole().catch(() => {});
    await expect.poll(() => cache.cached(60)).toMatchObject([{ id: 60 }]);
    expect(cache.cached(199)).toBeUndefined();
    expect(await cache.read(199)).toMatchObject([{ id: 199 }]);
    expect(cache.heard.at(-1)?.query.get('id')).toBe('199');
  });

  it('is resumed where it failed', async () => {
    const isDown = (number: number) => number > 4 && number < 12;
    const count = 100;
    const cache = await slowCache(count, { requestsPerMinute: 1_000, fails: isDown });
    await expect(cache.readWhole()).rejects.toBeInstanceOf(LuccaUnavailable);
    const before = cache.heard.length;
    let rows: readonly { id: number }[] = [];
    // The host's circuit may have to close first.
    await expect
      .poll(
        async () => {
          rows = await cache.readWhole().catch(() => []);
          return rows.length;
        },
        { timeout: 50_000 },
      )
      .toBe(count);
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(cache.heard.slice(before).map(({ query }) => query.get('paging'))).not.toContain('0,10');
  });

  it('stops once its connection is no longer current', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const cache = await slowCache(200);
    const isCurrent = vi.fn(async () => false);
    const reading = cache.readWhole({ deadlineAt: Number.POSITIVE_INFINITY, isCurrent });
    const stopped = expect(reading).rejects.toBeInstanceOf(LuccaTimeout);
    await vi.waitFor(() => expect(cache.heard.length).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    await stopped;
    expect(isCurrent).toHaveBeenCalled();
    expect(cache.heard.length).toBeLessThanOrEqual(5);
  });

  it('stops with all other reads of its connection, which is checked by one lookup at a time, however many wait and however slowly', async () => {
    const { createCache, until } = timedCaches(2_000);
    const { cacheOf } = createCache();
    let answer = (_: boolean) => {};
    const isCurrent = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          answer = resolve;
        }),
    );
    const forever = readOptions(host, { deadlineAt: Number.POSITIVE_INFINITY, isCurrent });
    // By id, whatever the whole would cost, and more than the quota allows in a minute.
    const samples = Array.from({ length: 60 }, (_, index) =>
      cacheOf('a').read([index + 1], { ...forever, isSample: true }),
    );
    const outcomes = Promise.allSettled([cacheOf('a').read([WHOLE], forever), ...samples]);
    const ended = vi.fn();
    void outcomes.then(ended);
    await until(9);
    expect(isCurrent).toHaveBeenCalledTimes(1);
    answer(true);
    await until(11);
    expect(isCurrent).toHaveBeenCalledTimes(2);
    expect(ended).not.toHaveBeenCalled();
    answer(false);
    await until(12);
    expect(ended).toHaveBeenCalled();
    const stopped = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(stopped.length).toBeGreaterThan(20);
    await until(60);
    expect(isCurrent).toHaveBeenCalledTimes(2);
  });
});
