import { describe, expect, it } from 'vitest';
import {
  type AccountCaches,
  type AccountCachesOptions,
  createAccountCaches,
  type OpenCaches,
} from '../../src/cache/accountCaches.ts';
import { type AccountVersion, WHOLE } from '../../src/cache/cacheKey.ts';
import type { Snapshots } from '../../src/cache/sharedCache.ts';
import type { Caller } from '../../src/lucca/client.ts';
import { MemoryFull } from '../../src/lucca/errors.ts';
import { thingsIn } from '../support/luccaClient.ts';
import { noLeases } from '../support/noLeases.ts';
import { readOptions, readSince } from '../support/readOptions.ts';
import { createLuccaOfOnePage, createScriptedLucca } from '../support/scriptedLucca.ts';
import { source } from '../support/timedCaches.ts';

const acme = { id: 'a', version: 1, host: 'acme.ilucca.net' };

const tenThings = (first: number) => Array.from({ length: 10 }, (_, index) => ({ id: first + index, name: null }));

const isMemoryFull = (failure: unknown) => failure instanceof MemoryFull;

/** Caches over a Lucca that shows one row of 1,000 bytes for each id, which takes a little more in memory. */
function createTestCaches(maxBytes = 100_000, shared?: AccountCachesOptions['shared']) {
  const { lucca } = createLuccaOfOnePage((ids) => ({
    rows: (ids ?? []).map((id) => ({ id, name: 'x'.repeat(900) })),
    bytes: 1_000,
  }));
  return createAccountCaches({ lucca, maxBytes, now: () => 1, shared, onSkipped: () => {} });
}

