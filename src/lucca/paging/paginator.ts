import type { Query } from '../resource.ts';
import type { LuccaResponse } from '../transport/http.ts';
import type { Progress } from './progress.ts';

/** One page as Lucca returned it: unparsed items, and the total number of rows if Lucca counts them. */
export type RawPage = { items: unknown[]; total: number | null; bytes: number };

/** The response with a page: the size that was requested, and whether a change of a row can move it among the others. */
export type PageResponse = LuccaResponse & { size: number; isMovable: boolean };

/** Requests pages with the largest size that the host is known to accept, at most the given one, and returns which it was. */
export type PageSource = {
  resource: string;
  ask(queryOfSize: (size: number) => Query, largest?: number): Promise<PageResponse>;
};

/**
 * Reads the pages after the given progress in order, and updates the progress before it yields a page. The first page of all takes
 * exactly one request.
 */
export type Paginator = (source: PageSource, progress: Progress) => AsyncGenerator<RawPage>;
