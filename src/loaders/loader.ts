import DataLoader from 'dataloader';
import { type LookupKey, WHOLE } from '../cache/cacheKey.ts';
import type { Revision } from '../cache/entries.ts';
import type { Cached, FreshnessLimits, ResourceCache } from '../cache/resourceCache.ts';
import type { ReadOptions } from '../cache/resourceReader.ts';
import { type Fetched, type Rows, withCompleteness } from '../cache/rows.ts';
import { isTemporary, LuccaContractBroken, type LuccaError, LuccaShareUsed } from '../lucca/errors.ts';
import { once } from '../once.ts';
import { withTimeout } from '../time.ts';
import { ignoreRejection, mapValue, type PromiseOrValue } from './promiseOrValue.ts';

/** Loads rows of one resource: at once if they are cached, else in one batch with the other loads of the same request. */
export type Loader<Row> = {
  /** The row with this key, or null if Lucca returns none. */
  one(key: number): PromiseOrValue<Fetched<Row> | null>;
  /** All rows with this key. */
  many(key: number): PromiseOrValue<Rows<Row>>;
  /**
   * Loads the rows of many keys, which are then available synchronously. Loading ten thousand keys one by one takes ten thousand promises,
   * which need more memory than the rows.
   */
  prepare(keys: readonly number[]): PromiseOrValue<void>;
  /** Every row of the resource, in Lucca's order. */
  all(): PromiseOrValue<Rows<Row>>;
  /** The rows of a key, or all rows, if they are cached and fresh. Never reads Lucca. */
  cached(key?: number): Rows<Row> | undefined;
  /** What identifies everything cached, if every row is and all are fresh. While it is the same, all other functions return the same. */
  revision(): Revision | undefined;
  /** The rows of some keys, by id unless they are cached. */
  sample(keys: readonly number[]): Promise<(key: number) => Rows<Row>>;
  /** The first rows, in one request; they are not cached. */
  first(limit: number): Promise<Rows<Row>>;
};

/** What the loaders of one request have in common; instants are milliseconds since 1970. */
export type LoaderOptions = Omit<ReadOptions, 'since' | 'isBackground' | 'isSample'> & {
  /** The error of a request whose time is up. */
  onLate: () => LuccaError;
  /** Called with the error of a failed read, even if stale rows are served instead. */
  onFailure: (failure: unknown) => void;
  now: () => number;
  turns: Turns;
};

/** When the loading operation may use the processor. */
export type Turns = {
  /** Returns the value, in the operation's next turn if it has to wait for one. */
  pass<Value>(value: Value): PromiseOrValue<Value>;
  /** Whether no part of the operation is waiting for its turn. */
  isSettled(): boolean;
  /** Calls back once no part of the operation is waiting for its turn. */
  onSettled(callback: () => void): void;
};

/** Counts requested rows, from the cache or read from Lucca, and the number of keys they were requested by, if any. */
export type RowCount = { cached(): void; readKeys(count: number): void; read(): void };

/** `usualLimits` are those of a request that asks for no particular freshness. */
type ReadsOptions = LoaderOptions & { usualLimits: FreshnessLimits };

/** Creates the loader of one resource for one request. */
export function createLoader<Row>(
  cache: ResourceCache<Row>,
  limits: FreshnessLimits,
  count: RowCount,
  options: ReadsOptions,
): Loader<Row> {
  // Most requests find all they need in the cache.
  const reads = once(() => createReads(cache, limits, count, options));
  const { turns } = options;
  const { prepare, prepared } = createPrepared(cache, limits, reads, turns);

  function load(key: LookupKey): PromiseOrValue<Rows<Row>> {
    const known = prepared.get(key);
    if (known) return known;
    const { status, rows } = cache.get(key, limits);
    // Processing the rows waits for its turn, because those of a thousand people arrive at once.
    if (status === 'miss' || status === 'stale')
      return ignoreRejection(
        reads()
          .load([key])
          .then(([rows = []]) => turns.pass(rows)),
      );
    count.cached();
    if (status === 'revalidate') ignoreRejection(reads().refresh([key]));
    return rows;
  }

  function cached(key: LookupKey = WHOLE): Rows<Row> | undefined {
    const { status, rows } = cache.peek(key, limits);
    return status === 'fresh' ? rows : undefined;
  }

  let whole: PromiseOrValue<Rows<Row>> | undefined;
  return {
    many: load,
    prepare,
    one: (key) => mapValue(load(key), (rows) => rows[0] ?? null),
    all() {
      whole ??= load(WHOLE);
      return whole;
    },
    cached,
    revision: () => cache.revision(limits),
    async sample(keys) {
      const known = new Map(keys.map((key) => [key, cached(key)]));
      const missing = keys.filter((key) => known.get(key) === undefined);
      const rowsOf = missing.length === 0 ? () => [] : await reads().sample(missing);
      return (key) => known.get(key) ?? rowsOf(key);
    },
    first: (limit) => reads().first(limit),
  };
}

/** The rows that one request has prepared, by key. They are available synchronously, whatever their age. */
function createPrepared<Row>(
  cache: ResourceCache<Row>,
  limits: FreshnessLimits,
  reads: () => Pick<ReturnType<typeof createReads<Row>>, 'load' | 'refresh'>,
  turns: Turns,
) {
  const prepared = new Map<LookupKey, Rows<Row>>();
  return {
    prepared,
    prepare(keys: readonly number[]): PromiseOrValue<void> {
      // All keys are cached and fresh, so that none has to be looked up.
      if (cache.revision(limits) !== undefined) return;
      const missing: number[] = [];
      const old: number[] = [];
      for (const key of keys) {
        if (prepared.has(key)) continue;
        const { status, rows } = cache.peek(key, limits);
        if (status === 'miss' || status === 'stale') missing.push(key);
        if (status !== 'revalidate') continue;
        old.push(key);
        prepared.set(key, rows);
      }
      if (old.length > 0) ignoreRejection(reads().refresh(old));
      if (missing.length === 0) return;
      const loading = reads()
        .load(missing)
        .then((lists) => {
          for (const [index, key] of missing.entries()) prepared.set(key, lists[index] ?? []);
          return turns.pass(undefined);
        });
      return ignoreRejection(loading);
    },
  };
}

