import { groupBy } from '../groupBy.ts';
import { type LookupKey, WHOLE } from './cacheKey.ts';
import { indexRows } from './rowIndex.ts';
import { type Fetched, type Rows, withCompleteness } from './rows.ts';

/** The metadata of a read; instants are milliseconds since 1970. */
export type ReadInfo = {
  /** When Lucca was asked for the first row. */
  fetchedAt: number;
  /** The instant that decides whether the rows are fresh: `fetchedAt`, or the end of a read of more than a minute. */
  readAt: number;
  bytesPerRow: number;
};

/** The keys of rows that could not be parsed; null for a row whose key is unreadable too. */
export type SkippedKeys = readonly (number | null)[];

/** What one read returned. */
export type ReadResult<Row> = ReadInfo & {
  pages: number;
  skippedKeys: SkippedKeys;
  /** The rows as Lucca sent them, for the shared cache; empty if there is none. */
  items: unknown[];
} & Grouped<Row>;

type Grouped<Row> = {
  /** The rows of a key, or all rows for `WHOLE`; empty if there are none. The same list each time. */
  rowsOf(key: LookupKey): Rows<Row>;
  /** Whether a key has rows. */
  has(key: number): boolean;
  /** The memory that finding the rows takes, in bytes. It grows with the number of keys whose rows were requested. */
  bytes(): number;
};

/** A copy of the list without the spare capacity of a list that has grown. */
const exact = <Item>(list: readonly Item[]): readonly Item[] => list.slice();

/** Groups rows by key. Rows that a skipped row may belong to are marked as possibly incomplete. */
export function groupRows<Row>(
  rows: readonly Fetched<Row>[],
  skippedKeys: SkippedKeys,
  keyOf: (row: Row) => number,
): Grouped<Row> {
  const skippedByKey = groupBy(skippedKeys, (key) => key);
  const unknown = skippedKeys.filter((key) => key === null).length;

  function marked(key: number, group: readonly Fetched<Row>[]): Rows<Row> {
    const known = skippedByKey.get(key)?.length ?? 0;
    return known + unknown === 0 ? group : withCompleteness(group, { skippedRows: { known, unknown } });
  }
  const known = skippedKeys.length;
  const all = known === 0 ? rows : withCompleteness(rows, { skippedRows: { known, unknown: 0 } });
  const index = indexRows(rows, keyOf);
  // Made for a key when its rows are first requested: most keys never are, and a list with its place in this map takes a hundred bytes.
  const lists = new Map<number, Rows<Row>>();
  // The same list each time, because what was made of a list is kept while it is the same.
  const none: Rows<Row> = [];

  function rowsOf(key: number): Rows<Row> {
    const known = lists.get(key);
    if (known) return known;
    const found = index.rowsOf(key);
    // Without a mark, all keys without rows have the same list.
    if (found.length === 0 && skippedKeys.length === 0) return none;
    const list = marked(key, exact(found));
    lists.set(key, list);
    return list;
  }

  return {
    rowsOf: (key) => (key === WHOLE ? all : rowsOf(key)),
    has: (key) => index.has(key),
    bytes: () => index.bytes + bytesPerList * lists.size,
  };
}

/** An entry of a map, and a list, apart from its items. */
const bytesPerList = 96;
