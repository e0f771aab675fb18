import type { PageLimit } from '../behaviour.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok } from '../response.ts';
import { invalid } from './parameters.ts';

/** How one v4 list is paged. */
export type Paging = {
  limit: PageLimit;
  /** What `fields.root` can add. With `next`, `page` can also be a token. */
  extras: readonly ('count' | 'prev' | 'next')[];
  /** Whether `count` is returned when it is requested. */
  counts: boolean;
  /** Whether pages after the first can be requested by token only. */
  isByTokenOnly?: boolean;
};

/** What `fields.root` can add to every list of the organisation structure. */
export const structureExtras = ['count', 'prev', 'next'] as const;

const defaultLimit = 10;

/** Answers one page of rows, with the total and the tokens of the next and the previous page on request. */
export function answerPage<Row>(
  rows: readonly Row[],
  query: Query,
  { limit: allowed, extras, counts, isByTokenOnly = false }: Paging,
  project: (row: Row) => unknown,
): LuccaResponse {
  const limit = readLimit(query, allowed);
  const offset = readOffset(query, limit, extras.includes('next'), isByTokenOnly);
  const asked = (query.get('fields.root') ?? '').toLowerCase().split(',');
  const isAsked = (extra: Paging['extras'][number]) => extras.includes(extra) && asked.includes(extra);
  const end = offset + limit;
  return ok({
    items: rows.slice(offset, end).map(project),
    ...(isAsked('next') && { next: limit > 0 && end < rows.length ? writeToken(end) : null }),
    ...(isAsked('prev') && { prev: limit > 0 && offset > 0 ? writeToken(Math.max(0, offset - limit)) : null }),
    ...(counts && isAsked('count') && { count: rows.length }),
  });
}

function readLimit(query: Query, { maximum, above }: PageLimit): number {
  const text = query.get('limit') ?? String(defaultLimit);
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (limit <= maximum) return limit;
  if (limit > maximum && above === 'clamped') return maximum;
  throw invalid('limit', `The field limit must be between 0 and ${maximum}.`);
}

function readOffset(query: Query, limit: number, hasTokens: boolean, isByTokenOnly: boolean): number {
  const text = query.get('page') || '1';
  if ((!isByTokenOnly || text === '1') && /^[1-9]\d{0,8}$/.test(text)) return (Number(text) - 1) * limit;
  const offset = hasTokens ? readToken(text) : null;
  if (offset === null) throw invalid('page', 'The field page is not valid.');
  return offset;
}

function writeToken(offset: number): string {
  return Buffer.from(`{"o":${offset}}`).toString('base64url');
}

function readToken(text: string): number | null {
  const offset = /^\{"o":(\d{1,9})\}$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
  return offset === undefined ? null : Number(offset);
}
