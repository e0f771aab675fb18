import { nextCursor, totalOf } from './allPages.ts';
import type { Column } from './columns.ts';
import { counted } from './format.ts';
import { itemsOf } from './values.ts';

/** Which part of a list's rows an answer contains, for example `first 40 of 250 rows`; empty if it contains all. */
export function partOf(data: unknown, list: Column): string {
  const total = totalOf(data, list);
  const count = itemsOf(data, list).length;
  if (total !== null) return count < total ? `first ${count.toLocaleString()} of ${counted(total, 'row')}` : '';
  return nextCursor(data, list) === null ? '' : `first ${counted(count, 'row')} of more`;
}
