import { groupBy } from '../../groupBy.ts';

/** Rows of which each may have a parent. Lucca allows cycles. */
export type Forest<Row> = {
  /** The row with this number; undefined if there is none. */
  row(id: number): Row | undefined;
  /** The children of a number, which need not have a row itself. */
  childrenOf(id: number): readonly Row[];
  /** The numbers of all descendants; never the number itself. */
  below(id: number): ReadonlySet<number>;
};

/** Indexes rows by their parents; `parentOf` returns null for a row without a parent. */
export function createForest<Row extends { id: number }>(
  rows: readonly Row[],
  parentOf: (row: Row) => number | null,
): Forest<Row> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const children = groupBy(rows, parentOf);
  const childrenOf = (id: number) => children.get(id) ?? [];
  return {
    row: (id) => byId.get(id),
    childrenOf,
    below(id) {
      const found = new Set<number>();
      const waiting = [id];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        for (const child of childrenOf(next)) {
          if (child.id === id || found.has(child.id)) continue;
          found.add(child.id);
          waiting.push(child.id);
        }
      return found;
    },
  };
}
