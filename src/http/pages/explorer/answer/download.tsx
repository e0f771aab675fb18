import { dayOf } from '../days.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import { csvOf } from './csv.ts';
import { tableOf } from './file.ts';
import { counted } from './format.ts';
import { itemsOf } from './values.ts';

/** Shows the size of the answer and a button to download it as CSV. */
export function Download({ answer, shape, list }: { answer: Answer; shape: AnswerShape; list: Column | null }) {
  const { data, errors } = answer;
  const count = data === null ? 0 : list === null ? 1 : itemsOf(data, list).length;
  return (
    <div className="download">
      <p role="status">
        {data !== null && counted(count, 'row')}
        {data !== null && errors.length > 0 && `; not in the file: ${counted(errors.length, 'error')}`}
      </p>
      <button
        type="button"
        disabled={count === 0}
        onClick={() =>
          save(csvOf(tableOf(data, shape, list)), `${answer.operationName ?? 'answer'}-${dayOf(new Date())}.csv`)
        }
      >
        Download as CSV
      </button>
    </div>
  );
}

function save(text: string, fileName: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = fileName;
  link.click();
  // By then the browser has read the file, however large.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
