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
import { within } from './deadline.ts';
import { after, type Maybe, spare } from './maybe.ts';
import type { OpenCaller, Patience } from './reader.ts';
import { lackingAs, type Read, type Rows } from './rows.ts';
import type { AccountKey, Shelf } from './shelf.ts';
import { type Source, sources } from './sources.ts';
import type { Table } from './table.ts';

/** Loads rows of one resource: at once where they are held and fresh, else with everybody else's in one batch. */
export type Loader<Row> = {
  /** The row with this number, or null where Lucca shows none. */
  one(key: number): Maybe<Read<Row> | null>;
  /** All rows that belong to this number. */
  many(key: number): Maybe<Rows<Row>>;
  /** Every row of the resource, in Lucca's order. */
  all(): Maybe<Rows<Row>>;
  /** Every row where all are held and fresh; never asks Lucca. */
  held(): Rows<Row> | undefined;
  /** The rows of a number where they are held and fresh; never asks Lucca. */
  heldOf(key: number): Rows<Row> | undefined;
  /** The rows of some numbers, by id where they are not held; the reading goes on when this request has left. */
  sample(keys: readonly number[]): Promise<(key: number) => Rows<Row>>;
  /** The first rows, in one request; they are not held, and the reading goes on when this request has left. */
  first(limit: number): Promise<Rows<Row>>;
};

/** One loader for each source, made for one request. */
export type Loaders = { [Name in keyof typeof sources]: Loader<RowOf<(typeof sources)[Name]>> };

type RowOf<S> = S extends Source<infer Row> ? Row : never;

/** What the loaders of one request go by; instants are milliseconds since 1970. */
export type LoaderOptions = {
  shelf: Shelf;
  account: AccountKey;
  /** Opens the key; called once a request, and only if Lucca has to be asked. */
  credentials: () => Promise<{ host: string; apiKey: string }>;
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
  /** When a read that this request started is given up: it goes on for others who wait, and for the next try. */
  readDeadlineAt: number;
  /** The error of a request that stops waiting. */
  onLate: () => LuccaError;
  /** Told of what a read failed with, however the failure is answered. */
  onFailure: (failure: unknown) => void;
  /** Told whenever Lucca has answered to a read. */
  onRead: () => void;
  now?: () => number;
};

/** Creates the loaders of one request. */
export function createLoaders(options: LoaderOptions): Loaders {
  let opened: Promise<Caller> | undefined;
  const open: OpenCaller = () => {
    opened ??= options.credentials().then((credentials) => ({ ...credentials, deadlineAt: options.readDeadlineAt }));
    return opened;
  };
  const loaders = Object.entries(sources).map(([name, source]) => [
    name,
    createLoader(
      options.shelf.table(options.account, source as unknown as Source<LuccaRow>),
      open,
      (source as { isPay?: boolean }).isPay ? limitedToPay(options) : options,
    ),
  ]);
  return Object.fromEntries(loaders) as Loaders;
}

const payStaleMs = 15 * 60_000;

/** What somebody is paid is never served while it is read anew, and while Lucca fails for a quarter of an hour only. */
function limitedToPay(options: LoaderOptions): LoaderOptions {
  const { acceptedSince, staleSince, now = Date.now } = options;
  return { ...options, servedSince: acceptedSince, staleSince: Math.max(staleSince, now() - payStaleMs) };
}

function createLoader<Row extends LuccaRow>(table: Table<Row>, open: OpenCaller, options: LoaderOptions): Loader<Row> {
  const { acceptedSince, servedSince, staleSince, deadlineAt, onLate, onFailure, now = Date.now } = options;
  const { rightsChangedAt, isCurrent, onRead } = options;
  const waiting: Patience = { deadlineAt, since: acceptedSince, rightsChangedAt, isCurrent, onRead };
  const behind: Patience = { since: acceptedSince, rightsChangedAt, isBehind: true, isCurrent, onRead };
  const told = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((failure: unknown) => {
      onFailure(failure);
      throw failure;
    });
  const inTime = <Result>(reading: Promise<Result>) => within(told(reading), deadlineAt - now(), onLate);

  const batch = new DataLoader<number, Rows<Row>>(async (keys) => {
    try {
      return keys.map(await inTime(table.fetch(keys, open, waiting)));
    } catch (failure) {
      return keys.map((key) => stale(table.heldUnrefused(key, staleSince), failure));
    }
  });
  // Nobody waits for it: what comes is found by the next request, and a failure has been told.
  const refresh = new DataLoader<number, null>(async (keys) => {
    await told(table.fetch(keys, open, behind));
    return keys.map(() => null);
  });

  function served(key: number): Rows<Row> | undefined {
    const rows = servedSince < acceptedSince ? table.heldUnrefused(key, servedSince) : undefined;
    if (rows) spare(refresh.load(key));
    return rows;
  }

  function servedWhole(): Rows<Row> | undefined {
    const rows = servedSince < acceptedSince ? table.heldWholeUnrefused(servedSince) : undefined;
    if (rows) spare(told(table.fetchWhole(open, behind)));
    return rows;
  }

  async function readWhole(): Promise<Rows<Row>> {
    try {
      return await inTime(table.fetchWhole(open, waiting));
    } catch (failure) {
      const rows = stale(table.heldWholeUnrefused(staleSince), failure);
      if (rows instanceof Error) throw rows;
      return rows;
    }
  }

  let whole: Maybe<Rows<Row>> | undefined;
  const many = (key: number) => table.held(key, acceptedSince) ?? served(key) ?? spare(batch.load(key));
  return {
    many,
    one(key) {
      const rows = many(key);
      return after(rows, (found) => found[0] ?? null);
    },
    held: () => table.heldWhole(acceptedSince),
    heldOf: (key) => table.held(key, acceptedSince),
    async sample(keys) {
      const held = new Map(keys.map((key) => [key, table.held(key, acceptedSince)]));
      const missing = keys.filter((key) => held.get(key) === undefined);
      const rowsOf = missing.length === 0 ? () => [] : await inTime(table.fetchByIds(missing, open, waiting));
      return (key) => held.get(key) ?? rowsOf(key);
    },
    first: (limit) => inTime(table.peek(limit, open)),
    all() {
      whole ??= table.heldWhole(acceptedSince) ?? servedWhole() ?? spare(readWhole());
      return whole;
    },
  };
}

const passing = [LuccaUnavailable, LuccaTimeout, LuccaRateLimited, LuccaContractBroken];

/** What is held, said to be stale, where Lucca fails in a way that passes; else the failure. */
function stale<Row>(held: Rows<Row> | undefined, failure: unknown): Rows<Row> | Error {
  if (!(failure instanceof Error)) throw failure;
  if (held === undefined || !passing.some((kind) => failure instanceof kind)) return failure;
  return lackingAs(
    held.map((row) => ({ ...row, isStale: true })),
    held,
  );
}
