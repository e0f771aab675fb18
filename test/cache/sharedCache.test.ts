import { describe, expect, it, vi } from 'vitest';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import type { Snapshots } from '../../src/cache/sharedCache.ts';
import { thing } from '../support/luccaClient.ts';
import { noLeases } from '../support/noLeases.ts';
import { type TimedCache, timedCaches } from '../support/timedCaches.ts';

const ttl = 300_000;

/** No connection ends while its rows are read, and there are no leases. */
const nothingEnds: Pick<Snapshots, 'purge' | 'onPurged' | 'leases'> = {
  purge: async () => {},
  onPurged: () => {},
  leases: noLeases,
};

/** A shared cache in memory, and the lists of ids that were looked up in it; null for the whole resource. */
function createTestSharing() {
  const kept = new Map<string, readonly string[]>();
  const looked: unknown[] = [];
  const snapshots: Snapshots = {
    async find(key) {
      looked.push(JSON.parse(key).at(-1));
      return kept.get(key);
    },
    keep: (_connection, key, lines) => void kept.set(key, lines),
    forget: (key) => void kept.delete(key),
    ...nothingEnds,
  };
  return { kept, looked, shared: { snapshots, ttl } };
}

/** The key in a later version, where the format is part of it. */
const inFormat2 = (key: string) => {
  const [id, version, format, ...rest] = JSON.parse(key);
  return JSON.stringify([id, version, typeof format === 'number' ? format + 1 : format, ...rest]);
};

const aged = (ms: number) => ({ since: Date.now() - ms });

type Ask = (
  cache: TimedCache,
  more: { since: number; deadlineAt?: number },
) => Promise<readonly { fetchedAt: number }[]>;

const whole: Ask = async ({ read }, more) => (await read([WHOLE], more))(WHOLE);
const key: Ask = async ({ read }, more) => (await read([1], more))(1);

