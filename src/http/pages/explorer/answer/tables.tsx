import { useMemo } from 'react';
import { AnswerTable } from './answerTable.tsx';
import type { AnswerShape, Column } from './columns.ts';
import { shown } from './format.ts';
import { RecordTable } from './recordTable.tsx';
import type { OnPerson } from './valueCell.tsx';
import { cellOf, itemsOf } from './values.ts';

type TablesProps = {
  data: unknown;
  shape: AnswerShape;
  /** The list whose objects are the rows; null for one row per field. */
  list: Column | null;
  onPerson: OnPerson;
};

/** Shows a list of an answer, or an answer that is mainly one object field by field. */
export function Tables({ data, shape, list, onPerson }: TablesProps) {
  const { beside, main } = shape;
  const rows = useMemo(() => (list ? itemsOf(data, list) : []), [data, list]);
  return (
    <>
      {main !== null && beside.length > 0 && <Beside data={data} columns={beside} />}
      {list ? (
        <AnswerTable key={list.name} list={list} rows={rows} onPerson={onPerson} />
      ) : (
        <RecordTable data={data} columns={shape.columns} onPerson={onPerson} />
      )}
    </>
  );
}

/** The values beside a list. */
function Beside({ data, columns }: { data: unknown; columns: Column[] }) {
  return (
    <dl className="beside">
      {columns.map((column) => (
        <div key={column.name}>
          <dt title={column.name}>{column.title}</dt>
          <dd>{shown(cellOf(data, column), column) || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
