import type { Column } from './columns.ts';

/** A value of a table or file; null if it is empty. */
export type Cell = string | number | boolean | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at the end of a path; null if the path breaks off earlier. */
export function valueAt(value: unknown, path: string[]): unknown {
  let found = value;
  for (const key of path) found = isObject(found) ? found[key] : null;
  return found ?? null;
}

/** The objects of a list column in a row, without those that are null. */
export function itemsOf(row: unknown, { path, itemPath }: Column): unknown[] {
  const list = valueAt(row, path);
  return Array.isArray(list) ? list.map((each) => valueAt(each, itemPath)).filter((each) => each !== null) : [];
}

/** The value of a column in a row. A list of values is joined with `; `; a list of objects becomes their number. */
export function cellOf(row: unknown, column: Column): Cell {
  const value = valueAt(row, column.path);
  if (value === null) return null;
  if (column.kind === 'list') return itemsOf(row, column).length;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => each ?? '').join('; ');
  return value as Cell;
}

/**
 * Why a value is null, in a sentence: the message of its gap if the answer contains `dataGaps`, or that of the object which was returned
 * instead (`RemunerationUnavailable`).
 */
export function reasonOf(row: unknown, path: string[]): string {
  let hasGaps = false;
  let reason: string | null = null;
  let object = row;
  for (const key of path) {
    if (!isObject(object)) break;
    if (Array.isArray(object.dataGaps)) {
      hasGaps = true;
      reason = messageOf(object.dataGaps, key) ?? reason;
    }
    if (!(key in object) && typeof object.message === 'string') return object.message;
    object = object[key];
  }
  if (reason !== null) return reason;
  return hasGaps
    ? 'No gap is reported for this field.'
    : 'To see why it is null, select dataGaps { field message } beside it.';
}

function messageOf(gaps: unknown[], key: string): string | null {
  const gap = gaps.find((each) => isObject(each) && each.field === key);
  return isObject(gap) && typeof gap.message === 'string' ? gap.message : null;
}
