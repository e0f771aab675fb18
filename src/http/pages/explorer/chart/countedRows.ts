import type { Column } from '../answer/columns.ts';
import { itemsOf, valueAt } from '../answer/values.ts';

/** Rows that a chart can count: those of a list, or those of a list inside its rows, each with the rows that contain it. */
export type CountedRows = {
  title: string;
  /** The columns to group by: those of the rows, and those of the rows that contain them. */
  list: Column;
  /** The columns to measure: only those of the rows, because a value of a containing row would count several times. */
  own: Column;
  /** The rows inside rows of the outermost list. */
  rowsOf: (rows: unknown[]) => unknown[];
  /** Finds the row of the outermost list that contains a row. Null if the counted list is the outermost. */
  outermostOf: ((row: unknown) => unknown) | null;
};

/** The rows that can be counted: those of a list, then those of each list inside it. */
export function countedRowsOf(list: Column): [CountedRows, ...CountedRows[]] {
  return withInner({ title: list.title, list, own: list, rowsOf: (rows) => rows, outermostOf: null });
}

const withInner = (outer: CountedRows): [CountedRows, ...CountedRows[]] => [
  outer,
  ...outer.own.items.filter(({ kind }) => kind === 'list').flatMap((inner) => withInner(inside(outer, inner))),
];

function inside(outer: CountedRows, inner: Column): CountedRows {
  const others = outer.list.items.filter((column) => column !== inner);
  const taken = new Set(others.map(({ title }) => title));
  const items = inner.items.map((column) => {
    const title = taken.has(column.title) ? `${inner.title}: ${column.title}` : column.title;
    return within('item', { ...column, title });
  });
  const own = { ...inner, items };
  const { outermostOf } = outer;
  const outerOf = (row: unknown) => valueAt(row, ['outer']);
  return {
    title: outermostOf === null ? inner.title : `${outer.title}: ${inner.title}`,
    list: { ...own, items: [...items, ...others.map((column) => within('outer', column))] },
    own,
    rowsOf: (rows) => outer.rowsOf(rows).flatMap((row) => itemsOf(row, inner).map((item) => ({ outer: row, item }))),
    outermostOf: outermostOf === null ? outerOf : (row) => outermostOf(outerOf(row)),
  };
}

const within = (key: string, column: Column): Column => ({ ...column, path: [key, ...column.path] });
