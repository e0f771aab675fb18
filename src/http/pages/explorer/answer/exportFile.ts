import { pagesAfter, totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import { bytesOf } from './byteStream.ts';
import type { AnswerShape, Column } from './columns.ts';
import { type CsvStyle, csvHead, csvRows } from './csv.ts';
import { contentsOf, type FileKind, kindsOf } from './file.ts';
import { titlesOf } from './titles.ts';
import type { Cell } from './values.ts';

/** Produces the bytes of a file from the names and kinds of its columns, and from its rows, one page at a time. */
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
  /** Whether the first row contains the columns' titles or their paths. */
  hasTitles: boolean;
  /** How to read the pages after the answer; null to export only the answer. */
  more: Parameters<typeof pagesAfter>[2] | null;
  onRows: (count: number) => void;
};

/** A file: its bytes and, once they are read, a sentence about what is missing; null if the file is complete. */
export type ExportedFile = { bytes: ReadableStream<Uint8Array<ArrayBuffer>>; lacks: () => string | null };

/**
 * Writes an answer and the pages after it as a file, with only one page in memory at a time. The last row of an incomplete file says what
 * is missing, also after the reader cancels.
 */
export function exportFile({ write, hasTitles, ...options }: ExportOptions): ExportedFile {
  const { answer, shape, list } = options;
  const paths = contentsOf(answer.data, shape, list).columns;
  const columns = hasTitles ? titlesOf(paths.map((name) => name.split('.'))) : paths;
  let lack: string | null = null;
  const rows = rowsOf(options, columns.length, (sentence) => {
    lack = sentence;
  });
  const bytes = bytesOf(write(columns, kindsOf(shape, list), rows));
  return { bytes, lacks: () => lack };
}

/** The rows of the file, one page at a time. If some are missing, a last row says so, and `onLack` is called with the same sentence. */
async function* rowsOf(
  { answer, shape, list, more, onRows }: Omit<ExportOptions, 'write' | 'hasTitles'>,
  width: number,
  onLack: (lack: string) => void,
): AsyncGenerator<Cell[][]> {
  let { rows } = contentsOf(answer.data, shape, list);
  let count = rows.length;
  onRows(count);
  yield rows;
  let reason = answer.errors[0]?.message ?? null;
  try {
    if (more && list && reason === null)
      for await (const data of pagesAfter(answer.data, list, more)) {
        ({ rows } = contentsOf(data, shape, list));
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
