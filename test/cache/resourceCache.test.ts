import { describe, expect, it } from 'vitest';
import { createAccountCaches } from '../../src/cache/accountCaches.ts';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import { LuccaBadRequest, LuccaForbidden, LuccaNotFound, LuccaTimeout } from '../../src/lucca/errors.ts';
import { readOptions, readSince } from '../support/readOptions.ts';
import { createLuccaOfOnePage, type Script } from '../support/scriptedLucca.ts';
import { source } from '../support/timedCaches.ts';

const host = 'acme.ilucca.net';
const thing = (id: number) => ({ id, name: `thing ${id}` });

/** A cache of rows over a scripted Lucca, and a clock. */
function cacheOver(script: Script, more: { isOptional?: boolean } = {}) {
  const { lucca, asked } = createLuccaOfOnePage(script);
  let clock = 1_000;
  const skipped: number[] = [];
  const caches = createAccountCaches({
    lucca,
    maxBytes: 1e9,
    now: () => clock,
    onSkipped: ({ count }) => skipped.push(count),
  });
  const resource = { ...source.resource, pageSize: 1_000 };
  const cache = caches.resource({ id: 'a', version: 1, host }, { ...source, resource, ...more });
  return {
    asked,
    skipped,
    size: caches.bytes,
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
    now: () => clock,
    cached: (key: LookupKey, since = 0) => cache.peek(key, readSince(since)).rows,
    read: (...keys: LookupKey[]) => cache.read(keys, readOptions(host)),
    readSince: (since: number, key: LookupKey, rightsChangedAt = 0) =>
      cache.read([key], readOptions(host, { since, rightsChangedAt })),
    readSample: (...keys: LookupKey[]) => cache.read(keys, readOptions(host, { isSample: true })),
    readWhole: async () => (await cache.read([WHOLE], readOptions(host)))(WHOLE),
  };
}

const byIds = (ids: number[] | null) => ({ rows: (ids ?? [1, 2, 3]).map(thing) });

describe('the cache of a resource', () => {
  it('returns the rows of a key that was read, until they are too old', async () => {
    const cache = cacheOver(byIds);
    expect(cache.cached(1)).toBeUndefined();
    await cache.read(1);
    expect(cache.cached(1)).toMatchObject([{ id: 1, fetchedAt: 1_000 }]);
    cache.pass(5);
    expect(cache.cached(1, cache.now() - 5)).toBeDefined();
    expect(cache.cached(1, cache.now() - 4)).toBeUndefined();
  });

  it('remembers that Lucca has no rows for a key', async () => {
    const cache = cacheOver(() => ({ rows: [] }));
    expect((await cache.read(7))(7)).toEqual([]);
    expect(cache.cached(7)).toEqual([]);
  });

  it('marks the absence of a key as uncertain if a row could not be parsed', async () => {
    const cache = cacheOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }] }));
    await cache.read(1, 2);
    expect(cache.cached(1)).toBeDefined();
    expect(cache.cached(2)?.skippedRows).toEqual({ known: 0, unknown: 1 });
    expect(cache.skipped).toEqual([1]);
  });

  it('marks absences as uncertain after a read of the whole, too, and needs no further request for them', async () => {
    const cache = cacheOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }] }));
    await cache.readWhole();
    expect(cache.cached(1)).toBeDefined();
    expect(cache.cached(2)).toEqual(Object.assign([], { skippedRows: { known: 0, unknown: 1 } }));
  });

  it('marks no other absence if the key of the row that could not be parsed is readable', async () => {
    const cache = cacheOver(() => ({ rows: [thing(1)], rejected: [{ id: 2, name: 7 }] }));
    const rowsOf = await cache.read(1, 2, 3);
    expect([1, 2, 3].map((key) => rowsOf(key).skippedRows)).toEqual([undefined, { known: 1, unknown: 0 }, undefined]);
    expect([2, 3].map((key) => cache.cached(key)?.skippedRows)).toEqual([{ known: 1, unknown: 0 }, undefined]);
    await cache.readWhole();
    expect([2, 99].map((key) => cache.cached(key)?.skippedRows)).toEqual([{ known: 1, unknown: 0 }, undefined]);
  });

  it('marks the rows of every key as possibly incomplete if the key of a row is unreadable', async () => {
    const cache = cacheOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }, { id: 2, name: 7 }] }));
    const rowsOf = await cache.read(1, 2, 3);
    const unknown = 1;
    expect([1, 2, 3].map((key) => rowsOf(key).skippedRows)).toEqual([
      { known: 0, unknown },
      { known: 1, unknown },
      { known: 0, unknown },
    ]);
    expect(cache.cached(1)?.skippedRows).toEqual({ known: 0, unknown });
    await cache.readWhole();
    expect(cache.cached(WHOLE)?.skippedRows).toEqual({ known: 2, unknown: 0 });
  });

  it('does not mark rows that were read by other requests as incomplete', async () => {
    const many = Array.from({ length: 700 }, (_, index) => 1_000_000 + index);
    const cache = cacheOver((ids) =>
      ids === null ? new Error('by ids only') : ids.includes(1_000_000) ? { rejected: [{}] } : byIds(ids),
    );
    const rowsOf = await cache.readSample(...many);
    expect(cache.asked.length).toBeGreaterThan(1);
    expect(rowsOf(1_000_000).skippedRows).toBeDefined();
    expect(rowsOf(1_000_699).skippedRows).toBeUndefined();
  });

  it('contains the absence of all other keys after a read of the whole', async () => {
    const cache = cacheOver(byIds);
    await cache.readWhole();
    expect(cache.cached(2)).toMatchObject([{ id: 2 }]);
    expect(cache.cached(99)).toEqual([]);
    expect(cache.cached(WHOLE)).toHaveLength(3);
  });

  it('has a size that grows with what is read and not when the whole is read again', async () => {
    const cache = cacheOver(byIds);
    await cache.read(50);
    const one = cache.size();
    await cache.read(51);
    expect(cache.size()).toBeGreaterThan(one);
    await cache.readWhole();
    const whole = cache.size();
    await cache.readWhole();
    expect(cache.size()).toBe(whole);
  });
});

