import { groupBy } from '../../groupBy.ts';

/** Rows of which each may have one other above it; Lucca lets them go round in circles. */
export type Forest<Row> = {
  /** The row with this number; undefined where the table has none. */
  row(id: number): Row | undefined;
  /** The rows right below a number, which need not have a row itself. */
  childrenOf(id: number): readonly Row[];
  /** The numbers of all rows below, however deep; never the number itself. */
  below(id: number): ReadonlySet<number>;
};

/** Indexes a table by what is above each row; null where nothing is. */
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
