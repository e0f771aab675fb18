import { type DocumentNode, Kind, visit } from 'graphql';
import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { valueAt } from './values.ts';

/** What a request for a page returns. */
export type PageResult = { data?: unknown; errors?: Answer['errors'] };

/** The name of the variable that is given to an argument `after`; null when the operation has none. */
export function afterVariable(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    Argument({ name, value }) {
      if (name.value === 'after' && value.kind === Kind.VARIABLE) found ??= value.name.value;
    },
  });
  return found;
}

/** The cursor of the page after this one; null on the last page, and where the answer does not contain it. */
export function nextCursor(data: unknown, { path }: Column): string | null {
  const pageInfo = valueAt(data, [...path.slice(0, -1), 'pageInfo']);
  const cursor = valueAt(pageInfo, ['endCursor']);
  return valueAt(pageInfo, ['hasNextPage']) === true && typeof cursor === 'string' ? cursor : null;
}

/** The number of rows of all pages; null where the answer does not contain it. */
export function totalOf(data: unknown, { path }: Column): number | null {
  const total = valueAt(data, [...path.slice(0, -1), 'totalCount']);
  return typeof total === 'number' ? total : null;
}

type PagesOptions = {
  /** Requests the page after a cursor. */
  request: (after: string) => Promise<PageResult>;
  /** Waits this many seconds, which Lucca asks for; rejects when the reader cancels. */
  wait: (seconds: number) => Promise<void>;
  /** Resolves at once, or when the reader continues after a pause; rejects when the reader cancels. */
  ready: () => Promise<void>;
};

/**
 * Reads the pages after the first, each as soon as the one before is taken. A page that is refused for the moment is requested again when
 * the error says. Throws at the first page that lacks something.
 */
export async function* pagesAfter(
  first: unknown,
  list: Column,
  { request, wait, ready }: PagesOptions,
): AsyncGenerator<unknown> {
  let after = nextCursor(first, list);
  while (after !== null) {
    await ready();
    const { data, errors = [] } = await request(after);
    const pause = errors.find(({ extensions }) => extensions?.retryAfterSeconds !== undefined);
    if (pause) await wait(pause.extensions?.retryAfterSeconds ?? 1);
    else if (errors[0]) throw new Error(errors[0].message);
    else {
      yield data;
      after = nextCursor(data, list);
    }
  }
}