describe('a read that takes long', () => {
  it('counts as of its end, while its rows show when it was sent', async () => {
    const cache = cacheOver((ids) => {
      cache.pass(60_001);
      return byIds(ids);
    });
    await cache.readWhole();
    expect(cache.cached(WHOLE, cache.now())).toMatchObject([{ fetchedAt: 1_000 }, {}, {}]);
    expect(cache.cached(1, cache.now())).toMatchObject([{ fetchedAt: 1_000 }]);
  });

  it('does not replace what a later one has read', async () => {
    let name = 'old';
    const cache = cacheOver((ids) => ({ rows: (ids ?? [1, 2]).map((id) => ({ id, name })) }));
    await cache.readWhole();
    cache.pass(1);
    name = 'new';
    await cache.read(1);
    cache.pass(-1);
    name = 'old';
    await cache.readWhole();
    expect(cache.cached(1)).toMatchObject([{ name: 'new' }]);
  });
});

describe('a read in flight', () => {
  it('serves all requests for its keys', async () => {
    const cache = cacheOver(byIds);
    const [first, second] = await Promise.all([cache.read(1, 2), cache.read(2, 3)]);
    expect(cache.asked).toEqual(['1,2', '3']);
    expect(first(2)).toEqual(second(2));
    expect(second(3)).toMatchObject([{ id: 3 }]);
  });

  it('of the whole serves all requests made meanwhile, by key or whole', async () => {
    const cache = cacheOver(byIds);
    const [whole, again, one] = await Promise.all([cache.readWhole(), cache.readWhole(), cache.read(2)]);
    expect(cache.asked).toEqual([null]);
    expect(again).toBe(whole);
    expect(one(2)).toMatchObject([{ id: 2 }]);
  });

  it('that failed can be repeated at once', async () => {
    let fails = true;
    const cache = cacheOver((ids) => (fails ? new LuccaTimeout({ resource: 'things' }) : byIds(ids)));
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaTimeout);
    fails = false;
    expect((await cache.read(1))(1)).toMatchObject([{ id: 1 }]);
  });
});

describe('a right or a module that is missing', () => {
  it('is cached for a minute, so that it costs one request', async () => {
    const cache = cacheOver(() => new LuccaForbidden({ resource: 'things' }));
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaForbidden);
    await expect(cache.read(2)).rejects.toBeInstanceOf(LuccaForbidden);
    await expect(cache.readWhole()).rejects.toBeInstanceOf(LuccaForbidden);
    expect(cache.asked).toHaveLength(1);
    cache.pass(60_000);
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaForbidden);
    expect(cache.asked).toHaveLength(2);
  });
});

describe('a feature that not every company has', () => {
  const day = 24 * 3_600_000;

  it.each([
    new LuccaForbidden({ resource: 'things', status: 401 }),
    new LuccaForbidden({ resource: 'things', status: 403 }),
    new LuccaNotFound({ resource: 'things' }),
    new LuccaBadRequest({ resource: 'things', status: 400 }),
  ])('is asked for again after a day at the earliest, however fresh data has to be (%s)', async (refusal) => {
    const cache = cacheOver(() => refusal, { isOptional: true });
    await expect(cache.read(1)).rejects.toBe(refusal);
    cache.pass(day - 1);
    await expect(cache.read(2)).rejects.toBe(refusal);
    await expect(cache.readSince(cache.now(), 1)).rejects.toBe(refusal);
    await expect(cache.readWhole()).rejects.toBe(refusal);
    expect(cache.asked).toHaveLength(1);
    cache.pass(1);
    await expect(cache.read(1)).rejects.toBe(refusal);
    expect(cache.asked).toHaveLength(2);
  });

  it('is asked for again once the rights of the key have changed', async () => {
    const cache = cacheOver(() => new LuccaForbidden({ resource: 'things' }), { isOptional: true });
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaForbidden);
    await expect(cache.readSince(0, 1, cache.now() + 1)).rejects.toBeInstanceOf(LuccaForbidden);
    expect(cache.asked).toHaveLength(2);
  });

  it('is asked for again at once after a failure that may pass', async () => {
    const cache = cacheOver(() => new LuccaTimeout({ resource: 'things' }), { isOptional: true });
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaTimeout);
    await expect(cache.read(1)).rejects.toBeInstanceOf(LuccaTimeout);
    expect(cache.asked).toHaveLength(2);
  });
});

describe('the choice of how to read', () => {
  it('is to read by id for a few keys, and the whole once reading by id has cost about as much', async () => {
    const cache = cacheOver(byIds);
    for (const key of [1, 2, 3, 4, 5]) await cache.read(key + 100);
    expect(cache.asked.slice(0, 4)).toEqual(['101', '102', '103', '104']);
    expect(cache.asked[4]).toBeNull();
  });

  it('is to read the whole for hundreds of keys at once', async () => {
    const cache = cacheOver(byIds);
    await cache.read(...Array.from({ length: 1_000 }, (_, index) => 10_000 + index));
    expect(cache.asked).toEqual([null]);
  });
});
