import { useState } from 'react';
import { totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import { csvStyles, usualStyle } from './csv.ts';
import { csvWriter, exportFile } from './exportFile.ts';
import { counted } from './format.ts';
import { type PageReader, ReadingProgress } from './reading.tsx';
import { fileTarget } from './saveFile.ts';
import { itemsOf } from './values.ts';

type DownloadProps = { answer: Answer; shape: AnswerShape; list: Column | null; reader: PageReader; name: string };

// The choices for the first row of a file.
const headers = ['Titles', 'Paths'];
const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Shows the size of the answer, and buttons to download it with its further pages as CSV or XLSX. */
export function Download({ answer, shape, list, reader, name }: DownloadProps) {
  const { data, errors } = answer;
  const count = data === null ? 0 : list === null ? 1 : itemsOf(data, list).length;
  const total = list && totalOf(data, list);
  const { hasMore, progress, pace } = reader;
  const [styleName, setStyleName] = useState(usualStyle);
  const [header, setHeader] = useState('Titles');
  const [outcome, setOutcome] = useState<{ of: Answer; text: string } | null>(null);

  async function download(kind: keyof typeof types) {
    const style = csvStyles[styleName] ?? { separator: ',', decimal: '.' };
    // Before anything else, because browsers open the dialog only right after a click.
    const target = await fileTarget({ name, extension: kind, type: types[kind], isLong: reader.canReadAll });
    if (target === null) return;
    // The writer of XLSX is loaded when it is first used.
    const write = kind === 'csv' ? csvWriter(style) : (await import('./xlsx.ts')).writeXlsx;
    setOutcome(null);
    const text = await reader.read(async (more, onRows) => {
      const options = { answer, shape, list, write, hasTitles: header === 'Titles', onRows };
      return target(exportFile({ ...options, more: hasMore ? more : null }));
    });
    if (text !== null) setOutcome({ of: answer, text });
  }

  if (progress !== null && pace.current !== null) return <ReadingProgress progress={progress} pace={pace.current} />;
  const size = data === null ? '' : sizeOf(count, hasMore ? total : null, errors.length);
  const all = hasMore ? `all ${total === null ? 'rows' : counted(total, 'row')} ` : '';
  return (
    <div className="download">
      <p role="status">{outcome?.of === answer ? outcome.text : size}</p>
      <Pick label="Separator and decimals" value={styleName} options={Object.keys(csvStyles)} onPick={setStyleName} />
      <Pick label="First row" value={header} options={headers} onPick={setHeader} />
      <button type="button" disabled={count === 0} onClick={() => download('csv')}>
        Download {all}as CSV
      </button>
      <button type="button" disabled={count === 0} onClick={() => download('xlsx')}>
        Download {all}as XLSX
      </button>
    </div>
  );
}

type PickProps = { label: string; value: string; options: string[]; onPick: (option: string) => void };

/** A choice whose label is read by screen readers only, because its options explain it. */
function Pick({ label, value, options, onPick }: PickProps) {
  return (
    <label>
      <span className="spoken">{label}</span>
      <select value={value} onChange={({ target }) => onPick(target.value)}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

function sizeOf(count: number, total: number | null, errorCount: number): string {
  const size = total === null ? counted(count, 'row') : `${count.toLocaleString()} of ${counted(total, 'row')}`;
  return errorCount === 0 ? size : `${size}; not in the file: ${counted(errorCount, 'error')}`;
}
