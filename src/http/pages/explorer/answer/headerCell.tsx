import type { Header } from '@tanstack/react-table';
import type { KeyboardEvent } from 'react';
import { type features, narrowest, type TableRow, widest } from './tableModel.ts';

const arrows = { asc: '▲', desc: '▼' };
const orders = { asc: 'ascending', desc: 'descending' } as const;

/** A column's title, which sorts the table, and its edge, which resizes the column by dragging or with the arrow keys. */
export function HeaderCell({ header, title }: { header: Header<typeof features, TableRow, unknown>; title: string }) {
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
