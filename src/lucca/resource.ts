import type { ZodType } from 'zod';

/** How a resource is read page by page: by offset, by page number, or by the token of the next page. */
export type Dialect = 'v3' | 'v4Pages' | 'v4Tokens';

/** The base type of all rows: an id that is unique within the resource. */
export type LuccaRow = { id: number | string };

/** One resource of Lucca's API: its address, its paging, its query and the shape of its rows. */
export type Resource<Row extends LuccaRow> = {
  /** Name in errors and metrics, for example `workContracts`. */
  name: string;
  /** Path from the host's root, for example `/api/v3/users`. */
  path: string;
  dialect: Dialect;
  /** Rows in a page: the most that Lucca may allow. If it answers 400, smaller pages are tried. */
  pageSize: number;
  /** Query parameters that are always sent. */
  query: Query;
  /** Query to send if Lucca answers 400 to `query`: the same without what Lucca may not support, such as an optional field or an order. */
  fallbackQuery?: Query;
  row: ZodType<Row>;
};

/** Query parameters by name; commas in a value separate the members of a list. */
export type Query = Record<string, string>;

/** Whether a change of a row can move it among the others: a list is sorted, and not by id. */
export const isMovable = <Row extends LuccaRow>({ query: { sort } }: Resource<Row>, sent: Query) =>
  sort !== undefined && sent.sort !== 'id';

/** Query parameters that select rows, for example `{ id: '1,2,3' }`. */
export type Filter = Query;

const longestUrl = 1_999;
// Lucca does not document the length of page tokens; known ones have a few dozen characters.
const roomForPaging = 160;

/** Path and query of one request. Commas and brackets are not encoded, so that many ids fit into a URL. */
export function requestTarget(path: string, query: Query): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeValue(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Divides ids into comma-separated lists, each id once, so that no URL with a list reaches 2,000 characters. */
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
