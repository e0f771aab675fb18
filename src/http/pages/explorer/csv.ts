import type { Cell, Table } from './table.ts';

// Without it Excel takes UTF-8 for the encoding of the machine.
const byteOrderMark = '\uFEFF';

/** Writes a table as CSV (RFC 4180, UTF-8 with a byte order mark), in which no text is a formula to a spreadsheet. */
export function csvOf({ columns, rows }: Table): string {
  return byteOrderMark + [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  const text = defused(String(cell ?? ''));
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs what begins like this; an apostrophe before it makes it text. A number stays a number. */
function defused(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
}
