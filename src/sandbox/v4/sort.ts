import { invalid } from './parameters.ts';

/** Reads the sortable properties of a row, by lower-case name. */
export type SortReaders<Row> = Readonly<Record<string, (row: Row) => string | number | boolean | null>>;

/** Sorts by one or several of `prop` and `-prop`. Ties are ordered by id, so that pages never overlap. */
export function sortRows<Row extends { id: number }>(
  rows: readonly Row[],
  text: string,
  readers: SortReaders<Row>,
): Row[] {
  const keys = text.split(',').map((part) => {
    // A literal "+" in a URL arrives as a space.
    const { sign = '', name = '' } = /^(?<sign>[-+ ]?)(?<name>[\w.]+)$/.exec(part)?.groups ?? {};
    const read = Object.hasOwn(readers, name.toLowerCase()) ? readers[name.toLowerCase()] : undefined;
    if (!read) throw invalid('sort', 'The field sort is not valid.');
    return { read, sign: sign === '-' ? -1 : 1 };
  });
  return [...rows].sort((a, b) => {
    for (const { read, sign } of keys) {
      const [left, right] = [read(a), read(b)];
      if (left === right) continue;
      if (left === null) return -sign;
      if (right === null) return sign;
      return left < right ? -sign : sign;
    }
    return a.id - b.id;
  });
}
