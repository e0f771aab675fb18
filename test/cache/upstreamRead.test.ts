import { describe, expect, it } from 'vitest';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { host, source, type TimedCache, timedCaches } from '../support/timedCaches.ts';

type Ask = (
  cache: TimedCache,
  more?: { since?: number; deadlineAt?: number },
) => Promise<readonly { fetchedAt: number }[]>;

const readOf =
  (asked: LookupKey): Ask =>
  async ({ read }, more) =>
    (await read([asked], more))(asked);
const whole = readOf(WHOLE);
const key = readOf(1);

/** How many requests read so many rows: each page begins with the last row of the one before. */
const pagesOf = (rows: number) => Math.ceil((rows - 1) / (source.resource.pageSize - 1));

/** Accepts nothing that is older than the request. */
const nothingOlder = () => ({ since: Date.now(), deadlineAt: Date.now() + 30_000 });
const oldest = (rows: readonly { fetchedAt: number }[] | null) =>
  Math.min(...(rows ?? []).map(({ fetchedAt }) => fetchedAt));

describe('a read', () => {
  it.each([
    ['a key', key],
    ['the whole', whole],
  ])(
    'of %s that was sent seconds ago is not shared with a request that accepts nothing older than itself',
    async (_, ask) => {
      const { createCache, until, outcome, answer, heard } = timedCaches(8);
      const cache = createCache();
      answer(5_000);
      void ask(cache);
      await until(3);
      const asked = nothingOlder();
      const { result } = await outcome(ask(cache, asked));
      expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
      expect(heard).toHaveLength(2);
    },
  );

  it('of the whole is followed by a single one for all requests that do not accept its age', async () => {
    const { createCache, until, outcome, heard, answer } = timedCaches(8);
    const cache = createCache();
    answer(5_000);
    void whole(cache);
    const waiting: Promise<unknown>[] = [];
    for (const second of [2, 3, 4]) {
      await until(second);
      waiting.push(whole(cache, nothingOlder()));
    }
    await outcome(Promise.all(waiting));
    expect(heard).toHaveLength(2);
  });

  it('of minutes is not repeated for requests that accept nothing older than themselves', async () => {
    const count = 900;
    const { createCache, until, outcome, heard } = timedCaches(count);
    const cache = createCache();
    void whole(cache).catch(() => {});
    for (const second of [5, 50, 100]) {
      await until(second);
      const { failure } = await outcome(whole(cache, { ...nothingOlder(), deadlineAt: Date.now() + 9_000 }));
      expect(failure).toMatchObject({ name: 'LuccaRateLimited' });
    }
    await until(175);
    const { result } = await outcome(whole(cache, nothingOlder()));
    expect(result).toHaveLength(count);
    expect(heard).toHaveLength(pagesOf(count));
  });

  it('of a key does not wait for one of the whole that is queued behind another', async () => {
    const { lucca, createCache, until, outcome } = timedCaches(200);
    const bulk = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000, priority: 'low' });
    for (let request = 0; request < 20; request++) void lucca.firstPage(bulk, thingsIn('v3'), 1);
    await until(30);
    const cache = createCache();
    // Half of it has to wait until those of the first second do not count any more.
    void whole(cache).catch(() => {});
    await until(31);
    void whole(cache, nothingOlder()).catch(() => {});
    await until(32);
    const { failure, took } = await outcome(key(cache, { since: Date.now(), deadlineAt: Date.now() + 9_000 }));
    expect([failure, took < 1]).toEqual([null, true]);
  });

  it('that is queued does not age: one request serves all requests for the key made meanwhile', async () => {
    const { lucca, createCache, until, outcome, heard } = timedCaches(8);
    const startedAt = Date.now();
    const busy = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000 });
    for (let request = 0; request < 40; request++) void lucca.firstPage(busy, thingsIn('v3'), 1);
    await until(5);
    const cache = createCache();
    const before = heard.length;
    for (const second of [10, 20, 30]) {
      await until(second);
      const { failure } = await outcome(key(cache, { since: Date.now(), deadlineAt: Date.now() + 9_000 }));
      expect(failure).toMatchObject({ name: 'LuccaRateLimited' });
    }
    await until(100);
    expect(heard.length - before).toBe(1);
    expect(cache.cached(1, startedAt + 60_000)).toBeDefined();
  });

  it('counts as of when it was sent, also for the pages that arrive before its end', async () => {
    const { createCache, until, answer } = timedCaches(200);
    const cache = createCache();
    answer(2_000);
    const asked = Date.now();
    void whole(cache).catch(() => {});
    await until(1);
    const later = Date.now();
    await until(2.5);
    expect(cache.cached(1, asked)).toBeDefined();
    expect(cache.cached(1, later)).toBeUndefined();
  });

  it('that was resumed twice counts as of when the first was sent', async () => {
    const { createCache, until, outcome, answer } = timedCaches(200);
    const cache = createCache();
    async function failOnTheWay(more?: { since: number; deadlineAt: number }) {
      answer(500);
      const failing = outcome(whole(cache, more));
      setTimeout(() => answer(100, 500), 1_200);
      expect((await failing).failure).not.toBeNull();
    }
    const patient = () => ({ since: Date.now() - 300_000, deadlineAt: Date.now() + 60_000 });
    await failOnTheWay();
    await until(100);
    await failOnTheWay(patient());
    await until(200);
    answer(500);
    const asked = { since: Date.now() - 110_000, deadlineAt: Date.now() + 60_000 };
    const { result } = await outcome(whole(cache, asked));
    expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
  });

  it('that resumes another is not shared with a request that does not accept the age of the other', async () => {
    const { createCache, until, outcome, answer } = timedCaches(200);
    const cache = createCache();
    answer(500);
    const failing = outcome(whole(cache));
    setTimeout(() => answer(100, 500), 1_200);
    expect((await failing).failure).not.toBeNull();
    answer(500);
    await until(100);
    const patient = { since: Date.now() - 300_000, deadlineAt: Date.now() + 60_000 };
    const goingOn = outcome(whole(cache, patient));
    await until(101);
    const asked = nothingOlder();
    const [{ result: old }, { result }] = await Promise.all([goingOn, outcome(whole(cache, asked))]);
    expect(oldest(old)).toBeLessThan(Date.now() - 90_000);
    expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
  });

  it('that was overtaken makes the key fresh once more when it ends', async () => {
    const { createCache, until, outcome } = timedCaches(900);
    const cache = createCache();
    const reading = outcome(whole(cache, { since: 0, deadlineAt: Number.POSITIVE_INFINITY }));
    await until(20);
    await outcome(key(cache));
    await reading;
    expect(cache.cached(1, Date.now() - 60_000)).toBeDefined();
    expect(cache.cached(2, Date.now() - 60_000)).toBeDefined();
  });

  it.each([
    ['a key', key],
    ['the whole', whole],
  ])('of %s counts as of when it was sent once it is cached', async (_, ask) => {
    const { createCache, until, outcome, answer } = timedCaches(8);
    const cache = createCache();
    answer(5_000);
    const asked = Date.now();
    const reading = outcome(ask(cache));
    await until(1);
    const later = Date.now();
    await reading;
    expect(cache.cached(1, asked)).toBeDefined();
    expect(cache.cached(1, later)).toBeUndefined();
  });
});
