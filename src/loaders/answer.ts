import { groupBy } from './groupBy.ts';
import { type Fetched, type Rows, withCompleteness } from './rows.ts';

/** As of when a read counts says `readAt`: a long one from when it ended, or it could never be fresh, while its rows tell when it began. */
export type Reading = { fetchedAt: number; readAt: number; bytesPerRow: number };

/** What one read brought. */
export type Answer<Row> = Reading &
  Arranged<Row> & {
    pages: number;
    /** The rows as Lucca sent them, where they are to be shared; none once they are held. */
    items: unknown[];
  };

/** Of each row that could not be understood the key it belongs to; null where that cannot be told. */
export type SkippedKeys = readonly (number | null)[];

type Arranged<Row> = {
  rows: Rows<Row>;
  byKey: ReadonlyMap<number, Rows<Row>>;
  /** The rows of a key, its absence included. */
  rowsOf(key: number): Rows<Row>;
  skippedKeys: SkippedKeys;
};

/** Arranges by key what was read; where rows were left out, those they may belong among say so. */
export function arrange<Row>(
  rows: readonly Fetched<Row>[],
  skippedKeys: SkippedKeys,
  keyOf: (row: Row) => number,
): Arranged<Row> {
  const counts = new Map<number | null, number>();
  for (const key of skippedKeys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const unknown = counts.get(null) ?? 0;

  function ofKey(key: number, group: readonly Fetched<Row>[]): Rows<Row> {
    const known = counts.get(key) ?? 0;
    return known + unknown === 0 ? group : withCompleteness(group, { skippedRows: { known, unknown } });
  }
  const byKey = new Map([...groupBy(rows, keyOf)].map(([key, group]) => [key, ofKey(key, group)]));
  const known = skippedKeys.length;
  return {
    rows: known === 0 ? rows : withCompleteness(rows, { skippedRows: { known, unknown: 0 } }),
    byKey,
    rowsOf: (key) => byKey.get(key) ?? ofKey(key, []),
    skippedKeys,
  };
}