/** The reads of one request: those that it waits for until its deadline, and those in the background. */
function createReads<Row>(
  cache: ResourceCache<Row>,
  limits: FreshnessLimits,
  count: RowCount,
  { onLate, onFailure, now, turns, usualLimits, ...options }: ReadsOptions,
) {
  const foreground: ReadOptions = { ...options, since: limits.freshSince, isBackground: false };
  const background: ReadOptions = { ...foreground, isBackground: true, deadlineAt: Number.POSITIVE_INFINITY };

  const reported = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((failure: unknown) => {
      onFailure(failure);
      throw failure;
    });
  const inTime = <Result>(reading: Promise<Result>) =>
    withTimeout(reported(reading), options.deadlineAt - now(), onLate);

  function read(keys: readonly LookupKey[], options: ReadOptions) {
    const ids = keys.filter((key) => key !== WHOLE).length;
    if (ids > 0) count.readKeys(ids);
    if (ids < keys.length) count.read();
    return cache.read(keys, options);
  }

  const readOrStale = (keys: readonly LookupKey[]) =>
    inTime(read(keys, foreground)).then(
      (rowsOf) => keys.map(rowsOf),
      (failure) => {
        // A user whose share of the quota is used up gets the data of a request without special freshness.
        const accepted = failure instanceof LuccaShareUsed ? usualLimits : limits;
        return keys.map((key) => staleIfError(cache.peek(key, accepted), failure, count));
      },
    );

  const readGroups = readingGroups(readOrStale);
  const batchScheduleFn = (dispatch: () => void) => dispatchSettled(dispatch, turns);
  const batch = new DataLoader<Group, Rows<Row>[], unknown>(readGroups, { batchScheduleFn, cacheKeyFn });
  // Starts before the batch of keys, which then wait for the whole resource unless it is too slow.
  const whole = new DataLoader<Group, Rows<Row>[], unknown>(readGroups, {
    batchScheduleFn: queueMicrotask,
    cacheKeyFn,
  });
  // No request waits for these reads. The next request finds their rows, and their failures are reported.
  const readInBackground = (groups: readonly Group[]) =>
    reported(read([...new Set(groups.flat())], background)).then(() => groups.map(() => null));
  const refresh = new DataLoader<Group, null, unknown>(readInBackground, { batchScheduleFn, cacheKeyFn });

  return {
    load: (group: Group) => (group[0] === WHOLE ? whole : batch).load(group),
    refresh: (group: Group) => refresh.load(group),
    sample: (keys: readonly number[]) => inTime(read(keys, { ...foreground, isSample: true })),
    first(limit: number) {
      count.read();
      return inTime(cache.first(limit, options.caller));
    },
  };
}

/** Serves cached rows after a failure, or else throws the failure. */
function staleIfError<Row>({ rows, status }: Cached<Row>, failure: unknown, count: RowCount): Rows<Row> | Error {
  if (!(failure instanceof Error)) throw failure;
  // A broken contract is usually repaired soon, like an outage.
  const isOutage = isTemporary(failure) || failure instanceof LuccaContractBroken;
  if (rows === undefined || !isOutage) return failure;
  count.cached();
  return status === 'stale' ? staleOf(rows) : rows;
}

/** Keys that are loaded together; most are loaded alone. */
type Group = readonly LookupKey[];

/** Reads all groups in one batch. A group fails with the first failure of its keys. */
const readingGroups =
  <Row>(read: (keys: readonly LookupKey[]) => Promise<(Rows<Row> | Error)[]>) =>
  async (groups: readonly Group[]): Promise<(Rows<Row>[] | Error)[]> => {
    const keys = [...new Set(groups.flat())];
    const lists = await read(keys);
    const listOf = new Map(keys.map((key, index) => [key, lists[index] ?? []]));
    return groups.map((group) => {
      const lists = group.map((key) => listOf.get(key) ?? []);
      return lists.find((rows): rows is Error => rows instanceof Error) ?? (lists as Rows<Row>[]);
    });
  };

const cacheKeyFn = (group: Group): unknown => (group.length === 1 ? group[0] : group);

/** Waits until all keys that the operation will load are known: the fields of a long list are executed in several turns. */
function dispatchSettled(dispatch: () => void, turns: Turns): void {
  const start = () => (turns.isSettled() ? dispatch() : turns.onSettled(() => dispatchSettled(dispatch, turns)));
  void Promise.resolve().then(() => process.nextTick(start));
}

const staleRows = new WeakMap<Rows<object>, Rows<object>>();

/** The rows, marked as stale. Returns the same list each time, because data derived from a list is memoised by its identity. */
function staleOf<Row>(rows: Rows<Row>): Rows<Row> {
  const known = staleRows.get(rows as Rows<object>);
  if (known) return known as Rows<Row>;
  const stale = withCompleteness(
    rows.map((row) => ({ ...row, isStale: true })),
    rows,
  );
  staleRows.set(rows as Rows<object>, stale as Rows<object>);
  return stale;
}
