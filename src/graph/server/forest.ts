import { groupBy } from '../../groupBy.ts';

/** Rows of which each may have a parent. Lucca allows cycles. */
export type Forest<Row> = {
  /** The row with this number; undefined if there is none. */
  row(id: number): Row | undefined;
  /** The children of a number, which need not have a row itself. */
  childrenOf(id: number): readonly Row[];
  /** The numbers of all descendants; never the number itself. */
  below(id: number): ReadonlySet<number>;
  /** These numbers and those of all their descendants. */
  withBelow(ids: readonly number[]): ReadonlySet<number>;
};

/** Indexes rows by their parents; `parentOf` returns null for a row without a parent. */
export function createForest<Row extends { id: number }>(
  rows: readonly Row[],
  parentOf: (row: Row) => number | null,
): Forest<Row> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const children = groupBy(rows, parentOf);
  const childrenOf = (id: number) => children.get(id) ?? [];
  function withBelow(ids: readonly number[]) {
    const found = new Set(ids);
    // The loop also visits what it adds to the set.
    for (const id of found) for (const child of childrenOf(id)) found.add(child.id);
    return found;
  }
  return {
    row: (id) => byId.get(id),
    childrenOf,
    below(id) {
      const found = withBelow([id]);
      found.delete(id);
      return found;
    },
    withBelow,
  };
}
