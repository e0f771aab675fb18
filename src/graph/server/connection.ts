import { BadUserInput } from '../errors.ts';

export const longestPage = 1_000;

/** A Relay connection over a list that is in memory. */
export type Connection<Node> = {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
};

/** The order of a list, as cursors write it. */
export type Paging<Node> = {
  cursorOf: (node: Node) => string;
  /**
   * Whether a node comes after a cursor, whose own node may no longer exist; null if the cursor is not from this list. If it is true for a
   * node, it is true for all that follow.
   */
  follows: (cursor: string) => ((node: Node) => boolean) | null;
};

/** The page that a caller selects. */
export type PageArgs = { first?: number | null; after?: string | null };

/** Returns a page of a sorted list. Throws `BadUserInput` for a page size outside 1–1,000 and for a cursor of another list. */
export const paginate = <Node>(nodes: readonly Node[], args: PageArgs, paging: Paging<Node>): Connection<Node> =>
  openPage(args, paging)(nodes);

/** Checks the arguments before the list is loaded. Throws the same errors as `paginate`. */
export function openPage<Node>(args: PageArgs, { cursorOf, follows }: Paging<Node>) {
  const first = args.first ?? 50;
  if (first < 1 || first > longestPage) throw new BadUserInput('`first` must be a whole number from 1 to 1000.');
  const isAfter = args.after == null ? null : follows(args.after);
  if (args.after != null && !isAfter) throw new BadUserInput('`after` is not a cursor of this list.');

  return (nodes: readonly Node[]): Connection<Node> => {
    const start = isAfter ? indexOf(nodes, isAfter) : 0;
    const edges = nodes.slice(start, start + first).map((node) => {
      let cursor: string | undefined;
      return {
        node,
        // Computed only when read, because most cursors are never selected.
        get cursor() {
          cursor ??= cursorOf(node);
          return cursor;
        },
      };
    });
    return {
      edges,
      pageInfo: {
        hasNextPage: start + first < nodes.length,
        hasPreviousPage: start > 0,
        get startCursor() {
          return edges[0]?.cursor ?? null;
        },
        get endCursor() {
          return edges.at(-1)?.cursor ?? null;
        },
      },
      totalCount: nodes.length,
    };
  };
}

/** The index of the first node that matches, as do all nodes after it; the length of the list if none does. */
function indexOf<Node>(nodes: readonly Node[], isWanted: (node: Node) => boolean): number {
  let [from, to] = [0, nodes.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isWanted(nodes[middle] as Node)) to = middle;
    else from = middle + 1;
  }
  return from;
}
