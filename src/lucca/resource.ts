import type { ZodType } from 'zod';

/** How a resource is read page by page: by offset, by page number, or by the token of the next page. */
export type Dialect = 'v3' | 'v4Pages' | 'v4Tokens';

/** What every row has in common: an id, unique within its resource. */
export type LuccaRow = { id: number | string };

/** One resource of Lucca's API: where it is, how it is paged, what is asked for and what a row looks like. */
export type Resource<Row extends LuccaRow> = {
  /** Name in errors and metrics, for example `workContracts`. */
  name: string;
  /** Path from the host's root, for example `/api/v3/users`. */
  path: string;
  dialect: Dialect;
  /** Rows asked for at once: the most that Lucca allows. */
  pageSize: number;
  /** Rows asked for at once where Lucca answers 400 to `pageSize`; for resources whose largest page is not documented. */
  fallbackPageSize?: number;
  /** Query parameters that are always sent. */
  query: Query;
  /** What is sent in the place of `query` where Lucca answers 400 to that: the same without fields that it may not know. */
  fallbackQuery?: Query;
  row: ZodType<Row>;
};

/** Query parameters by name; commas in a value separate the members of a list. */
export type Query = Record<string, string>;

/** Query parameters that pick rows, for example `{ id: '1,2,3' }`. */
export type Filter = Query;

const longestUrl = 1_999;
// Lucca does not document how long a page token is; those seen have some dozens of characters.
const roomForPaging = 160;

/** Path and query of one request; commas and brackets stay as they are, because lists of ids must share a short URL. */
export function requestTarget(path: string, query: Query): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeValue(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Shares ids out over comma lists, each id once, so that no URL with one of them reaches 2,000 characters. */
export function chunkIds<Row extends LuccaRow>(
  resource: Resource<Row>,
  host: string,
  filterName: string,
  ids: readonly number[],
): string[] {
  const bare = `https://${host}${requestTarget(resource.path, { ...resource.query, [filterName]: '' })}`;
  const room = longestUrl - roomForPaging - bare.length;
  const chunks: string[] = [];
  for (const id of new Set(ids)) {
    const last = chunks.at(-1);
    const longer = `${last},${id}`;
    if (last !== undefined && longer.length <= room) chunks[chunks.length - 1] = longer;
    else chunks.push(String(id));
  }
  return chunks;
}

function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%5B', '[').replaceAll('%5D', ']');
}
