import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { valueAt } from './values.ts';
import { replaced } from './wholeAnswer.ts';

// With more, the editor becomes slow.
const maxCharacters = 1_000_000;
const sampledRows = 20;

/** The JSON of an answer, as it was received. */
export const jsonOf = ({ data, errors }: Pick<Answer, 'data' | 'errors'>): string =>
  JSON.stringify({ ...(errors.length > 0 && { errors }), data }, null, 2);

/** As much of an answer's JSON as the editor can show. Of a long list, it contains only the first `shown` rows. */
export function shortJsonOf(answer: Answer, list: Column | null): { text: string; shown: number; count: number } {
  const rows = list && valueAt(answer.data, list.path);
  if (list === null || !Array.isArray(rows) || rows.length === 0) return { text: jsonOf(answer), shown: 0, count: 0 };
  const sample = rows.slice(0, sampledRows);
  const fitting = Math.floor((maxCharacters * sample.length) / JSON.stringify(sample, null, 2).length);
  const shown = Math.max(sampledRows, fitting);
  if (shown >= rows.length) return { text: jsonOf(answer), shown: rows.length, count: rows.length };
  const data = replaced(answer.data, list.path, rows.slice(0, shown));
  return { text: jsonOf({ ...answer, data }), shown, count: rows.length };
}
