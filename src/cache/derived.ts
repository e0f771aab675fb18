/** What was made of a row, and the memory that it takes in bytes. */
type Made = { size: number };

/** What was made of the rows of one account. It is never needed: whatever is not here can be made again, without Lucca. */
export type Derived<Value extends Made> = {
  /** What was made of a row. */
  of(row: object): readonly Value[];
  /** Keeps what was made of a row, in the place of what was kept before. */
  keep(row: object, values: readonly Value[]): void;
};

/** The growth that is reported, in bytes. */
const step = 64 * 1024;

/**
 * Creates an empty store. Values are kept as long as their row is, at most: when they exceed `mostBytes`, all are dropped. `onResize` receives
 * their size in bytes after each larger change.
 */
export function createDerived<Value extends Made>(
  mostBytes: number,
  onResize: (bytes: number) => void,
): Derived<Value> {
  let byRow = new WeakMap<object, readonly Value[]>();
  let bytes = 0;
  let reported = 0;
  const of = (row: object) => byRow.get(row) ?? [];

  return {
    of,
    keep(row, values) {
      const size = sizeOf(values);
      if (bytes - sizeOf(of(row)) + size > mostBytes) {
        byRow = new WeakMap();
        bytes = 0;
      }
      if (size > mostBytes) return;
      bytes += size - sizeOf(of(row));
      byRow.set(row, values);
      if (Math.abs(bytes - reported) < step) return;
      reported = bytes;
      onResize(bytes);
    },
  };
}

const sizeOf = (values: readonly Made[]) => values.reduce((sum, { size }) => sum + size, 0);
