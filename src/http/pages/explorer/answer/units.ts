import type { Column } from './columns.ts';
import { cellOf } from './values.ts';

/**
 * The columns that say what the values of a column are in, which may be added up or averaged only where it is the same: the currency of an
 * amount, and how often it is paid. Null for amounts of unknown currency, because the operation does not select it.
 */
export function unitsOf({ field, path }: Column, columns: Column[]): Column[] | null {
  if (field !== 'amount') return [];
  const beside = (name: string, at: string[]) =>
    columns.find((column) => column.field === name && column.path.slice(0, -1).join('.') === at.join('.'));
  const currency = beside('currency', path.slice(0, -1));
  if (currency === undefined) return null;
  const period = beside('period', path.slice(0, -2));
  return period?.parent === 'PayAmount' ? [currency, period] : [currency];
}

/** What the values of a row are in, for people (`EUR, MONTH`). */
export const unitIn = (row: unknown, units: Column[]): string =>
  units.map((unit) => cellOf(row, unit) ?? '?').join(', ');
