import { pagesAfter, totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import { bytesOf } from './byteStream.ts';
import type { AnswerShape, Column } from './columns.ts';
import { type CsvStyle, csvHead, csvRows } from './csv.ts';
import { type FileKind, kindsOf, tableOf } from './file.ts';
import { titlesOf } from './titles.ts';
import type { Cell } from './values.ts';

/** Makes the bytes of a file from the names and kinds of its columns, and its rows, a page at a time. */
export type WriteFile = (
  columns: string[],
  kinds: FileKind[],
  pages: AsyncIterable<Cell[][]>,
) => AsyncGenerator<Uint8Array<ArrayBuffer>>;

type ExportOptions = {
  answer: Answer;
  shape: AnswerShape;
  list: Column | null;
  write: WriteFile;
  /** Whether the first row has the columns' titles, rather than their paths. */
  hasTitles: boolean;
  /** How the pages after the answer are read; null to export only the answer. */
  more: Parameters<typeof pagesAfter>[2] | null;
  onRows: (count: number) => void;
};

/** A file: its bytes, and, once they are read, what it lacks, in a sentence; null when it has everything. */
export type ExportedFile = { bytes: ReadableStream<Uint8Array<ArrayBuffer>>; lacks: () => string | null };

/**
 * Writes an answer, and the pages after it, as a file, of which no more than a page is held. A file that lacks something says so in its last
 * row, also when the reader cancels.
 */
export function exportFile({ write, hasTitles, ...options }: ExportOptions): ExportedFile {
  const { answer, shape, list } = options;
  const paths = tableOf(answer.data, shape, list).columns;
  const columns = hasTitles ? titlesOf(paths.map((name) => name.split('.'))) : paths;
  let lack: string | null = null;
  const rows = rowsOf(options, columns.length, (sentence) => {
    lack = sentence;
  });
  const bytes = bytesOf(write(columns, kindsOf(shape, list), rows));
  return { bytes, lacks: () => lack };
}

/** The rows of the file, a page at a time, and last what it lacks, which `onLack` is told. */
async function* rowsOf(
  { answer, shape, list, more, onRows }: Omit<ExportOptions, 'write' | 'hasTitles'>,
  width: number,
  onLack: (lack: string) => void,
): AsyncGenerator<Cell[][]> {
  let { rows } = tableOf(answer.data, shape, list);
  let count = rows.length;
  onRows(count);
  yield rows;
  let reason = answer.errors[0]?.message ?? null;
  try {
    if (more && list && reason === null)
      for await (const data of pagesAfter(answer.data, list, more)) {
        ({ rows } = tableOf(data, shape, list));
        count += rows.length;
        onRows(count);
        yield rows;
      }
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  const total = list && totalOf(answer.data, list);
  if (reason === null && total !== null && count < total)
    reason = more ? 'The list became shorter.' : 'Only the first page.';
  if (reason === null) return;
  const lack = `Incomplete: ${count}${total === null ? '' : ` of ${total}`} rows. ${reason}`;
  onLack(lack);
  yield [[lack, ...Array<null>(width - 1).fill(null)]];
}

/** Writes CSV in a style. */
export const csvWriter = (style: CsvStyle): WriteFile =>
  async function* (columns, _, pages) {
    const encoder = new TextEncoder();
    yield encoder.encode(csvHead(columns, style));
    for await (const rows of pages) yield encoder.encode(csvRows(rows, style));
  };
