import type { Cell } from './values.ts';

// Excel recognises UTF-8 only with it.
const byteOrderMark = '\uFEFF';

/** How spreadsheets in the reader's country separate fields and write decimals. */
export type CsvStyle = { separator: ',' | ';' | '\t'; decimal: '.' | ',' };

export const csvStyles: Record<string, CsvStyle> = {
  'Comma, 1234.5': { separator: ',', decimal: '.' },
  'Semicolon, 1234,5': { separator: ';', decimal: ',' },
  'Semicolon, 1234.5': { separator: ';', decimal: '.' },
  'Tab, 1234.5': { separator: '\t', decimal: '.' },
};

/** The name of the style that spreadsheets use in a locale, by default the browser's. */
export function usualStyle(locale?: string): string {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return decimal === ',' ? 'Semicolon, 1234,5' : 'Comma, 1234.5';
}

/** The first line of a CSV file (RFC 4180, UTF-8 with a byte order mark): the names of the columns. */
export const csvHead = (columns: string[], style: CsvStyle): string => byteOrderMark + csvRows([columns], style);

/** Rows of a CSV file. No spreadsheet runs text in them as a formula, whichever separator it uses. */
export const csvRows = (rows: Cell[][], { separator, decimal }: CsvStyle): string =>
  rows.map((row) => `${row.map((cell) => field(cell, decimal)).join(separator)}\r\n`).join('');

const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function field(cell: Cell, decimal: '.' | ','): string {
  const text = String(cell ?? '');
  if (number.test(text))
    return quoted(typeof cell === 'number' || /\.\d/.test(text) ? text.replace('.', decimal) : text);
  return quoted(defused(text));
}

const quoted = (text: string) => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// In some countries, spreadsheets treat full-width signs in the same way.
const sign = '[=+\\-@＝＋－＠]';
const noNumber = '(?!-?\\d+(?:\\.\\d+)?\\s*(?:$|[,;\\t\\r\\n]))';
const atStart = new RegExp(`^(?:\\s*${noNumber}${sign}|[\\t\\r])`);
const afterSeparator = new RegExp(`([,;\\t\\r\\n]\\s*)${noNumber}(?=${sign})`, 'g');

/**
 * Spreadsheets run text that starts with a sign as a formula, unless there is an apostrophe before it. A spreadsheet may use another
 * separator than the file's, so that a field may also start after any separator. Numbers stay numbers.
 */
const defused = (text: string) => text.replace(afterSeparator, "$1'").replace(atStart, "'$&");
