import { useEffect, useMemo, useRef, useState } from 'react';
import { dayOf } from '../days.ts';
import { parsed } from '../parsed.ts';
import { afterVariable, nextCursor, type PageResult, totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import { csvStyles, usualStyle } from './csv.ts';
import { exportFile } from './exportFile.ts';
import { counted } from './format.ts';
import { createPace, type Pace } from './pace.ts';
import { saveFile } from './saveFile.ts';
import { itemsOf } from './values.ts';

type DownloadProps = { answer: Answer; shape: AnswerShape; list: Column | null; ask: typeof fetch };
// What the first row of a file names columns by.
const headers = ['Titles', 'Paths'];
type Progress = { count: number; total: number | null; isPaused: boolean; waitsSeconds: number };

/** Shows the size of the answer, and a button to download it as CSV, with the pages after it where there are more. */
export function Download({ answer, shape, list, ask }: DownloadProps) {
  const { data, errors } = answer;
  const count = data === null ? 0 : list === null ? 1 : itemsOf(data, list).length;
  const variable = useMemo(() => afterVariable(parsed(answer.query)), [answer.query]);
  const total = list && totalOf(data, list);
  const hasMore = list !== null && variable !== null && nextCursor(data, list) !== null;
  const [styleName, setStyleName] = useState(usualStyle);
  const [header, setHeader] = useState('Titles');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [lacks, setLacks] = useState<string | null>(null);
  const pace = useRef<Pace>(null);
  // A new answer, or another tab, ends what is being read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the answer.
  useEffect(() => () => pace.current?.cancel(), [answer]);

  async function download() {
    const made = createPace((change) => setProgress((before) => before && { ...before, ...change }));
    pace.current = made;
    setLacks(null);
    setProgress({ count, total, isPaused: false, waitsSeconds: 0 });
    const request = (after: string) =>
      made.during((signal) => send(ask, answer, { ...answer.variables, [variable ?? '']: after }, signal));
    const file = await exportFile({
      answer,
      shape,
      list,
      style: csvStyles[styleName] ?? { separator: ',', decimal: '.' },
      hasTitles: header === 'Titles',
      more: hasMore ? { request, wait: made.wait, ready: made.ready } : null,
      onRows: (rows) => setProgress((before) => before && { ...before, count: rows }),
    });
    setProgress(null);
    setLacks(file.lacks);
    const name = `${answer.operationName ?? 'answer'}-${dayOf(new Date())}${file.lacks ? '-incomplete' : ''}.csv`;
    saveFile(file.parts, 'text/csv;charset=utf-8', name);
  }

  if (progress !== null && pace.current !== null) return <Reading progress={progress} pace={pace.current} />;
  return (
    <div className="download">
      <p role="status">{lacks ?? (data === null ? '' : sizeOf(count, hasMore ? total : null, errors.length))}</p>
      <Pick label="Separator and decimals" value={styleName} options={Object.keys(csvStyles)} onPick={setStyleName} />
      <Pick label="First row" value={header} options={headers} onPick={setHeader} />
      <button type="button" disabled={count === 0} onClick={download}>
        {hasMore ? `Download all ${total === null ? 'rows' : counted(total, 'row')} as CSV` : 'Download as CSV'}
      </button>
    </div>
  );
}

type PickProps = { label: string; value: string; options: string[]; onPick: (option: string) => void };

/** A choice that its options explain: its label is only spoken. */
function Pick({ label, value, options, onPick }: PickProps) {
  return (
    <label>
      <span className="spoken">{label}</span>
      <select value={value} onChange={({ target }) => onPick(target.value)}>
        {options.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

/** Shows how far reading is, and lets the reader pause, continue and cancel it. */
function Reading({ progress: { count, total, isPaused, waitsSeconds }, pace }: { progress: Progress; pace: Pace }) {
  const read = total === null ? counted(count, 'row') : `${count.toLocaleString()} of ${counted(total, 'row')}`;
  return (
    <div className="download">
      <p role="status">
        {read}
        {waitsSeconds > 0 && `. Lucca’s request limit is reached: continues in ${waitsSeconds} s`}
      </p>
      {total !== null && <progress aria-label="Rows read" value={count} max={total} />}
      <button type="button" onClick={isPaused ? pace.resume : pace.pause}>
        {isPaused ? 'Continue' : 'Pause'}
      </button>
      <button type="button" onClick={pace.cancel}>
        Cancel
      </button>
    </div>
  );
}

function sizeOf(count: number, total: number | null, errorCount: number): string {
  const size = total === null ? counted(count, 'row') : `${count.toLocaleString()} of ${counted(total, 'row')}`;
  return errorCount === 0 ? size : `${size}; not in the file: ${counted(errorCount, 'error')}`;
}

async function send(ask: typeof fetch, answer: Answer, variables: object, signal: AbortSignal): Promise<PageResult> {
  const { query, operationName } = answer;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, operationName, variables });
  const response = await ask('graphql', { method: 'POST', headers, body, signal });
  return (await response.json()) as PageResult;
}
