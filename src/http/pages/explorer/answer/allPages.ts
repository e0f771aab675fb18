import type { Result } from '../ask.ts';
import type { Column } from './columns.ts';
import { valueAt } from './values.ts';

/** The cursor of the next page; null on the last page, or if the answer does not contain it. */
export function nextCursor(data: unknown, { path }: Column): string | null {
  const pageInfo = valueAt(data, [...path.slice(0, -1), 'pageInfo']);
  const cursor = valueAt(pageInfo, ['endCursor']);
  return valueAt(pageInfo, ['hasNextPage']) === true && typeof cursor === 'string' ? cursor : null;
}

/** The number of rows of all pages; null if the answer does not contain it. */
export function totalOf(data: unknown, { path }: Column): number | null {
  const total = valueAt(data, [...path.slice(0, -1), 'totalCount']);
  return typeof total === 'number' ? total : null;
}

type PagesOptions = {
  /** Requests the page after a cursor. */
  request: (after: string) => Promise<Result>;
  /** Waits the number of seconds that Lucca demands; rejects if the reader cancels. */
  wait: (seconds: number) => Promise<void>;
  /** Resolves at once or, if the reader has paused, when the reader continues; rejects if the reader cancels. */
  ready: () => Promise<void>;
  /** Resolves when the reader retries the page that failed; rejects if the reader cancels. */
  retry: (reason: string) => Promise<void>;
};

/**
 * Reads the pages after the first, each once the page before it is consumed. A page that is refused temporarily is requested again after
 * the time in the error, and one that fails when the reader retries it; earlier pages are kept. Throws if the reader cancels.
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

/** Treats a request without an answer like one that was answered with an error. */
const resultOf = (requested: Promise<Result>): Promise<Result> =>
  requested.catch((error: Error) => ({ errors: [{ message: error.message }] }));
