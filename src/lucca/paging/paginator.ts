import type { Query } from '../resource.ts';
import type { LuccaResponse } from '../transport/http.ts';
import type { Progress } from './progress.ts';

/** One page as Lucca answered it: items not yet parsed, and how many rows there are in all, where Lucca says. */
export type RawPage = { items: unknown[]; total: number | null; bytes: number };

/** Where pages come from: asks with the page size that the host is known to bear, at most the one given, and says which it was. */
export type PageSource = {
  resource: string;
  ask(queryOfSize: (size: number) => Query, largest?: number): Promise<LuccaResponse & { size: number }>;
};

/**
 * Reads what a source has beyond the progress made so far, in order, and notes it before each page it yields; from the beginning,
 * the first page takes exactly one request.
 */
export type Paginator = (source: PageSource, progress: Progress) => AsyncGenerator<RawPage>;
