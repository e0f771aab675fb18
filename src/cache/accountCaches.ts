import { LRUCache } from 'lru-cache';
import type { LuccaRow } from '../lucca/resource.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
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
  const { maxBytes, now, shared } = options;
  const caches = new LRUCache<string, object>({ maxSize: maxBytes, ttlAutopurge: true, perf: { now } });
  const rejections = new LRUCache<string, Rejection>({ max: 10_000 });
  // A resource larger than the limit is still cached, on its own: otherwise each request would read it again.
  const sizeOf = (bytes: number) => Math.min(Math.max(1, bytes), maxBytes);

  function rejectionOf(account: AccountVersion): Rejection {
    const key = cacheKey(account);
    const rejection = rejections.get(key) ?? { at: 0 };
    rejections.set(key, rejection);
    return rejection;
  }

  /** Failed reads count towards the limit like caches. */
  function partialReads<Row>(key: string): PartialReads<Row> {
    return {
      take() {
        const partial = caches.get(key);
        caches.delete(key);
        return partial as PartialRead<Row> | undefined;
      },
      keep: (partial, bytes, ms) => void caches.set(key, partial, { size: sizeOf(bytes), ttl: ms }),
    };
  }

  return {
    resource<Row extends LuccaRow>(account: CachedAccount, source: Source<Row>) {
      const { name } = source.resource;
      const key = cacheKey(account, name);
      const known = caches.get(key);
      if (known) return known as ResourceCache<Row>;
      const cache: ResourceCache<Row> = createResourceCache<Row>({
        lucca: options.lucca,
        source,
        now,
        partials: partialReads(cacheKey(account, name, 'partial')),
        rejection: rejectionOf(account),
        sharing: shared && { ...shared, account },
        onSkipped: (count) => options.onSkipped({ host: account.host, resource: name, count }),
        onResize(bytes) {
          // A cache that was dropped while it read must not replace its successor.
          if ((caches.peek(key) ?? cache) !== cache) return;
          // The LRU cache does not measure an existing value again.
          caches.delete(key);
          caches.set(key, cache, { size: sizeOf(bytes) });
        },
      });
      caches.set(key, cache, { size: 1 });
      return cache;
    },
    bytes: () => caches.calculatedSize,
  };
}
