import type { Table } from './file.ts';
import type { Cell } from './values.ts';

// Without it, Excel does not recognise UTF-8.
const byteOrderMark = '\uFEFF';

/** Writes a table as CSV (RFC 4180, UTF-8 with a byte order mark). Spreadsheets treat no text in it as a formula. */
export function csvOf({ columns, rows }: Table): string {
  return byteOrderMark + [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  const text = defused(String(cell ?? ''));
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run text that begins with these characters; an apostrophe in front prevents that. Numbers stay numbers. */
function defused(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
}
