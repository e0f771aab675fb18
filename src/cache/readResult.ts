import { groupBy } from '../groupBy.ts';
import { type LookupKey, WHOLE } from './cacheKey.ts';
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
  /** The rows of each key that has some, and all rows under `WHOLE`. */
  byKey: ReadonlyMap<LookupKey, Rows<Row>>;
  /** The rows of a key; empty if there are none. */
  rowsOf(key: LookupKey): Rows<Row>;
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
  const byKey = new Map<LookupKey, Rows<Row>>([[WHOLE, all]]);
  for (const [key, group] of groupBy(rows, keyOf)) byKey.set(key, marked(key, exact(group)));
  // The same list each time, because what was made of a list is kept while it is the same.
  const none: Rows<Row> = [];
  return {
    byKey,
    rowsOf: (key) => byKey.get(key) ?? (key === WHOLE ? all : skippedKeys.length === 0 ? none : marked(key, none)),
  };
}
