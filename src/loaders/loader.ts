import DataLoader from 'dataloader';
import { type Key, WHOLE } from '../cache/cacheKey.ts';
import type { Cached, Freshness, ResourceCache } from '../cache/resourceCache.ts';
import type { ReadOptions } from '../cache/resourceReader.ts';
import { type Fetched, type Rows, withCompleteness } from '../cache/rows.ts';
import {
  LuccaContractBroken,
  type LuccaError,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnavailable,
} from '../lucca/errors.ts';
import { withTimeout } from '../time.ts';
import { ignoreRejection, mapValue, type PromiseOrValue } from './promiseOrValue.ts';

/** Loads rows of one resource: at once if they are cached, else in one batch with what others of the same request load. */
export type Loader<Row> = {
  /** The row with this key, or null if Lucca shows none. */
  one(key: number): PromiseOrValue<Fetched<Row> | null>;
  /** All rows with this key. */
  many(key: number): PromiseOrValue<Rows<Row>>;
  /** Every row of the resource, in Lucca's order. */
  all(): PromiseOrValue<Rows<Row>>;
  /** The rows of a key, or every row, if they are cached and fresh; never asks Lucca. */
  cached(key?: number): Rows<Row> | undefined;
  /** The rows of some keys, by id unless they are cached. */
  sample(keys: readonly number[]): Promise<(key: number) => Rows<Row>>;
  /** The first rows, in one request; they are not cached. */
  first(limit: number): Promise<Rows<Row>>;
};

/** What the loaders of one request have in common; instants are milliseconds since 1970. */
export type LoaderOptions = Omit<ReadOptions, 'since' | 'isBackground' | 'isSample'> & {
  /** The error of a request whose time is up. */
  onLate: () => LuccaError;
  /** Called with what a read failed with, even if the failure is answered with stale rows. */
  onFailure: (failure: unknown) => void;
  now: () => number;
};

/** Counts rows asked for: from the cache, or read, by so many keys or otherwise. */
export type RowCount = { held(): void; readKeys(count: number): void; read(): void };

/** Creates the loader of one resource for one request. */
export function createLoader<Row>(
  cache: ResourceCache<Row>,
  freshness: Freshness,
  count: RowCount,
  options: LoaderOptions,
): Loader<Row> {
  const { deadlineAt, onLate, onFailure, now } = options;
  const foreground: ReadOptions = { ...options, since: freshness.freshSince, isBackground: false };
  const background: ReadOptions = { ...foreground, isBackground: true, deadlineAt: Number.POSITIVE_INFINITY };

  const reported = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((failure: unknown) => {
      onFailure(failure);
      throw failure;
    });
  const inTime = <Result>(reading: Promise<Result>) => withTimeout(reported(reading), deadlineAt - now(), onLate);

  function read(keys: readonly Key[], options: ReadOptions) {
    const ids = keys.filter((key) => key !== WHOLE).length;
    if (ids > 0) count.readKeys(ids);
    if (ids < keys.length) count.read();
    return cache.read(keys, options);
  }

  async function readOrStale<K extends Key>(keys: readonly K[]): Promise<(Rows<Row> | Error)[]> {
    try {
      return keys.map(await inTime(read(keys, foreground)));
    } catch (failure) {
      return keys.map((key) => staleIfError(counted(cache.peek(key, freshness)), failure));
    }
  }

  function counted(cached: Cached<Row>): Cached<Row> {
    if (cached.status !== 'miss') count.held();
    return cached;
  }

  async function readWhole(): Promise<Rows<Row>> {
    const [rows = []] = await readOrStale([WHOLE]);
    if (rows instanceof Error) throw rows;
    return rows;
  }

  const batch = new DataLoader<number, Rows<Row>>(readOrStale);
  // No request waits for these: the next one finds what they read, and their failures are reported.
  const refresh = new DataLoader<Key, null>(async (keys) => {
    await reported(read(keys, background));
    return keys.map(() => null);
  });

  function load(key: Key): PromiseOrValue<Rows<Row>> {
    const { status, rows } = cache.get(key, freshness);
    if (status === 'miss' || status === 'stale') return ignoreRejection(key === WHOLE ? readWhole() : batch.load(key));
    count.held();
    if (status === 'revalidate') ignoreRejection(refresh.load(key));
    return rows;
  }

  function cached(key: Key = WHOLE): Rows<Row> | undefined {
    const { status, rows } = cache.peek(key, freshness);
    return status === 'fresh' ? rows : undefined;
  }

  let whole: PromiseOrValue<Rows<Row>> | undefined;
  return {
    many: load,
    one: (key) => mapValue(load(key), (rows) => rows[0] ?? null),
    all() {
      whole ??= load(WHOLE);
      return whole;
    },
    cached,
    async sample(keys) {
      const known = new Map(keys.map((key) => [key, cached(key)]));
      const missing = keys.filter((key) => known.get(key) === undefined);
      const rowsOf = missing.length === 0 ? () => [] : await inTime(read(missing, { ...foreground, isSample: true }));
      return (key) => known.get(key) ?? rowsOf(key);
    },
    first(limit) {
      count.read();
      return inTime(cache.first(limit, options.caller));
    },
  };
}

const passing = [LuccaUnavailable, LuccaTimeout, LuccaRateLimited, LuccaContractBroken];

/** Cached rows, marked as stale, if Lucca fails in a way that passes; else the failure. */
function staleIfError<Row>({ rows }: Cached<Row>, failure: unknown): Rows<Row> | Error {
  if (!(failure instanceof Error)) throw failure;
  if (rows === undefined || !passing.some((kind) => failure instanceof kind)) return failure;
  const stale = rows.map((row) => ({ ...row, isStale: true }));
  return withCompleteness(stale, rows);
}
