import { useCallback, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import type { Column } from './columns.ts';
import { counted, footOf, isNumeric } from './format.ts';
import { HeaderCell } from './headerCell.tsx';
import { ReasonTip } from './reasonTip.tsx';
import { Body, type Line } from './tableBody.tsx';
import { type TableRow, useSortedTable } from './tableModel.ts';
import type { OnPerson } from './valueCell.tsx';
import { cellOf } from './values.ts';

type AnswerTableProps = { list: Column; rows: unknown[]; onPerson: OnPerson };

/** Shows a list as a table. Only its visible rows are in the document. */
export function AnswerTable({ list, rows, onPerson }: AnswerTableProps) {
  const columns = useMemo(() => shownColumns(list), [list]);
  const [filter, setFilter] = useState('');
  const table = useSortedTable(columns, rows, useDeferredValue(filter.trim().toLowerCase()));
  const found = table.getRowModel().rows;
  const { opened, toggle } = useOpenedLists(columns, rows);
  const lines = useMemo(() => linesOf(found, opened), [found, opened]);
  const feet = useMemo(
    () =>
      columns.map((column) =>
        footOf(
          found.map(({ original }) => original.value),
          column,
          columns,
        ),
      ),
    [columns, found],
  );
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  // A new order or filter starts at the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these two.
  useEffect(() => {
    scroller?.scrollTo({ top: 0 });
  }, [table.state.globalFilter, table.state.sorting]);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];

  return (
    <>
      <FilterBox filter={filter} onFilter={setFilter} foundCount={found.length} count={rows.length} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too. */}
      <section className="scroller" ref={setScroller} tabIndex={0} aria-label={`Table of ${list.title}`}>
        <table aria-rowcount={found.length + 1} style={{ inlineSize: table.getTotalSize() }}>
          <colgroup>
            {headers.map((header) => (
              <col key={header.id} style={{ inlineSize: header.getSize() }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {headers.map((header, index) => (
                <HeaderCell key={header.id} header={header} title={columns[index]?.title ?? header.id} />
              ))}
            </tr>
          </thead>
          <Body {...{ scroller, lines, columns, opened, onPerson }} onOpen={toggle} />
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.name} className={isNumeric(column) ? 'number' : ''}>
                  {feet[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
        <ReasonTip container={scroller} />
      </section>
    </>
  );
}

/** The columns to show: no opaque ids, unless there is nothing else, and no gaps, which are shown on null values. */
function shownColumns({ items }: Column): Column[] {
  const telling = items.filter(({ isId, type }) => !isId && type !== 'DataGap');
  return telling.length > 0 ? telling : items;
}

/** The list that is opened below each row, by the row's id. If there is only one row, its longest list is opened at first. */
function useOpenedLists(columns: Column[], rows: unknown[]) {
  const [opened, setOpened] = useState<ReadonlyMap<string, Column>>(() => {
    const lengthOf = (column: Column) => Number(cellOf(rows[0], column));
    const lists = columns.filter((column) => column.kind === 'list' && lengthOf(column) > 0);
    const [longest] = lists.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    return new Map(rows.length === 1 && longest ? [['0', longest]] : []);
  });
  const toggle = useCallback((id: string, column: Column) => {
    setOpened((before) => {
      const next = new Map(before);
      if (next.get(id) === column) next.delete(id);
      else next.set(id, column);
      return next;
    });
  }, []);
  return { opened, toggle };
}

function linesOf(rows: { id: string; original: TableRow }[], opened: ReadonlyMap<string, Column>): Line[] {
  return rows.flatMap(({ id, original }, index) => {
    const line = { id, row: original.value, index, opened: null };
    const below = opened.get(id);
    return below ? [line, { ...line, opened: below }] : [line];
  });
}

type FilterBoxProps = { filter: string; onFilter: (filter: string) => void; foundCount: number; count: number };

function FilterBox({ filter, onFilter, foundCount, count }: FilterBoxProps) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>Filter</label>
      <input id={id} type="search" value={filter} onChange={(event) => onFilter(event.target.value)} />
      <p role="status">{foundCount < count && `${foundCount.toLocaleString()} of ${counted(count, 'row')}`}</p>
    </div>
  );
}
