import { useId, useMemo } from 'react';
import { AnswerTable } from './answerTable.tsx';
import { type AnswerShape, type Column, commonRoot } from './columns.ts';
import { shown } from './format.ts';
import { RecordTable } from './recordTable.tsx';
import type { OnPerson } from './valueCell.tsx';
import { cellOf, itemsOf } from './values.ts';

type TablesProps = {
  data: unknown;
  shape: AnswerShape;
  /** The list whose objects are the rows; null for one row a field. */
  list: Column | null;
  onChoose: (list: Column | null) => void;
  onPerson: OnPerson;
};

/** Shows an answer's list, or one of its lists by choice. An answer that is mainly one object is shown field by field. */
export function Tables({ data, shape, list, onChoose, onPerson }: TablesProps) {
  const { lists, beside, main } = shape;
  const rows = useMemo(() => (list ? itemsOf(data, list) : []), [data, list]);
  const choiceId = useId();
  return (
    <>
      {lists.length + (main ? 0 : 1) > 1 && (
        <div className="choice">
          <label htmlFor={choiceId}>Rows</label>
          <select
            id={choiceId}
            value={list?.name ?? ''}
            onChange={({ target }) => onChoose(lists.find(({ name }) => name === target.value) ?? null)}
          >
            {main === null && <option value="">every field</option>}
            {lists.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
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
  const prefix = commonRoot(columns);
  return (
    <dl className="beside">
      {columns.map((column) => (
        <div key={column.name}>
          <dt>{column.name.slice(prefix.length)}</dt>
          <dd>{shown(cellOf(data, column), column) || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
