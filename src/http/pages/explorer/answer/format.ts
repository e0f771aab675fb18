import type { Column } from './columns.ts';
import { unitIn, unitsOf } from './units.ts';
import { type Cell, cellOf, itemsOf } from './values.ts';

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const counts = new Intl.NumberFormat();
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export const isNumeric = ({ kind }: Column): boolean => kind === 'number' || kind === 'decimal';

export const counted = (count: number, one: string): string =>
  `${counts.format(count)} ${one}${count === 1 ? '' : 's'}`;

/** Formats a number of seconds for people, for example `1 min 20 s`. */
export const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;

/** Formats a value for the table: decimals in the reader's locale, everything else unchanged. */
export function shown(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  return kind === 'decimal' ? decimals.format(Number(cell)) : String(cell);
}

// As many as fit into a cell.
const maxPreviewed = 3;

/** The first entries of a row's list, on one line. */
export function previewOf(row: unknown, column: Column): string {
  const items = itemsOf(row, column);
  const texts = items.slice(0, maxPreviewed).map((item) =>
    column.items
      .filter(({ isId, kind }) => !isId && kind !== 'list')
      .map((each) => shown(cellOf(item, each), each))
      .filter((text) => text !== '')
      .join(' '),
  );
  return (items.length === 1 ? texts : [`${counts.format(items.length)}:`, texts.join('; ')]).join(' ');
}

/** Compares two values of a column, neither of which is null. */
export function compare(a: Cell, b: Cell, column: Column): number {
  return isNumeric(column) || column.kind === 'list' ? Number(a) - Number(b) : collator.compare(String(a), String(b));
}

// Decimals whose total would have no meaning.
const isNoAmount = /mean|median|quartile|gap|percent|ratio|rate/i;

/**
 * The text below a column about its values in these rows: the total of amounts, if all have the same unit, the total number of list
 * entries, or the number of other values.
 */
export function footOf(rows: unknown[], column: Column, columns: Column[]): string {
  const { kind, name } = column;
  const cells = rows.map((row) => cellOf(row, column));
  const given = cells.filter((cell) => cell !== null);
  const isAmount = kind === 'decimal' && given.length > 0 && !isNoAmount.test(name);
  if (kind === 'list' || (isAmount && isOfOneUnit(rows, column, columns)))
    return `Σ ${decimals.format(given.reduce<number>((sum, cell) => sum + Number(cell), 0))}`;
  return `${counts.format(given.length)} of ${counts.format(cells.length)}`;
}

function isOfOneUnit(rows: unknown[], column: Column, columns: Column[]): boolean {
  const units = unitsOf(column, columns);
  const withAmount = rows.filter((row) => cellOf(row, column) !== null);
  return units !== null && new Set(withAmount.map((row) => unitIn(row, units))).size === 1;
}
