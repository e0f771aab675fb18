import { totalOf } from './allPages.ts';
import type { Column } from './columns.ts';
import { counted } from './format.ts';
import { itemsOf } from './values.ts';

/** What the rows of an answer lack, in a sentence; empty if they are all. */
export function lackOf(data: unknown, list: Column): string {
  const total = totalOf(data, list);
  const count = itemsOf(data, list).length;
  return total === null || count >= total
    ? ''
    : `Only ${count.toLocaleString()} of ${counted(total, 'row')}: the first page.`;
}
