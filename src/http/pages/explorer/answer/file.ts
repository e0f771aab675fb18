import type { AnswerShape, Column } from './columns.ts';
import { type Cell, cellOf, itemsOf } from './values.ts';

/** A table for a file. Every row has one cell per column. */
export type Table = { columns: string[]; rows: Cell[][] };

/**
 * Makes the table of an answer for a file: a row for each object of `list`, or one row when the operation returns no list. The values
 * beside the list are repeated on every row. A list inside a row has a column for each field, with its values joined by `; `.
 */
export function tableOf(data: unknown, { beside }: AnswerShape, list: Column | null): Table {
  const own = list === null ? [] : list.items.flatMap((column) => leaves(column, []));
  const repeated = beside.map((column) => ({ name: column.name, cell: cellOf(data, column) }));
  const names = new Set(own.map(({ name }) => name));
  return {
    columns: [
      ...own.map(({ name }) => name),
      ...repeated.map(({ name }) => (names.has(name) ? `Query.${name}` : name)),
    ],
    rows: (list === null ? [data] : itemsOf(data, list)).map((row) => [
      ...own.map(({ read }) => read(row)),
      ...repeated.map(({ cell }) => cell),
    ]),
  };
}

type Leaf = { name: string; read: (row: unknown) => Cell };

/** The columns of the file for a column of the answer; `lists` are the lists it is in, from the outside to the inside. */
function leaves(column: Column, lists: Column[]): Leaf[] {
  if (column.kind === 'list') return column.items.flatMap((item) => leaves(item, [...lists, column]));
  const name = [...lists, column].map((each) => each.name).join('.');
  if (lists.length === 0) return [{ name, read: (row) => cellOf(row, column) }];
  return [
    {
      name,
      read(row) {
        const items = lists.reduce<unknown[]>((found, list) => found.flatMap((each) => itemsOf(each, list)), [row]);
        return items.length === 0 ? null : items.map((item) => cellOf(item, column) ?? '').join('; ');
      },
    },
  ];
}
