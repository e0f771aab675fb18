/** How far a walk has come; a later walk of the same rows goes on from there. */
export type Progress = {
  /** Ids of all rows that came, of whatever shape, so that a page can be told to follow on. */
  seen: Set<unknown>;
  /** Ids of the rows that were handed out. */
  handedOut: Set<number | string>;
  /** Index, among the rows as they were last seen, before which all have come. */
  covered: number;
  /** Rows there are, as last told; null while unknown. */
  total: number | null;
  /** Rows a page is known to hold at most; 0 while unknown. */
  step: number;
  /** Token of the next page, where pages have to be asked for by token. */
  token: string | null;
};

/** Where every walk begins. */
export const createProgress = (): Progress => ({
  seen: new Set(),
  handedOut: new Set(),
  covered: 0,
  total: null,
  step: 0,
  token: null,
});

/** Whether a row has come before; one without an id cannot be told. */
export function hasCome(item: unknown, { seen }: Progress): boolean {
  const id = idOf(item);
  return id !== undefined && seen.has(id);
}

/** Notes that rows have come. */
export function note(items: readonly unknown[], { seen }: Progress): void {
  for (const item of items) seen.add(idOf(item));
}

// Rows are not looked at yet, and the casing of their keys varies.
function idOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  for (const [key, value] of Object.entries(item)) if (key.toLowerCase() === 'id') return value ?? undefined;
  return undefined;
}
