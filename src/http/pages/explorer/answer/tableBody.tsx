import { useVirtualizer } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { Column } from './columns.ts';
import { NestedTable } from './nestedTable.tsx';
import { type OnPerson, ValueCell } from './valueCell.tsx';

/** A line of the table: a row, or the list that was opened below it. */
export type Line = { id: string; row: unknown; index: number; opened: Column | null };

// In pixels.
const rowHeight = 33;

type BodyProps = Omit<TableRowProps, 'line' | 'opened'> & {
  scroller: HTMLElement | null;
  lines: Line[];
  opened: ReadonlyMap<string, Column>;
};

/** The visible lines, between spacers for those above and below. */
export function Body({ scroller, lines, columns, opened, onOpen, onPerson }: BodyProps) {
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
            return <BodyRow key={key} opened={opened.get(line.id)} {...{ line, columns, onOpen, onPerson }} />;
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

/** A row. It is drawn again only if it changes, because most rows stay while scrolling. */
const BodyRow = memo(function BodyRow({ line, columns, opened, onOpen, onPerson }: TableRowProps) {
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

/** Fills the height of the rows above or below the visible ones. */
const Spacer = ({ height }: { height: number }) =>
  height > 0 && (
    <tbody>
      <tr>
        <td className="spacer" style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
