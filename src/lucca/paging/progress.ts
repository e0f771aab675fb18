/** How far a resource has been read, for a later call to resume from. */
export type Progress = {
  /** Ids of all rows received, malformed ones included, to find gaps between pages. */
  seen: Set<unknown>;
  /** Ids of the rows returned to the caller. */
  handedOut: Set<number | string>;
  /** Index before which all rows have been received, in the order of the last page. */
  covered: number;
  /** Total number of rows by the last page; null while unknown. */
  total: number | null;
  /** Largest number of rows that a page is known to contain; 0 while unknown. */
  step: number;
  /** Whether a change of a row can move it among the others, from what is not yet read to what is. */
  isMovable: boolean;
  /** Whether rows were removed during the walk, so that fewer rows than were seen may be all. */
  hasShrunk: boolean;
  /** Whether reading has gone back and has not come to new rows again: pages of rows received before are no fault then. */
  isBack: boolean;
  /** Token of the next page, if pages are read by token. */
  token: string | null;
};

/** Progress before the first page. */
export const createProgress = (): Progress => ({
  seen: new Set(),
  handedOut: new Set(),
  covered: 0,
  total: null,
  step: 0,
  isMovable: false,
  hasShrunk: false,
  isBack: false,
  token: null,
});

/** Whether a row has been received before; false for one without an id. */
export function hasCome(item: unknown, { seen }: Progress): boolean {
  const id = idOf(item);
  return id !== undefined && seen.has(id);
}

/** Records the rows of a page as received, and the total by that page. */
export function note({ items, total }: { items: readonly unknown[]; total: number | null }, progress: Progress): void {
  for (const item of items) progress.seen.add(idOf(item) ?? item);
  if (total !== null && total < (progress.total ?? 0)) progress.hasShrunk = true;
  progress.total = total;
}

// Rows are not validated yet, and the casing of their keys varies.
function idOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  for (const [key, value] of Object.entries(item)) if (key.toLowerCase() === 'id') return value ?? undefined;
  return undefined;
}