describe('what another instance has read', () => {
  it('is looked up once as a whole, however many ids are requested', async () => {
    const { createCache, outcome } = timedCaches(5_000);
    const { shared, looked } = createTestSharing();
    const keys = Array.from({ length: 1_000 }, (_, index) => index + 4_001);
    await outcome(createCache({ shared }).read(keys, { ...aged(ttl), isSample: true }));
    expect(looked.filter((ids) => ids === null)).toHaveLength(1);
    expect(looked.length).toBeGreaterThan(3);
  });

  it('is not looked up for a request that would not accept it', async () => {
    const { createCache, outcome } = timedCaches(8);
    const { shared, looked } = createTestSharing();
    const { read } = createCache({ shared });
    await outcome(read([1], aged(0)));
    await outcome(read([WHOLE], aged(0)));
    expect(looked).toEqual([]);
  });

  it('is not parsed if it is too old', async () => {
    const { createCache, outcome, until } = timedCaches(8);
    const { shared } = createTestSharing();
    await outcome(createCache({ shared }).read([WHOLE]));
    await until(100);
    const parsed = vi.spyOn(thing, 'safeParse');
    const { result } = await outcome(whole(createCache({ shared }), aged(60_000)));
    expect(result).toHaveLength(8);
    // The rows that Lucca returned, and no others.
    expect(parsed).toHaveBeenCalledTimes(8);
  });

  it.each([
    ['refused the resource', 403],
    ['rejected the key', 401],
  ])('is not used if Lucca has %s since, by id or whole, to whichever instance', async (_, status) => {
    const { answer, createCache, outcome, until, heard } = timedCaches(8);
    const { shared } = createTestSharing();
    const readAs = (cache: TimedCache, key: LookupKey, more: { since: number }) =>
      outcome(cache.read([key], { ...more, isSample: key !== WHOLE }));
    for (const key of [1, WHOLE] as const) await readAs(createCache({ shared }), key, aged(0));
    await until(60);
    answer(100, status);
    expect((await readAs(createCache({ shared }), 2, aged(0))).failure).not.toBeNull();
    answer(100);
    await until(70);
    for (const key of [1, WHOLE] as const) {
      const before = heard.length;
      expect((await readAs(createCache({ shared }), key, aged(ttl))).failure).toBeNull();
      expect(heard.length).toBeGreaterThan(before);
      // What was read since may be used.
      expect((await readAs(createCache({ shared }), key, aged(ttl))).failure).toBeNull();
      expect(heard).toHaveLength(before + 1);
    }
  });

  it('in another format, by another version, is neither found nor replaced, but its refusals count', async () => {
    const { createCache, outcome, until, answer, heard } = timedCaches(8);
    const { shared, kept } = createTestSharing();
    /** The same cache as seen by a version with format 2. */
    const later: Snapshots = {
      ...shared.snapshots,
      find: (key) => shared.snapshots.find(inFormat2(key)),
      keep: (connection, key, ...lines) => shared.snapshots.keep(connection, inFormat2(key), ...lines),
      forget: (key) => shared.snapshots.forget(inFormat2(key)),
    };
    const read = (snapshots: Snapshots) => outcome(whole(createCache({ shared: { snapshots, ttl } }), aged(50_000)));
    await read(shared.snapshots);
    await read(later);
    expect(heard).toHaveLength(2);
    expect(kept.size).toBe(2);
    await until(20);
    for (const snapshots of [shared.snapshots, later]) expect((await read(snapshots)).failure).toBeNull();
    expect(heard).toHaveLength(2);
    answer(100, 403);
    await outcome(createCache({ shared: { snapshots: later, ttl } }).read([2], aged(0)));
    answer(100);
    await until(30);
    await read(shared.snapshots);
    expect(heard).toHaveLength(4);
  });

  it('is not used if it claims to be of the future, as from an instance whose clock is ahead', async () => {
    const { createCache, outcome, until, heard } = timedCaches(8);
    const { shared, kept } = createTestSharing();
    await outcome(createCache({ shared }).read([WHOLE]));
    await until(100);
    const read = () => outcome(whole(createCache({ shared }), aged(110_000)));
    await read();
    expect(heard).toHaveLength(1);
    const inAnHour = (line: string) =>
      line.replace(/"(fetchedAt|readAt)":(\d+)/g, (_, what, at) => `"${what}":${Number(at) + 3_600_000}`);
    for (const [name, lines] of kept) kept.set(name, lines.map(inAnHour));
    const { result } = await read();
    expect(heard).toHaveLength(2);
    for (const { fetchedAt } of result ?? []) expect(fetchedAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['a key', key],
    ['the whole', whole],
  ])('of %s is not served to a request that accepts nothing older than itself', async (_, ask) => {
    const { createCache, until, outcome } = timedCaches(8);
    let kept: readonly string[] | undefined;
    const snapshots: Snapshots = {
      find: () => new Promise((resolve) => setTimeout(() => resolve(kept), 40)),
      keep: (_connection, _key, lines) => {
        kept = lines;
      },
      forget: () => {},
      ...nothingEnds,
    };
    const shared = { snapshots, ttl };
    await outcome(ask(createCache({ shared }), { since: 0 }));
    await until(240);
    const cache = createCache({ shared });
    const finding = outcome(ask(cache, aged(ttl)));
    const asked = { ...aged(0), deadlineAt: Date.now() + 30_000 };
    const [{ result: found }, { result }] = await Promise.all([finding, outcome(ask(cache, asked))]);
    expect(found).not.toBeNull();
    for (const { fetchedAt } of result ?? []) expect(fetchedAt).toBeGreaterThanOrEqual(asked.since);
    expect(result?.length).toBeGreaterThan(0);
  });

  it.each([
    ['a key', key],
    ['the whole', whole],
  ])('of %s is looked up and then read once for all requests made meanwhile', async (_, ask) => {
    const { createCache, until, outcome, heard } = timedCaches(8);
    const find = () => new Promise<undefined>((resolve) => setTimeout(resolve, 40));
    const cache = createCache({
      shared: { snapshots: { find, keep: () => {}, forget: () => {}, ...nothingEnds }, ttl },
    });
    const asking: Promise<unknown>[] = [];
    for (const second of [0, 0.005, 0.01]) {
      await until(second);
      asking.push(ask(cache, aged(ttl)));
    }
    await outcome(Promise.all(asking));
    expect(heard).toHaveLength(1);
  });
});
