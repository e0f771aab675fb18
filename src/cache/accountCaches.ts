import { MemoryFull } from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import { createConnectionWatches } from './connectionWatch.ts';
import { createDerivedOfAccounts, type Derived } from './derived.ts';
import { createKeptResponsesOfAccounts, type KeptResponses } from './keptResponses.ts';
import { createMemory, type Memory } from './memory.ts';
import type { PartialRead, PartialReads } from './partialRead.ts';
import { createResourceCache, type ResourceCache } from './resourceCache.ts';
import type { LuccaReader } from './resourceReader.ts';
import type { Sharing } from './sharedCache.ts';
import type { Source } from './source.ts';

/** The caches of all accounts in this process. */
export type AccountCaches = {
  /** The cache of one resource of one account. */
  resource<Row extends LuccaRow>(account: CachedAccount, source: Source<Row>): ResourceCache<Row>;
  /** What was made of the rows of an account. It makes room before any row is dropped. */
  derived<Value extends { size: number }>(account: AccountVersion): Derived<Value>;
  /** Whole responses that were written from the rows of an account. They make room before any row is dropped. */
  keptResponses<Response extends { size: number }>(account: AccountVersion): KeptResponses<Response>;
  /** Opens the caches for a request: the resources that it uses stay in memory until it ends. */
  open(): OpenCaches;
  /** Empties the caches of a connection that has ended: here, in Redis, and in the other instances. */
  purge(connection: AccountVersion): Promise<void>;
  /** The estimated size of all caches and of the reads in flight, in bytes. */
  bytes(): number;
};

/** The caches as one request uses them. */
export type OpenCaches = Pick<AccountCaches, 'resource' | 'derived' | 'keptResponses'> & {
  /** Called once the request has ended. */
  close(): void;
};

/** A connection and the host it reads. */
export type CachedAccount = AccountVersion & { host: string };

/** What the caches need. */
export type AccountCachesOptions = {
  lucca: LuccaReader;
  /** The maximum size in memory, in bytes, including reads in flight, which are estimated by the size of Lucca's responses. */
  maxBytes: number;
  now: () => number;
  /** Where several instances share the rows that they read, and for how many milliseconds. */
  shared?: Omit<Sharing, 'account'> | undefined;
  /** Receives the number of rows that could not be parsed. */
  onSkipped: (skipped: { host: string; resource: string; count: number }) => void;
};

/** Creates empty caches. When they exceed `maxBytes`, the least recently used resource is evicted, but never one in use. */
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
      keep: (partial, bytes, ms) => memory.set(account, key, partial, bytes, { ttl: ms }),
    };
  }

  function resource<Row extends LuccaRow>(account: CachedAccount, source: Source<Row>) {
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
      claim: () => memory.claim(account, key, name),
      sharing: sharingOf(account),
      onSkipped: (count) => options.onSkipped({ host: account.host, resource: name, count }),
      onResize(bytes) {
        // A cache that was evicted while it was reading must not replace its successor.
        if ((memory.peek(key) ?? cache) === cache) memory.set(account, key, cache, bytes);
      },
    });
    memory.set(account, key, cache, 0);
    return cache;
  }

  const made = createMade(memory, options);

  return {
    resource,
    ...made,
    open: () => openCaches({ resource, ...made }, memory),
    async purge(connection) {
      memory.purge(connection);
      await shared?.snapshots.purge(connection);
    },
    bytes: memory.bytes,
  };
}

/** What can be made again without Lucca. */
const createMade = (memory: Memory, options: AccountCachesOptions) => ({
  derived: createDerivedOfAccounts(memory, options),
  keptResponses: createKeptResponsesOfAccounts(memory, options),
});

/**
 * Opens caches for a request, which pins each of them when it first uses it. Using the first one throws `MemoryFull` while the account must
 * pause; a request that has begun may finish.
 */
function openCaches(
  { resource, ...made }: Pick<AccountCaches, 'resource' | 'derived' | 'keptResponses'>,
  memory: Pick<Memory, 'pin' | 'mustPause'>,
): OpenCaches {
  const pins = new Map<string, () => void>();
  let isClosed = false;
  return {
    ...made,
    resource(account, source) {
      const key = cacheKey(account, source.resource.name);
      const isFirst = !isClosed && pins.size === 0;
      if (isFirst && memory.mustPause(account)) throw new MemoryFull({ resource: source.resource.name });
      if (!isClosed && !pins.has(key)) pins.set(key, memory.pin(account, key));
      return resource(account, source);
    },
    close() {
      isClosed = true;
      for (const unpin of pins.values()) unpin();
      pins.clear();
    },
  };
}
