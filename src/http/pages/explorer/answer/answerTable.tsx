import {
  type ColumnDef,
  columnFilteringFeature,
  columnResizingFeature,
  columnSizingFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  type Header,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import type { Column } from './columns.ts';
import { compare, counted, footOf, isNumeric, shown } from './format.ts';
import { NestedTable } from './nestedTable.tsx';
import { ReasonTip } from './reasonTip.tsx';
import { type OnPerson, ValueCell } from './valueCell.tsx';
import { cellOf } from './values.ts';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  columnSizingFeature,
  columnResizingFeature,
});

type Row = { value: unknown };
type Definition = ColumnDef<typeof features, Row>;
/** A line of the table: a row, or the list that was opened below it. */
type Line = { id: string; row: unknown; index: number; opened: Column | null };

// In pixels.
const rowHeight = 33;
const narrowest = 60;
const widest = 1_000;

type AnswerTableProps = { list: Column; rows: unknown[]; onPerson: OnPerson };

/** Shows a list as a table of which only the visible rows are in the page. */
export function AnswerTable({ list, rows, onPerson }: AnswerTableProps) {
  const columns = useMemo(() => shownColumns(list), [list]);
  const [filter, setFilter] = useState('');
  const table = useSortedTable(columns, rows, useDeferredValue(filter.trim().toLowerCase()));
  const found = table.getRowModel().rows;
  const { opened, toggle } = useOpenedLists();
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
  // Another order or filter begins at the top.
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

/** The columns that are worth a place: no opaque ids, unless there is nothing else. */
function shownColumns({ items }: Column): Column[] {
  const telling = items.filter(({ isId }) => !isId);
  return telling.length > 0 ? telling : items;
}

function useSortedTable(columns: Column[], rows: unknown[], globalFilter: string) {
  return useTable({
    features,
    columns: useMemo(() => columns.map(definitionOf), [columns]),
    data: useMemo(() => rows.map((value) => ({ value })), [rows]),
    state: { globalFilter },
    columnResizeMode: 'onChange',
    getColumnCanGlobalFilter: () => true,
    globalFilterFn: (row, columnId, text: string) =>
      String(row.getValue(columnId) ?? '')
        .toLowerCase()
        .includes(text),
  });
}

/** The list that is opened below a row, by the row's id. */
function useOpenedLists() {
  const [opened, setOpened] = useState<ReadonlyMap<string, Column>>(new Map());
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

function linesOf(rows: { id: string; original: Row }[], opened: ReadonlyMap<string, Column>): Line[] {
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

type BodyProps = Omit<TableRowProps, 'line' | 'opened'> & {
  scroller: HTMLElement | null;
  lines: Line[];
  opened: ReadonlyMap<string, Column>;
};

/** The visible lines, between room for those above and below. */
function Body({ scroller, lines, columns, opened, onOpen, onPerson }: BodyProps) {
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => `${lines[index]?.id}${lines[index]?.opened ? ' opened' : ''}`,
    overscan: 8,
  });
  const visible = virtualizer.getVirtualItems();
  return (
    <>
      <Spacer height={visible[0]?.start ?? 0} />
      <tbody>
        {visible.map(({ key, index }) => {
          const line = lines[index];
          if (!line) return null;
          if (line.opened === null)
            return <TableRow key={key} opened={opened.get(line.id)} {...{ line, columns, onOpen, onPerson }} />;
          return (
            <tr key={key} data-index={index} ref={virtualizer.measureElement} className="opened">
              <td colSpan={columns.length}>
                <NestedTable list={line.opened} row={line.row} onPerson={onPerson} />
              </td>
            </tr>
          );
        })}
      </tbody>
      <Spacer height={virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0)} />
    </>
  );
}

type TableRowProps = {
  line: Line;
  columns: Column[];
  opened: Column | undefined;
  onOpen: (id: string, column: Column) => void;
  onPerson: OnPerson;
};

/** A row, which is drawn again only when it changes: while scrolling, most rows stay. */
const TableRow = memo(function TableRow({ line, columns, opened, onOpen, onPerson }: TableRowProps) {
  return (
    <tr aria-rowindex={line.index + 2}>
      {columns.map((column, index) => (
        <ValueCell
          key={column.name}
          column={column}
          row={line.row}
          isHeader={index === 0}
          isOpened={opened === column}
          onOpen={() => onOpen(line.id, column)}
          onPerson={onPerson}
        />
      ))}
    </tr>
  );
});

/** Takes the place of the rows above or below the visible ones. */
const Spacer = ({ height }: { height: number }) =>
  height > 0 && (
    <tbody>
      <tr>
        <td className="spacer" style={{ blockSize: height }} />
      </tr>
    </tbody>
  );

function definitionOf(column: Column, index: number): Definition {
  const width = Math.min(320, Math.max(column.title.length * 9 + 40, column.kind === 'text' ? 150 : 110));
  return {
    id: column.name,
    accessorFn: ({ value }) => (column.kind === 'list' ? cellOf(value, column) : searched(value, column)),
    size: index === 0 ? Math.max(width, 180) : width,
    minSize: narrowest,
    maxSize: widest,
    sortFn: (a, b) => compare(cellOf(a.original.value, column), cellOf(b.original.value, column), column),
    sortUndefined: 'last',
    sortDescFirst: false,
  };
}

/** What is looked through when filtering; undefined for null, which sorts last. */
const searched = (row: unknown, column: Column) => {
  const cell = cellOf(row, column);
  return cell === null ? undefined : shown(cell, column);
};

const arrows = { asc: '▲', desc: '▼' };
const orders = { asc: 'ascending', desc: 'descending' } as const;

/** A column's title, which sorts by it, and its edge, which changes its width by dragging or with the arrow keys. */
function HeaderCell({ header, title }: { header: Header<typeof features, Row, unknown>; title: string }) {
  const sorted = header.column.getIsSorted();
  const resize = header.getResizeHandler();
  const width = header.getSize();
  function resizeByKey(event: KeyboardEvent) {
    const step = { ArrowLeft: -20, ArrowRight: 20 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const size = Math.min(widest, Math.max(narrowest, width + step));
    header.getContext().table.setColumnSizing((sizes) => ({ ...sizes, [header.column.id]: size }));
  }
  return (
    <th scope="col" aria-sort={sorted ? orders[sorted] : 'none'}>
      <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()}>
        <span title={header.column.id}>{title}</span>
        {sorted && <span aria-hidden="true">{arrows[sorted]}</span>}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr>. */}
      <div
        role="separator"
        className="edge"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of ${title}`}
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        onMouseDown={resize}
        onTouchStart={resize}
        onKeyDown={resizeByKey}
      />
    </th>
  );
}
