import DataLoader from 'dataloader';
import type { Caller } from '../lucca/client.ts';
import {
  LuccaContractBroken,
  type LuccaError,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnavailable,
} from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { withTimeout } from '../time.ts';
import { ignoreRejection, mapValue, type PromiseOrValue } from './promiseOrValue.ts';
import { type Fetched, type Rows, withCompleteness } from './rows.ts';
import type { Table } from './table.ts';

/** Loads rows of one resource: at once where they are held and fresh, else with everybody else's in one batch. */
export type Loader<Row> = {
  /** The row with this number, or null where Lucca shows none. */
  one(key: number): PromiseOrValue<Fetched<Row> | null>;
  /** All rows that belong to this number. */
  many(key: number): PromiseOrValue<Rows<Row>>;
  /** Every row of the resource, in Lucca's order. */
  all(): PromiseOrValue<Rows<Row>>;
  /** Every row where all are held and fresh; never asks Lucca. */
  held(): Rows<Row> | undefined;
  /** The rows of a number where they are held and fresh; never asks Lucca. */
  heldOf(key: number): Rows<Row> | undefined;
  /** The rows of some numbers, by id where they are not held; the reading goes on when this request has left. */
  sample(keys: readonly number[]): Promise<(key: number) => Rows<Row>>;
  /** The first rows, in one request; they are not held, and the reading goes on when this request has left. */
  first(limit: number): Promise<Rows<Row>>;
};

/** What a loader goes by; instants are milliseconds since 1970. */
export type LoaderOptions = {
  /** What was read before this instant is read again. */
  acceptedSince: number;
  /** What was read before `acceptedSince`, but not before this, is served once more while it is read anew; never pay. */
  servedSince: number;
  /** What was read before this is not even served where Lucca fails; pay is held to a quarter of an hour besides. */
  staleSince: number;
  /** When the rights of the key were last found to be others than before. */
  rightsChangedAt: number;
  /** Whether the connection is still the one the request began with. */
  isCurrent: () => Promise<boolean>;
  /** When this request stops waiting for Lucca. */
  deadlineAt: number;
  /** The error of a request that stops waiting. */
  onLate: () => LuccaError;
  /** Told of what a read failed with, however the failure is answered. */
  onFailure: (failure: unknown) => void;
  /** Told whenever Lucca has answered to a read. */
  onRead: () => void;
  now?: () => number;
};

/** Told of questions for rows: answered from what is held, or read, by so many keys or otherwise. */
export type RowCount = { held(): void; readKeys(count: number): void; read(): void };

/** Creates the loader of one table, for one request. */
export function createLoader<Row extends LuccaRow>(
  table: Table<Row>,
  count: RowCount,
  caller: Caller,
  options: LoaderOptions,
): Loader<Row> {
  const { acceptedSince, servedSince, staleSince, deadlineAt, onLate, onFailure, now = Date.now } = options;
  const { rightsChangedAt, isCurrent, onRead } = options;
  const waiting = { deadlineAt, since: acceptedSince, rightsChangedAt, isBehind: false, isCurrent, onRead };
  const behind = { ...waiting, deadlineAt: Number.POSITIVE_INFINITY, isBehind: true };
  const told = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((failure: unknown) => {
      onFailure(failure);
      throw failure;
    });
  const inTime = <Result>(reading: Promise<Result>) => withTimeout(told(reading), deadlineAt - now(), onLate);

  function counted<Found>(found: Found | undefined): Found | undefined {
    if (found !== undefined) count.held();
    return found;
  }

  const batch = new DataLoader<number, Rows<Row>>(async (keys) => {
    count.readKeys(keys.length);
    try {
      return keys.map(await inTime(table.fetch(keys, caller, waiting)));
    } catch (failure) {
      return keys.map((key) => stale(counted(table.heldUnrefused(key, staleSince)), failure));
    }
  });
  // Nobody waits for it: what comes is found by the next request, and a failure has been told.
  const refresh = new DataLoader<number, null>(async (keys) => {
    count.readKeys(keys.length);
    await told(table.fetch(keys, caller, behind));
    return keys.map(() => null);
  });

  function served(key: number): Rows<Row> | undefined {
    const rows = servedSince < acceptedSince ? counted(table.heldUnrefused(key, servedSince)) : undefined;
    if (rows) ignoreRejection(refresh.load(key));
    return rows;
  }

  function servedWhole(): Rows<Row> | undefined {
    const rows = servedSince < acceptedSince ? counted(table.heldWholeUnrefused(servedSince)) : undefined;
    if (!rows) return undefined;
    count.read();
    ignoreRejection(told(table.fetchWhole(caller, behind)));
    return rows;
  }

  async function readWhole(): Promise<Rows<Row>> {
    count.read();
    try {
      return await inTime(table.fetchWhole(caller, waiting));
    } catch (failure) {
      const rows = stale(counted(table.heldWholeUnrefused(staleSince)), failure);
      if (rows instanceof Error) throw rows;
      return rows;
    }
  }

  let whole: PromiseOrValue<Rows<Row>> | undefined;
  const many = (key: number) =>
    counted(table.serve(key, acceptedSince)) ?? served(key) ?? ignoreRejection(batch.load(key));
  return {
    many,
    one: (key) => mapValue(many(key), (found) => found[0] ?? null),
    held: () => table.heldWhole(acceptedSince),
    heldOf: (key) => table.held(key, acceptedSince),
    async sample(keys) {
      const held = new Map(keys.map((key) => [key, table.held(key, acceptedSince)]));
      const missing = keys.filter((key) => held.get(key) === undefined);
      if (missing.length > 0) count.readKeys(missing.length);
      const rowsOf = missing.length === 0 ? () => [] : await inTime(table.fetchByIds(missing, caller, waiting));
      return (key) => held.get(key) ?? rowsOf(key);
    },
    first(limit) {
      count.read();
      return inTime(table.peek(limit, caller));
    },
    all() {
      whole ??= counted(table.heldWhole(acceptedSince)) ?? servedWhole() ?? ignoreRejection(readWhole());
      return whole;
    },
  };
}

const passing = [LuccaUnavailable, LuccaTimeout, LuccaRateLimited, LuccaContractBroken];

/** What is held, said to be stale, where Lucca fails in a way that passes; else the failure. */
function stale<Row>(held: Rows<Row> | undefined, failure: unknown): Rows<Row> | Error {
  if (!(failure instanceof Error)) throw failure;
  if (held === undefined || !passing.some((kind) => failure instanceof kind)) return failure;
  return withCompleteness(
    held.map((row) => ({ ...row, isStale: true })),
    held,
  );
}
