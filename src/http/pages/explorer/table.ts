/** One value of a table; null when it is empty. */
export type Cell = string | number | boolean | null;

/** A response as a table. Every row has one cell per column. */
export type Table = { columns: string[]; rows: Cell[][] };

type Tree = Map<string, Tree>;
type Cells = Map<string, Cell>;
type FoundRows = { path: string[]; rows: unknown[] };

/**
 * Makes a table of the `data` of an answer.
 *
 * - A connection stands for the list of its nodes: what is about paging (`pageInfo`, `totalCount`, `cursor`) is left out.
 * - The longest list that is inside no other list becomes the rows. What is outside it is repeated on every row, and column names then
 *   begin at the root (`account.domain`, `account.checks.verdict`); else at the row (`position.jobTitle`).
 * - A list of values inside a row is one column, joined with `; `; a list of objects is numbered (`contracts.1.startsOn`).
 * - Without any list the answer is one row.
 */
export function tableOf(data: unknown): Table {
  const plain = withoutPaging(data);
  const found = findRows(plain, []).reduce<FoundRows | null>(
    (longest, each) => (longest && longest.rows.length >= each.rows.length ? longest : each),
    null,
  );
  const outer: Cells = new Map();
  flatten(plain, [], outer, found?.rows);
  const prefix = outer.size === 0 ? [] : (found?.path ?? []);
  const rows = (found?.rows ?? [null]).map((row) => {
    const cells: Cells = new Map(outer);
    if (row !== null) flatten(row, prefix, cells);
    return cells;
  });
  const filled = rows.filter((row) => [...row.values()].some((cell) => cell !== null));
  const columns = columnsOf(filled);
  return { columns, rows: filled.map((row) => columns.map((column) => row.get(column) ?? null)) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutPaging(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPaging);
  if (!isObject(value)) return value;
  const { edges } = value;
  if (Array.isArray(edges) && edges.every((edge) => isObject(edge) && 'node' in edge))
    return edges.map(({ node }) => withoutPaging(node));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutPaging(each)]));
}

/** The lists of objects that are not inside another list. */
function findRows(value: unknown, path: string[]): FoundRows[] {
  if (Array.isArray(value)) {
    const isRows = value.some(isObject) && value.every((each) => each === null || isObject(each));
    return isRows ? [{ path, rows: value }] : [];
  }
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => findRows(each, [...path, key])) : [];
}

function flatten(value: unknown, path: string[], cells: Cells, except?: unknown[]) {
  const name = path.join('.');
  if (Array.isArray(value)) {
    if (value === except) return;
    if (value.some((each) => typeof each === 'object' && each !== null))
      for (const [index, each] of value.entries()) flatten(each, [...path, String(index + 1)], cells);
    else cells.set(name, value.length === 0 ? null : value.map((each) => each ?? '').join('; '));
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) flatten(each, [...path, key], cells, except);
  } else if (path.length > 0) {
    cells.set(name, (value ?? null) as Cell);
  }
}

/** The column names in the order of the query; a column that only later rows have is next to its neighbours, not at the end. */
function columnsOf(rows: Cells[]): string[] {
  const root: Tree = new Map();
  const filled = new Set<string>();
  for (const row of rows) {
    for (const [name, cell] of row) {
      if (cell !== null) filled.add(name);
      let tree = root;
      for (const part of name.split('.')) {
        const below = tree.get(part) ?? new Map();
        tree.set(part, below);
        tree = below;
      }
    }
  }
  // An object that is null on only some rows needs no column of its own.
  const names = (tree: Tree, path: string[]): string[] =>
    [...tree].flatMap(([part, below]) => {
      const name = [...path, part].join('.');
      return [...(below.size === 0 || filled.has(name) ? [name] : []), ...names(below, [...path, part])];
    });
  return names(root, []);
}
