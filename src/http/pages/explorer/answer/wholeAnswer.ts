import { pagesAfter } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { itemsOf, valueAt } from './values.ts';

/** An answer with the pages that were read after it. `reason` says why reading stopped before the last page; null if it did not. */
export type Extended = { answer: Answer; reason: string | null };

/** Reads the pages after an answer and adds their rows to it. If that stops early, it can be continued after the last row. */
export async function withAllPages(
  answer: Answer,
  list: Column,
  more: Parameters<typeof pagesAfter>[2],
  onRows: (count: number) => void,
): Promise<Extended> {
  const pages = [answer.data];
  let count = itemsOf(answer.data, list).length;
  let reason: string | null = null;
  try {
    for await (const page of pagesAfter(answer.data, list, more)) {
      pages.push(page);
      count += itemsOf(page, list).length;
      onRows(count);
    }
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  return { answer: { ...answer, data: joined(pages, list) }, reason };
}

/** The first page with the rows of all pages, and with the `pageInfo` of the last. */
function joined(pages: unknown[], { path }: Column): unknown {
  const connection = path.slice(0, -1);
  const rows = pages.flatMap((page) => valueAt(page, path) ?? []);
  const pageInfo = valueAt(pages.at(-1), [...connection, 'pageInfo']);
  return replaced(replaced(pages[0], path, rows), [...connection, 'pageInfo'], pageInfo);
}

/** A copy of an object with another value at the end of a path. */
export function replaced(object: unknown, [key, ...path]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  return { ...(object as object), [key]: replaced(valueAt(object, [key]), path, value) };
}
