import { BadUserInput } from './errors.ts';

const longestPage = 1_000;

/** A Relay connection over rows at hand. */
export type Connection<Row> = {
  edges: { cursor: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
};

/** How a list is paged: which rows come after which, and how a place in it is written. */
export type Paging<Row> = {
  cursorOf: (row: Row) => string;
  /** Whether a row comes after the place a cursor names, which may have lost its row since; null for a cursor that is not ours. */
  follows: (cursor: string) => ((row: Row) => boolean) | null;
};

/** Cuts a page out of rows in order. Throws `BadUserInput` for a page size outside 1–1,000 and for a cursor that is not ours. */
export function paginate<Row>(
  rows: readonly Row[],
  args: { first?: number | null; after?: string | null },
  { cursorOf, follows }: Paging<Row>,
): Connection<Row> {
  const first = args.first ?? 50;
  if (first < 1 || first > longestPage) throw new BadUserInput('`first` is a whole number from 1 to 1000.');
  const start = args.after == null ? 0 : startAfter(rows, follows(args.after));
  const edges = rows.slice(start, start + first).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: start + first < rows.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: rows.length,
  };
}

function startAfter<Row>(rows: readonly Row[], isAfter: ((row: Row) => boolean) | null): number {
  if (!isAfter) throw new BadUserInput('`after` is not a cursor of this list.');
  const index = rows.findIndex(isAfter);
  return index === -1 ? rows.length : index;
}
