import { pagesAfter, totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import { type CsvStyle, csvHead, csvRows } from './csv.ts';
import { tableOf } from './file.ts';
import { titlesOf } from './titles.ts';
import type { Cell } from './values.ts';

type ExportOptions = {
  answer: Answer;
  shape: AnswerShape;
  list: Column | null;
  style: CsvStyle;
  /** Whether the first row has the columns' titles, rather than their paths. */
  hasTitles: boolean;
  /** How the pages after the answer are read; null to export only the answer. */
  more: Parameters<typeof pagesAfter>[2] | null;
  onRows: (count: number) => void;
};

/** A file: its parts, and what it lacks, in a sentence; null when it has everything. */
export type ExportedFile = { parts: Blob[]; lacks: string | null };

/**
 * Writes an answer, and the pages after it, to the parts of a CSV file. A file that lacks something says so in its last row, also when the
 * reader cancels. Each page becomes a part that the browser may keep outside its memory.
 */
export async function exportFile({
  answer,
  shape,
  list,
  style,
  hasTitles,
  more,
  onRows,
}: ExportOptions): Promise<ExportedFile> {
  const first = tableOf(answer.data, shape, list);
  const parts = [
    new Blob([
      csvHead(hasTitles ? titlesOf(first.columns.map((name) => name.split('.'))) : first.columns, style),
      csvRows(first.rows, style),
    ]),
  ];
  let count = first.rows.length;
  onRows(count);
  let reason = answer.errors[0]?.message ?? null;
  try {
    if (more && list && reason === null)
      for await (const data of pagesAfter(answer.data, list, more)) {
        const { rows } = tableOf(data, shape, list);
        parts.push(new Blob([csvRows(rows, style)]));
        count += rows.length;
        onRows(count);
      }
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  const total = list && totalOf(answer.data, list);
  if (reason === null && total !== null && count < total)
    reason = more ? 'The list became shorter.' : 'Only the first page.';
  if (reason === null) return { parts, lacks: null };
  const lacks = `Incomplete: ${count}${total === null ? '' : ` of ${total}`} rows. ${reason}`;
  const row: Cell[] = [lacks, ...first.columns.slice(1).map(() => null)];
  return { parts: [...parts, new Blob([csvRows([row], style)])], lacks };
}
