import type { AnswerShape, Column, ColumnKind } from './columns.ts';
import { type Cell, cellOf, itemsOf } from './values.ts';

/** The contents of a file. Every row has one cell per column. */
export type FileContents = { columns: string[]; rows: Cell[][] };

/** The kind of the values in a column of a file. */
export type FileKind = Exclude<ColumnKind, 'list'> | 'instant';

/** The kinds of the columns of `contentsOf`. Joined values are text. */
export const kindsOf = ({ beside }: AnswerShape, list: Column | null): FileKind[] => [
  ...leavesOf(list).map(({ kind }) => kind),
  ...beside.map(kindOf),
];

const kindOf = ({ kind, type }: Column): FileKind => {
  if (kind === 'list') return 'text';
  return type === 'DateTime' && kind === 'date' ? 'instant' : kind;
};

const leavesOf = (list: Column | null): Leaf[] => list?.items.flatMap((column) => leaves(column, [])) ?? [];

/**
 * Arranges an answer as a file: one row for each object of `list`, or a single row if the operation returns no list. The values beside
 * the list are repeated in every row. A list inside a row has a column for each field, with its values joined by `; `.
 */
export function contentsOf(data: unknown, { beside }: AnswerShape, list: Column | null): FileContents {
  const own = leavesOf(list);
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

type Leaf = { name: string; kind: FileKind; read: (row: unknown) => Cell };

/** The file's columns for a column of the answer. `lists` are the lists that contain it, outermost first. */
function leaves(column: Column, lists: Column[]): Leaf[] {
  if (column.kind === 'list') return column.items.flatMap((item) => leaves(item, [...lists, column]));
  const name = [...lists, column].map((each) => each.name).join('.');
  if (lists.length === 0) return [{ name, kind: kindOf(column), read: (row) => cellOf(row, column) }];
  return [
    {
      name,
      kind: 'text',
      read(row) {
        const items = lists.reduce<unknown[]>((found, list) => found.flatMap((each) => itemsOf(each, list)), [row]);
        return items.length === 0 ? null : items.map((item) => cellOf(item, column) ?? '').join('; ');
      },
    },
  ];
}
