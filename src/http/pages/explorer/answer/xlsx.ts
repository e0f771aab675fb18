import { writeXlsxStream } from 'hucre/xlsx';
import { partsOf } from './byteStream.ts';
import type { WriteFile } from './exportFile.ts';
import type { FileKind } from './file.ts';
import type { Cell } from './values.ts';

const formats: Partial<Record<FileKind, string>> = { date: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm:ss' };
// In characters; wide enough for usual values.
const widths: Partial<Record<FileKind, number>> = { text: 24, instant: 20 };

/**
 * Writes XLSX with one sheet of typed values: numbers are numbers, dates are dates, and everything else is text, which is never a
 * formula.
 */
export const writeXlsx: WriteFile = async function* (columns, kinds, pages) {
  const stream = writeXlsxStream(rowsOf(pages, kinds), {
    name: 'Rows',
    columns: columns.map((header, at) => {
      const kind = kinds[at] ?? 'text';
      return { header, width: widths[kind] ?? 14, ...(formats[kind] && { numFmt: formats[kind] }) };
    }),
    freezePane: { rows: 1 },
  });
  for await (const part of partsOf(stream)) yield new Uint8Array(part);
};

async function* rowsOf(pages: AsyncIterable<Cell[][]>, kinds: FileKind[]) {
  for await (const rows of pages) for (const row of rows) yield row.map((cell, at) => typed(cell, kinds[at] ?? 'text'));
}

/** Converts a value to its kind. One that is not of this kind, such as the sentence in the last row, becomes text. */
function typed(cell: Cell, kind: FileKind): Cell | Date {
  if (typeof cell !== 'string') return cell;
  if (kind === 'decimal') return Number.isNaN(Number(cell)) ? cell : Number(cell);
  if (kind !== 'date' && kind !== 'instant') return cell;
  // Spreadsheets have no time zones, so an instant is written in UTC.
  const date = new Date(cell);
  return Number.isNaN(date.getTime()) ? cell : date;
}
