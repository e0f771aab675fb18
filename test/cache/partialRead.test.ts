import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../src/cache/cacheKey.ts';
import { readOptions, readSince } from '../support/readOptions.ts';
import { host, timedCaches } from '../support/timedCaches.ts';

const minutes = (count: number) => count * 60;
const forever = { deadlineAt: Number.POSITIVE_INFINITY };

/** A cache whose read of the whole resource failed after some pages. */
async function cacheThatFailed(status = 503) {
  const timed = timedCaches(200);
  const cache = timed.createCache();
  timed.answer(500);
  const failing = timed.outcome(cache.read([WHOLE]));
  setTimeout(() => timed.answer(100, status), 1_200);
  expect((await failing).failure).not.toBeNull();
  timed.answer(100);
  // The host's circuit has to close first.
  await timed.until(100);
  return { ...timed, cache };
}

describe('a read of the whole that failed halfway', () => {
  it('counts towards the size of the cache, until it is too old to be resumed', async () => {
    const { until, outcome, cache, heard } = await cacheThatFailed();
    const withPartialRead = cache.bytes();
    await until(minutes(19));
    expect(cache.bytes()).toBe(withPartialRead);
    await until(minutes(21));
    const withoutIt = cache.bytes();
    expect(withoutIt).toBeLessThan(withPartialRead);
    expect(withoutIt).toBeGreaterThan(0);
    const before = heard.length;
    await outcome(cache.read([WHOLE]));
    expect(heard[before]?.query.get('paging')).toBe('0,10');
  });

  it.each([
    [503, 'is resumed', false],
    [400, 'is dropped', true],
    [403, 'is dropped', true],
  ])('with status %i %s by the next read', async (status, _, isDropped) => {
    const { outcome, cache, heard } = await cacheThatFailed(status);
    const before = heard.length;
    await outcome(cache.read([WHOLE], { ...forever, rightsChangedAt: Date.now() + 1 }));
    expect(heard[before]?.query.get('paging') === '0,10').toBe(isDropped);
  });

  it('no longer counts once the whole has been read', async () => {
    const { outcome, cache, createCache } = await cacheThatFailed();
    await outcome(cache.read([WHOLE], forever));
    const other = createCache();
    await outcome(other.read([WHOLE], forever));
    expect(cache.bytes()).toBe(other.bytes());
  });

  it('does not bring its cache back after that was dropped', async () => {
    const { answer, outcome, until, createCache } = timedCaches(200);
    const { cacheOf } = createCache({ maxBytes: 40_000 });
    answer(500);
    const failing = outcome(cacheOf('a').read([WHOLE], readOptions(host, { deadlineAt: Date.now() + 60_000 })));
    setTimeout(() => answer(100, 500), 1_200);
    expect((await failing).failure).not.toBeNull();
    answer(100);
    await until(100);
    const many = Array.from({ length: 150 }, (_, index) => index + 1);
    await outcome(cacheOf('b').read(many, readOptions(host, { isSample: true })));
    const survivor = cacheOf('b');
    expect(survivor.peek(1, readSince(0)).rows).toBeDefined();
    await until(minutes(21));
    expect(cacheOf('b')).toBe(survivor);
  });
});
