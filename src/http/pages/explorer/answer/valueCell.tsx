import type { Column } from './columns.ts';
import { isNumeric, previewOf, shown } from './format.ts';
import { cellOf, reasonOf, valueAt } from './values.ts';

/** Opens every field of the person with this id. */
export type OnPerson = (id: string) => void;

type ValueCellProps = {
  column: Column;
  row: unknown;
  /** Whether the cell is the header of its row. */
  isHeader: boolean;
  isOpened: boolean;
  onOpen: () => void;
  onPerson: OnPerson;
};

/** A value. A list has a button that opens it, a person has one that opens all their fields, and null shows its reason. */
export function ValueCell({ column, row, isHeader, ...actions }: ValueCellProps) {
  const content = <Value column={column} row={row} {...actions} />;
  if (isHeader) return <th scope="row">{content}</th>;
  return <td className={isNumeric(column) ? 'number' : ''}>{content}</td>;
}

function Value({ column, row, isOpened, onOpen, onPerson }: Omit<ValueCellProps, 'isHeader'>) {
  const cell = cellOf(row, column);
  if (cell === null) return <Missing reason={reasonOf(row, column.path)} />;
  if (column.kind === 'list') {
    if (cell === 0) return '0';
    return (
      <button type="button" className="plain" aria-expanded={isOpened} onClick={onOpen}>
        {previewOf(row, column)}
      </button>
    );
  }
  const text = shown(cell, column);
  const id = column.personId && valueAt(row, column.personId);
  if (typeof id === 'string')
    return (
      <button type="button" className="plain" onClick={() => onPerson(id)}>
        {text}
      </button>
    );
  return <span title={text}>{text}</span>;
}

/** Stands for null; `ReasonTip` shows the reason on hover and focus. */
function Missing({ reason }: { reason: string }) {
  return (
    <button type="button" className="missing" aria-label={`null. ${reason}`} data-reason={reason}>
      –
    </button>
  );
}
