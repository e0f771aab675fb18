import { describe, expect, it } from 'vitest';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { host, timedCaches } from '../support/timedCaches.ts';

describe('a read of minutes', () => {
  it('is overtaken by a few keys, whenever they are asked for', async () => {
    const { createCache, until, outcome } = timedCaches(900);
    const { read } = createCache();
    void read([WHOLE]).catch(() => {});
    const seconds = [20, 30, 45, 53, 58, 80, 113, 118, 150];
    for (const [index, second] of seconds.entries()) {
      await until(second);
      const { failure, took } = await outcome(read([900 - index]));
      expect([second, failure, took < 1]).toEqual([second, null, true]);
    }
  });

  it('is overtaken by a few keys that waited for it until other reads delayed it', async () => {
    const { createCache, until, outcome, answer } = timedCaches(250);
    const [cache, other] = [createCache(), createCache()];
    answer(500);
    void cache.read([WHOLE]).catch(() => {});
    await until(1);
    const few = outcome(cache.read([250]));
    void other.read([WHOLE]).catch(() => {});
    const { failure, took } = await few;
    expect(failure).toBeNull();
    expect(took).toBeLessThan(9);
  });

  it('is not overtaken by many keys, whose request fails at once with the time to retry', async () => {
    const { createCache, until, outcome, heard } = timedCaches(2_000);
    const { read } = createCache();
    void read([WHOLE]).catch(() => {});
    await until(20);
    const before = heard.length;
    for (const count of [1_000, 201]) {
      const many = Array.from({ length: count }, (_, index) => 2_000 - index);
      expect(await outcome(read(many))).toMatchObject({ failure: { name: 'LuccaRateLimited' }, took: 0 });
    }
    expect(heard.length).toBe(before);
  });
});

describe('a read in the background', () => {
  it.each<[string, LookupKey]>([
    ['a key', 7],
    ['the whole', WHOLE],
  ])('of %s is promoted as soon as a request waits for it', async (_, key) => {
    const { lucca, createCache, heard, until, outcome } = timedCaches(8);
    const bulk = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000, priority: 'low' });
    // Uses up the share of low-priority requests.
    for (let request = 0; request < 32; request++) void lucca.firstPage(bulk, thingsIn('v3'), 1);
    await until(5);
    const { read } = createCache();
    void read([key], { isBackground: true, deadlineAt: Number.POSITIVE_INFINITY }).catch(() => {});
    await until(6);
    const before = heard.length;
    const { failure, took } = await outcome(read([key]));
    expect(failure).toBeNull();
    expect(took).toBeLessThan(1);
    await until(120);
    expect(heard.length).toBe(before + 1);
  });
});
