import { BadUserInput } from '../errors.ts';

export const longestPage = 1_000;

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

/** Which page is asked for. */
export type PageArgs = { first?: number | null; after?: string | null };

/** Cuts a page out of rows in order. Throws `BadUserInput` for a page size outside 1–1,000 and for a cursor that is not ours. */
export const paginate = <Row>(rows: readonly Row[], args: PageArgs, paging: Paging<Row>): Connection<Row> =>
  openPage(args, paging)(rows);

/** Checks which page is asked for, before there are any rows to cut it out of. Throws what `paginate` does. */
export function openPage<Row>(args: PageArgs, { cursorOf, follows }: Paging<Row>) {
  const first = args.first ?? 50;
  if (first < 1 || first > longestPage) throw new BadUserInput('`first` is a whole number from 1 to 1000.');
  const isAfter = args.after == null ? null : follows(args.after);
  if (args.after != null && !isAfter) throw new BadUserInput('`after` is not a cursor of this list.');

  return (rows: readonly Row[]): Connection<Row> => {
    const start = isAfter ? indexOf(rows, isAfter) : 0;
    const edges = rows.slice(start, start + first).map((node) => {
      let cursor: string | undefined;
      return {
        node,
        // Written when it is read, because most cursors never are.
        get cursor() {
          cursor ??= cursorOf(node);
          return cursor;
        },
      };
    });
    return {
      edges,
      pageInfo: {
        hasNextPage: start + first < rows.length,
        hasPreviousPage: start > 0,
        get startCursor() {
          return edges[0]?.cursor ?? null;
        },
        get endCursor() {
          return edges.at(-1)?.cursor ?? null;
        },
      },
      totalCount: rows.length,
    };
  };
}

function indexOf<Row>(rows: readonly Row[], isWanted: (row: Row) => boolean): number {
  const index = rows.findIndex(isWanted);
  return index === -1 ? rows.length : index;
}
