import { LRUCache } from 'lru-cache';
import type { LuccaRow } from '../lucca/resource.ts';
import { type AccountVersion, cacheKey, isKeyOf } from './cacheKey.ts';
import { createConnectionWatches } from './connectionWatch.ts';
import type { Rejection } from './negativeCache.ts';
import type { PartialRead, PartialReads } from './partialRead.ts';
import { createResourceCache, type ResourceCache } from './resourceCache.ts';
import type { LuccaReader } from './resourceReader.ts';
import type { Sharing } from './sharedCache.ts';
import type { Source } from './source.ts';

/** The caches of all accounts in this process. */
export type AccountCaches = {
  /** The cache of one resource of one account. */
  resource<Row extends LuccaRow>(account: CachedAccount, source: Source<Row>): ResourceCache<Row>;
  /** Empties the caches of a connection that has ended, here, in what instances share, and in the other instances. */
  purge(connection: AccountVersion): Promise<void>;
  /** The estimated size of all caches in bytes. */
  bytes(): number;
};

/** A connection and the host it reads. */
export type CachedAccount = AccountVersion & { host: string };

/** What the caches need. */
export type AccountCachesOptions = {
  lucca: LuccaReader;
  /** The most bytes in memory, estimated by the size of Lucca's answers. */
  maxBytes: number;
  now: () => number;
  /** Where several instances share what they read, and for how many milliseconds. */
  shared?: Omit<Sharing, 'account'> | undefined;
  /** Receives the number of rows that could not be parsed. */
  onSkipped: (skipped: { host: string; resource: string; count: number }) => void;
};

/** Creates empty caches. When they exceed `maxBytes`, the resource used least recently is dropped. */
export function createAccountCaches(options: AccountCachesOptions): AccountCaches {
  const { now, shared } = options;
  const memory = createMemory(options);
  const watchOf = createConnectionWatches();
  shared?.snapshots.onPurged(memory.purge);

  function sharingOf(account: AccountVersion): Sharing | undefined {
    if (shared === undefined) return undefined;
    const { snapshots, ttl } = shared;
    const keep: typeof snapshots.keep = (...snapshot) => memory.isEnded(account) || snapshots.keep(...snapshot);
    return { snapshots: { ...snapshots, keep }, account, ttl };
  }

  /** Failed reads count towards the limit like caches. */
  function partialReads<Row>(account: AccountVersion, name: string): PartialReads<Row> {
    const key = cacheKey(account, name, 'partial');
    return {
      take: () => memory.take(key) as PartialRead<Row> | undefined,
      keep: (partial, bytes, ms) => memory.set(account, key, partial, bytes, ms),
    };
  }

  return {
    resource<Row extends LuccaRow>(account: CachedAccount, source: Source<Row>) {
      const { name } = source.resource;
      const key = cacheKey(account, name);
      const known = memory.get(key);
      if (known) return known as ResourceCache<Row>;
      const cache: ResourceCache<Row> = createResourceCache<Row>({
        lucca: options.lucca,
        source,
        now,
        partials: partialReads(account, name),
        rejection: memory.rejectionOf(account),
        watch: watchOf(account),
        sharing: sharingOf(account),
        onSkipped: (count) => options.onSkipped({ host: account.host, resource: name, count }),
        onResize(bytes) {
          // A cache that was dropped while it read must not replace its successor.
          if ((memory.peek(key) ?? cache) === cache) memory.set(account, key, cache, bytes);
        },
      });
      memory.set(account, key, cache, 0);
      return cache;
    },
    async purge(connection) {
      memory.purge(connection);
      await shared?.snapshots.purge(connection);
    },
    bytes: memory.bytes,
  };
}

/** All that is cached of connections in this process, by `cacheKey`. */
function createMemory({ maxBytes, now }: Pick<AccountCachesOptions, 'maxBytes' | 'now'>) {
  const caches = new LRUCache<string, object>({ maxSize: maxBytes, ttlAutopurge: true, perf: { now } });
  const rejections = new LRUCache<string, Rejection>({ max: 10_000 });
  const ended = new LRUCache<string, true>({ max: 10_000 });
  // A resource larger than the limit is still cached, on its own: otherwise each request would read it again.
  const sizeOf = (bytes: number) => Math.min(Math.max(1, bytes), maxBytes);
  const isEnded = (connection: AccountVersion) => ended.has(cacheKey(connection));

  return {
    get: (key: string) => caches.get(key),
    peek: (key: string) => caches.peek(key),
    take(key: string) {
      const value = caches.get(key);
      caches.delete(key);
      return value;
    },
    /** Caches a value, unless its connection has ended: what is still being read then must not be cached after all. */
    set(connection: AccountVersion, key: string, value: object, bytes: number, ttl?: number): void {
      // The LRU cache does not measure an existing value again.
      caches.delete(key);
      if (!isEnded(connection)) caches.set(key, value, { size: sizeOf(bytes), ...(ttl !== undefined && { ttl }) });
    },
    isEnded,
    rejectionOf(connection: AccountVersion): Rejection {
      const key = cacheKey(connection);
      const rejection = rejections.get(key) ?? { at: 0 };
      rejections.set(key, rejection);
      return rejection;
    },
    purge(connection: AccountVersion): void {
      ended.set(cacheKey(connection), true);
      rejections.delete(cacheKey(connection));
      for (const key of [...caches.keys()]) if (isKeyOf(connection, key)) caches.delete(key);
    },
    bytes: () => caches.calculatedSize,
  };
}
