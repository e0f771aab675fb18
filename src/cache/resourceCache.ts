import type { Caller } from '../lucca/client.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { type LookupKey, WHOLE } from './cacheKey.ts';
import type { Claim } from './claim.ts';
import type { WatchConnection } from './connectionWatch.ts';
import { createEntries, type Revision } from './entries.ts';
import { createFetchPlanner } from './fetchPlanner.ts';
import { createNegativeCache, type Rejection } from './negativeCache.ts';
import type { PartialReads } from './partialRead.ts';
import type { ReadResult } from './readResult.ts';
import { createReadThrough } from './readThrough.ts';
import { createResourceReader, type LuccaReader, type ReadOptions } from './resourceReader.ts';
import type { Rows } from './rows.ts';
import { createSharedCache, nothingShared, type Sharing } from './sharedCache.ts';
import { createSingleFlight } from './singleFlight.ts';
import type { Source } from './source.ts';

/** What one request accepts: instants in milliseconds since 1970, each no later than the one before. */
export type FreshnessLimits = {
  /** Rows read at or after this are fresh. */
  freshSince: number;
  /** Rows read at or after this are served, and revalidated in the background. */
  revalidateSince: number;
  /** Rows read at or after this are served if Lucca fails. */
  staleIfErrorSince: number;
};

/** What is cached of a key; a miss has no rows. */
export type Cached<Row> =
  | { status: 'fresh' | 'revalidate' | 'stale'; rows: Rows<Row> }
  | { status: 'miss'; rows?: undefined };

/** The cache of one resource of one account. Its keys are numbers of rows and `WHOLE`. */
export type ResourceCache<Row> = {
  /** Returns what is cached under a key. Counts towards the choice between reading by id and reading the whole. */
  get(key: LookupKey, limits: FreshnessLimits): Cached<Row>;
  /** Like `get`, without counting. */
  peek(key: LookupKey, limits: FreshnessLimits): Cached<Row>;
  /** What identifies everything cached, if the whole resource is and all of it is fresh: while it is the same, so is every `get`. */
  revision(limits: FreshnessLimits): Revision | undefined;
  /**
   * Reads keys from Lucca with the fewest requests, shared by all callers. Rejects with `LuccaRateLimited` as soon as the quota cannot
   * let the read end before the deadline; the read continues, and a later call joins it.
   */
  read(keys: readonly LookupKey[], options: ReadOptions): Promise<(key: LookupKey) => Rows<Row>>;
  /** Reads the first rows in one request, without caching them. */
  first(limit: number, caller: Caller): Promise<Rows<Row>>;
};

/** What a resource cache needs. */
export type ResourceCacheOptions<Row extends LuccaRow> = {
  lucca: LuccaReader;
  source: Source<Row>;
  now: () => number;
  /** Receives the estimated size in bytes after each change. */
  onResize: (bytes: number) => void;
  /** Receives the number of rows that could not be parsed. */
  onSkipped: (count: number) => void;
  partials: PartialReads<Row>;
  /** Both shared by all resources of the connection. */
  rejection: Rejection;
  watch: WatchConnection;
  /** Begins to count the memory of a read in flight. */
  claim: () => Claim;
  /** Given where there are other instances. */
  sharing?: Sharing | undefined;
};

/** Creates an empty cache. */
export function createResourceCache<Row extends LuccaRow>(options: ResourceCacheOptions<Row>): ResourceCache<Row> {
  const { lucca, source, now, sharing } = options;
  const negative = createNegativeCache(now, options.rejection, source.isOptional ?? false);
  const entries = createEntries<Row>(options.onResize);
  const shared = sharing ? createSharedCache(sharing, source, negative, now) : nothingShared;
  const readLucca = createResourceReader({ ...options, negative, entries, isShared: sharing !== undefined });
  const inFlight = createSingleFlight<ReadResult<Row>>(source.resource.name, now);
  const planner = createFetchPlanner(source.resource.pageSize);
  const { claim } = options;
  const readThrough = createReadThrough({ source, inFlight, entries, planner, shared, readLucca, claim, now });

  function peek(key: LookupKey, { freshSince, revalidateSince, staleIfErrorSince }: FreshnessLimits): Cached<Row> {
    const entry = entries.get(key);
    if (!entry) return { status: 'miss' };
    const { rows, readAt } = entry;
    if (readAt >= freshSince) return { status: 'fresh', rows };
    if (readAt < staleIfErrorSince || negative.invalidates(readAt)) return { status: 'miss' };
    return { status: readAt >= revalidateSince ? 'revalidate' : 'stale', rows };
  }

  /** Counts keys that were served from the whole resource: they show whether reading it paid off. */
  function noteServed(keys: readonly LookupKey[], freshSince: number): void {
    const readAt = entries.wholeReadAt();
    if (readAt === undefined || readAt < freshSince) return;
    for (const key of keys) if (key !== WHOLE) planner.noteServed(key);
  }

  return {
    peek,
    revision({ freshSince }) {
      const revision = entries.revision();
      return revision && revision.oldestReadAt >= freshSince ? revision : undefined;
    },
    get(key, limits) {
      const cached = peek(key, limits);
      if (cached.status === 'fresh') noteServed([key], limits.freshSince);
      return cached;
    },
    async read(keys, options) {
      const rowsOf = await readThrough(keys, options);
      if (!options.isSample) noteServed(keys, options.since);
      return rowsOf;
    },
    async first(limit, caller) {
      const fetchedAt = now();
      const { rows } = await lucca.firstPage(caller, source.resource, limit);
      return rows.map((row) => Object.assign(row, { fetchedAt }));
    },
  };
}
