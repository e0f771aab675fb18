import {
  type ColumnDef,
  columnFilteringFeature,
  columnResizingFeature,
  columnSizingFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column } from './columns.ts';
import { compare, shown } from './format.ts';
import { cellOf } from './values.ts';

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  columnSizingFeature,
  columnResizingFeature,
});

export type TableRow = { value: unknown };
type Definition = ColumnDef<typeof features, TableRow>;

// In pixels.
export const narrowest = 60;
export const widest = 1_000;

/** The state of a table: its sorted and filtered rows, and the widths of its columns. */
export function useSortedTable(columns: Column[], rows: unknown[], globalFilter: string) {
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

/** The value that is filtered and sorted by; undefined for null, which sorts last. */
const searched = (row: unknown, column: Column) => {
  const cell = cellOf(row, column);
  return cell === null ? undefined : shown(cell, column);
};
