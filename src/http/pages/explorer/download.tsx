import { useGraphiQL } from '@graphiql/react';
import { useMemo } from 'react';
import { csvOf } from './csv.ts';
import { dayOf } from './days.ts';
import { type Table, tableOf } from './table.ts';

/** Shows the size of the result and a button to download it as CSV. */
export function Download() {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]);
  const isFetching = useGraphiQL((state) => state.isFetching);
  const response = tab?.response ?? null;
  const { table, errorCount } = useMemo(() => read(response), [response]);
  const count = table?.rows.length ?? 0;
  return (
    <div className="download">
      <p role="status">{table && !isFetching && summary(table, errorCount)}</p>
      <button
        type="button"
        disabled={count === 0 || isFetching}
        onClick={() => table && save(csvOf(table), `${tab?.operationName ?? 'answer'}-${dayOf(new Date())}.csv`)}
      >
        Download as CSV
      </button>
    </div>
  );
}

const amount = (count: number, word: string) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

function summary({ rows, columns }: Table, errorCount: number): string {
  const size = `${amount(rows.length, 'row')}, ${amount(columns.length, 'column')}`;
  return errorCount === 0 ? size : `${size}; not in the file: ${amount(errorCount, 'error')}`;
}

/** The table of a response, null when it has no data, and the number of errors. */
function read(response: string | null): { table: Table | null; errorCount: number } {
  if (response === null || response === '') return { table: null, errorCount: 0 };
  const { data, errors = [] } = JSON.parse(response) as { data?: unknown; errors?: unknown[] };
  return { table: data ? tableOf(data) : null, errorCount: errors.length };
}

function save(text: string, fileName: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = fileName;
  link.click();
  // By then the browser has read the file, however large.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
