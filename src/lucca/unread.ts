/** Why a value could not be read: it has an unexpected type, or it is text that can be read in several ways. */
export type Unread = 'malformed' | 'ambiguous';

const unreadColumns = Symbol('columns that could not be read');
const marks = new Map<unknown, Unread>();

/** A value that stands for one that could not be read, until `withoutMarks` replaces it by null and notes the column. */
function markOf(why: Unread): never {
  const mark = Symbol(why);
  marks.set(mark, why);
  return mark as never;
}

/** A value of another type than expected. */
export const malformed = markOf('malformed');

/** Text that can be read in several ways. */
export const ambiguous = markOf('ambiguous');

/** The columns of a row that are null because their values could not be read. Copies of the row have them, too. */
export const unreadOf = (row: object): Readonly<Partial<Record<string, Unread>>> =>
  Reflect.get(row, unreadColumns) ?? {};

/** Whether a column of a row is null because its value could not be read. */
export const isUnread = (row: object, column: string): boolean => column in unreadOf(row);

/** The row with other values of some columns, which count as read. */
export function withColumns<Row extends object, Columns extends Partial<Row>>(
  row: Row,
  columns: Columns,
): Row & Columns {
  const unread = Object.entries(unreadOf(row)).filter(([name]) => !(name in columns));
  return { ...row, ...columns, [unreadColumns]: unread.length === 0 ? undefined : Object.fromEntries(unread) };
}

/** The row with null instead of marks, and a note of the columns that had one. */
export function withoutMarks<Row extends object>(row: Row): Row {
  const unread = Object.entries(row).flatMap(([name, value]) => {
    const why = typeof value === 'symbol' ? marks.get(value) : undefined;
    return why === undefined ? [] : [[name, why] as const];
  });
  if (unread.length === 0) return row;
  const nulls = Object.fromEntries(unread.map(([name]) => [name, null]));
  return { ...row, ...nulls, [unreadColumns]: Object.fromEntries(unread) };
}
