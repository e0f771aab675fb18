import { type AccountCachesOptions, createAccountCaches } from '../../src/cache/accountCaches.ts';
import type { LookupKey } from '../../src/cache/cacheKey.ts';
import type { ReadOptions } from '../../src/cache/resourceReader.ts';
import { ownId } from '../../src/loaders/keys.ts';
import { thingsIn } from './luccaClient.ts';
import { readOptions, readSince } from './readOptions.ts';
import { createTimedLucca } from './timedLucca.ts';

/** The Lucca that is read. */
export const host = 'acme.ilucca.net';

/** Things that are looked up by their own id, ten to a page. */
export const source = { resource: thingsIn('v3', { pageSize: 10 }), ...ownId, filter: 'id' };

/** Caches of things over a Lucca of so many rows, with a quota of 40 requests a minute, all of them for reads and 32 of low priority. */
export function timedCaches(count: number) {
  const timed = createTimedLucca(count, { policy: { requestsPerMinute: 40, accountShare: 0 } });

  /** The cache of one instance. */
  function createCache(options: Partial<Pick<AccountCachesOptions, 'shared' | 'maxBytes'>> = {}) {
    const caches = createAccountCaches({
      lucca: timed.lucca,
      maxBytes: 1e9,
      now: Date.now,
      onSkipped: () => {},
      ...options,
    });
    const cacheOf = (id: string) => caches.resource({ id, version: 1, host }, source);
    return {
      cacheOf,
      /** The rows of a key that were read at or after an instant. */
      cached: (key: LookupKey, since = 0) => cacheOf('a').peek(key, readSince(since)).rows,
      /** Reads some keys for a request that waits nine seconds. */
      read: (keys: readonly LookupKey[], more: Partial<ReadOptions> = {}) =>
        cacheOf('a').read(keys, readOptions(host, { deadlineAt: Date.now() + 9_000, ...more })),
      bytes: caches.bytes,
    };
  }
  return { ...timed, createCache };
}

/** The cache of one instance. */
export type TimedCache = ReturnType<ReturnType<typeof timedCaches>['createCache']>;
