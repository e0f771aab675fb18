import type { Column } from './columns.ts';
import { cellOf } from './values.ts';

/**
 * The columns with the unit of a column's values: the currency of an amount, and how often it is paid. Only values of the same unit may be
 * added up or averaged. Null for amounts whose currency is unknown, because the operation does not select it.
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

/** The unit of a row's values, for people, for example `EUR, MONTH`. */
export const unitIn = (row: unknown, units: Column[]): string =>
  units.map((unit) => cellOf(row, unit) ?? '?').join(', ');
