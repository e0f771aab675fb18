import { groupBy } from './groupBy.ts';
import { lackingAs, type Read, type Rows } from './rows.ts';

/** A long read is fresh from when it ended, or it could never be: `readAt` says so, while its rows tell when it began. */
export type Reading = { fetchedAt: number; readAt: number; bytesPerRow: number };

/** What one read brought. */
export type Answer<Row> = Reading &
  Arranged<Row> & {
    pages: number;
    /** The rows as Lucca sent them, where they are to be shared; none once they are held. */
    items: unknown[];
  };

/** Of each row that could not be understood the key it belongs to; null where that cannot be told. */
export type KeysLeftOut = readonly (number | null)[];

type Arranged<Row> = {
  rows: Rows<Row>;
  byKey: ReadonlyMap<number, Rows<Row>>;
  /** The rows of a key, its absence included. */
  rowsOf(key: number): Rows<Row>;
  keysLeftOut: KeysLeftOut;
};

/** Arranges by key what was read; where rows were left out, those they may belong among say so. */
export function arrange<Row>(
  rows: readonly Read<Row>[],
  keysLeftOut: KeysLeftOut,
  keyOf: (row: Row) => number,
): Arranged<Row> {
  const counts = new Map<number | null, number>();
  for (const key of keysLeftOut) counts.set(key, (counts.get(key) ?? 0) + 1);
  const unknown = counts.get(null) ?? 0;

  function ofKey(key: number, group: readonly Read<Row>[]): Rows<Row> {
    const known = counts.get(key) ?? 0;
    return known + unknown === 0 ? group : lackingAs(group, { leftOut: { known, unknown } });
  }
  const byKey = new Map([...groupBy(rows, keyOf)].map(([key, group]) => [key, ofKey(key, group)]));
  const known = keysLeftOut.length;
  return {
    rows: known === 0 ? rows : lackingAs(rows, { leftOut: { known, unknown: 0 } }),
    byKey,
    rowsOf: (key) => byKey.get(key) ?? ofKey(key, []),
    keysLeftOut,
  };
}