describe('the caches of accounts', () => {
  it('are the same for the same account and resource', () => {
    const caches = createTestCaches();
    expect(caches.resource(acme, source)).toBe(caches.resource({ ...acme }, source));
  });

  it('are separate for accounts, versions and resources, whatever characters their names have', () => {
    const caches = createTestCaches();
    const others = [
      caches.resource({ ...acme, id: 'a,1' }, source),
      caches.resource({ ...acme, id: 'a"' }, source),
      caches.resource({ ...acme, version: 2 }, source),
      caches.resource(acme, { ...source, resource: thingsIn('v3', { name: 'others' }) }),
    ];
    expect(new Set([caches.resource(acme, source), ...others]).size).toBe(1 + others.length);
  });

  it('drop the one used least recently when they exceed their bound', async () => {
    const caches = createTestCaches(3_000);
    const read = (id: string) => caches.resource({ ...acme, id }, source).read([1], readOptions(acme.host));
    await read('a');
    await read('b');
    caches.resource(acme, source);
    await read('c');
    const isCached = (id: string) => caches.resource({ ...acme, id }, source).peek(1, readSince(0)).status !== 'miss';
    expect(['a', 'c', 'b'].map(isCached)).toEqual([true, true, false]);
  });

  it('drop what was made of rows before any row, and make it again', async () => {
    const caches = createTestCaches(1_000_000);
    const row = {};
    const made = caches.derived<{ size: number }>(acme);
    made.keep(row, [{ size: 100_000 }]);
    expect(caches.derived(acme)).toBe(made);
    expect(caches.bytes()).toBe(100_000);
    await caches.resource(acme, source).read([1], readOptions(acme.host));
    const others = Math.floor(950_000 / (caches.bytes() - 100_000));
    for (let other = 1; other < others; other++)
      await caches.resource({ ...acme, id: `b${other}` }, source).read([1], readOptions(acme.host));
    expect(caches.resource(acme, source).peek(1, readSince(0)).status).toBe('fresh');
    expect(caches.derived(acme).of(row)).toEqual([]);
  });

  it('have an eighth of the room, at most, for what was made of rows, and empty it where that is not enough', () => {
    const caches = createTestCaches(8_000_000);
    const { keep, of } = caches.derived<{ size: number }>(acme);
    const [first, second, third] = [{}, {}, {}];
    keep(first, [{ size: 600_000 }]);
    keep(first, [{ size: 300_000 }, { size: 300_000 }]);
    keep(second, [{ size: 2_000_000 }]);
    expect([of(first), of(second)]).toEqual([[], []]);
    keep(second, [{ size: 700_000 }]);
    keep(third, [{ size: 200_000 }]);
    expect([of(second), of(third)].flat()).toEqual([{ size: 700_000 }, { size: 200_000 }]);
    expect(caches.bytes()).toBe(900_000);
    keep(first, [{ size: 500_000 }]);
    expect([of(second), of(third), of(first)].flat()).toEqual([{ size: 500_000 }]);
  });

  it('keep what was made of rows apart by account and version, until the connection ends', async () => {
    const caches = createTestCaches();
    const row = {};
    caches.derived<{ size: number }>(acme).keep(row, [{ size: 1 }]);
    for (const other of [
      { ...acme, id: 'b' },
      { ...acme, version: 2 },
    ])
      expect(caches.derived(other).of(row)).toEqual([]);
    await caches.purge(acme);
    expect(caches.derived(acme).of(row)).toEqual([]);
  });

  it('are refused to a company in constant use for a moment, once a minute, where another finds no room beside it', async () => {
    let seconds = 0;
    const { lucca } = createScriptedLucca(async function* (caller) {
      for (const first of [1, 11]) {
        (caller as Caller).onBytes?.(1_000);
        yield { rows: tenThings(first), items: [], total: 20, rejected: [], bytes: 1_000 };
      }
    });
    const now = () => 1_000 * seconds;
    const caches = createAccountCaches({ lucca, maxBytes: 4_400, now, onSkipped: () => {} });
    const read = async (open: OpenCaches, id: string) => {
      const cache = open.resource({ ...acme, id }, source);
      if (cache.get(WHOLE, readSince(0)).status === 'miss') await cache.read([WHOLE], readOptions(acme.host));
    };
    let constant = caches.open();
    await read(constant, 'constant');
    const outcomes: string[] = [];
    for (; seconds < 90; seconds += 5) {
      // The next request begins before the last one has ended.
      const next = caches.open();
      const isRefused = await read(next, 'constant').then(() => false, isMemoryFull);
      constant.close();
      constant = next;
      const other = caches.open();
      const isOthersRefused = await read(other, 'other').then(() => false, isMemoryFull);
      other.close();
      outcomes.push(`${isRefused ? '-' : 'c'}${isOthersRefused ? '-' : 'o'}`);
    }
    expect(outcomes.slice(0, 12)).toEqual(Array(12).fill('c-'));
    expect(outcomes.slice(12)).toContain('-o');
    expect(outcomes.at(-1)).toMatch(/^c/);
  });

  describe('of a connection that has ended', () => {
    const read = (caches: AccountCaches, account = acme) =>
      caches.resource(account, source).read([1], readOptions(acme.host));

    it('are emptied, and those of other connections stay', async () => {
      const caches = createTestCaches();
      const others = [
        { ...acme, version: 10 },
        { ...acme, id: 'a2' },
      ];
      for (const other of others) await read(caches, other);
      const before = caches.bytes();
      await read(caches);
      expect(caches.bytes()).toBeGreaterThan(before);
      await caches.purge(acme);
      expect(caches.bytes()).toBe(before);
      expect(caches.resource(acme, source).peek(1, readSince(0)).status).toBe('miss');
    });

    it('stay empty when a read that was in flight ends later', async () => {
      const kept: AccountVersion[] = [];
      const snapshots: Snapshots = {
        find: async () => undefined,
        keep: (connection) => void kept.push(connection),
        forget: () => {},
        purge: async () => {},
        onPurged: () => {},
        leases: noLeases,
      };
      const caches = createTestCaches(100_000, { snapshots, ttl: 1_000 });
      await read(caches, { ...acme, version: 2 });
      const before = caches.bytes();
      const reading = read(caches);
      await caches.purge(acme);
      await reading;
      expect(caches.bytes()).toBe(before);
      await read(caches);
      expect(caches.bytes()).toBe(before);
      expect(kept).toMatchObject([{ id: 'a', version: 2 }]);
    });

    it('are emptied when another instance finds that it has ended', async () => {
      let hear = (_: AccountVersion) => {};
      const purged: AccountVersion[] = [];
      const snapshots: Snapshots = {
        find: async () => undefined,
        keep: () => {},
        forget: () => {},
        purge: async (connection) => void purged.push(connection),
        onPurged(listener) {
          hear = listener;
        },
        leases: noLeases,
      };
      const caches = createTestCaches(100_000, { snapshots, ttl: 1_000 });
      await read(caches);
      expect(caches.bytes()).toBeGreaterThan(0);
      hear({ id: 'a', version: 1 });
      expect(caches.bytes()).toBe(0);
      expect(purged).toEqual([]);
      await caches.purge(acme);
      expect(purged).toMatchObject([{ id: 'a', version: 1 }]);
    });
  });
});
