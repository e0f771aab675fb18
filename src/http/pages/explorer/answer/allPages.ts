import type { Result } from '../ask.ts';
import type { Column } from './columns.ts';
import { valueAt } from './values.ts';

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
  request: (after: string) => Promise<Result>;
  /** Waits this many seconds, which Lucca asks for; rejects when the reader cancels. */
  wait: (seconds: number) => Promise<void>;
  /** Resolves at once, or when the reader continues after a pause; rejects when the reader cancels. */
  ready: () => Promise<void>;
  /** Resolves when the reader wants the page that failed to be requested again; rejects when they cancel. */
  retry: (reason: string) => Promise<void>;
};

/**
 * Reads the pages after the first, each as soon as the one before is taken. A page that is refused for the moment is requested again when
 * the error says, and one that fails when the reader wants it: what was read before it stays. Throws when the reader cancels.
 */
export async function* pagesAfter(first: unknown, list: Column, options: PagesOptions): AsyncGenerator<unknown> {
  let after = nextCursor(first, list);
  while (after !== null) {
    await options.ready();
    const { data, errors = [] } = await resultOf(options.request(after));
    const pause = errors.find(({ extensions }) => extensions?.retryAfterSeconds !== undefined);
    if (pause) await options.wait(pause.extensions?.retryAfterSeconds ?? 1);
    else if (errors[0]) await options.retry(errors[0].message);
    else {
      yield data;
      after = nextCursor(data, list);
    }
  }
}

/** A request that nothing answered has failed like one that was answered with an error. */
const resultOf = (requested: Promise<Result>): Promise<Result> =>
  requested.catch((error: Error) => ({ errors: [{ message: error.message }] }));
