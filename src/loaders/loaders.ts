import DataLoader from 'dataloader';
import type { Caller } from '../lucca/client.ts';
import type { LuccaError } from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { within } from './deadline.ts';
import type { Maybe } from './maybe.ts';
import type { AccountKey, Shelf } from './shelf.ts';
import { type Source, sources } from './sources.ts';
import type { OpenCaller, Read, Rows, Table } from './table.ts';

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
  /** When this request stops waiting for Lucca. */
  deadlineAt: number;
  /** When a read that this request started is given up: it goes on for others who wait, and for the next try. */
  readDeadlineAt: number;
  /** The error of a request that stops waiting. */
  onLate: () => LuccaError;
  /** Told of what a read failed with, however the failure is answered. */
  onFailure: (failure: unknown) => void;
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
    createLoader(options.shelf.table(options.account, source as unknown as Source<LuccaRow>), open, options),
  ]);
  return Object.fromEntries(loaders) as Loaders;
}

function createLoader<Row extends LuccaRow>(table: Table<Row>, open: OpenCaller, options: LoaderOptions): Loader<Row> {
  const { acceptedSince, deadlineAt, onLate, onFailure, now = Date.now } = options;
  const told = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((failure: unknown) => {
      onFailure(failure);
      throw failure;
    });
  const batch = new DataLoader<number, Rows<Row>>(async (keys) => {
    const rowsOf = await within(told(table.fetch(keys, open)), deadlineAt - now(), onLate);
    return keys.map(rowsOf);
  });
  let whole: Promise<Rows<Row>> | undefined;
  const many = (key: number) => table.held(key, acceptedSince) ?? batch.load(key);
  return {
    many,
    one(key) {
      const rows = many(key);
      return rows instanceof Promise ? rows.then((found) => found[0] ?? null) : (rows[0] ?? null);
    },
    held: () => table.heldWhole(acceptedSince),
    heldOf: (key) => table.held(key, acceptedSince),
    async sample(keys) {
      const held = new Map(keys.map((key) => [key, table.held(key, acceptedSince)]));
      const missing = keys.filter((key) => held.get(key) === undefined);
      const rowsOf = missing.length === 0 ? () => [] : await told(table.fetchByIds(missing, open));
      return (key) => held.get(key) ?? rowsOf(key);
    },
    first: (limit) => told(table.peek(limit, open)),
    all() {
      const held = whole ?? table.heldWhole(acceptedSince);
      if (held) return held;
      whole = within(told(table.fetchWhole(open)), deadlineAt - now(), onLate);
      return whole;
    },
  };
}
