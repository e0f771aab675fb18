import { Fragment, useState } from 'react';
import type { Column } from './columns.ts';
import { type OnPerson, ValueCell } from './valueCell.tsx';
import { itemsOf } from './values.ts';

type NestedTableProps = { list: Column; row: unknown; onPerson: OnPerson };

/** The table of a list inside a row. A list in one of its own rows opens below that row. */
export function NestedTable({ list, row, onPerson }: NestedTableProps) {
  const columns = list.items.filter(({ isId }) => !isId);
  const [opened, setOpened] = useState<{ index: number; column: Column } | null>(null);
  const isOpened = (index: number, column: Column) => opened?.index === index && opened.column === column;
  return (
    <table className="nested">
      <caption title={list.name}>{list.title}</caption>
      <thead>
        <tr>
          {columns.map(({ name, title }) => (
            <th key={name} scope="col" title={name}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {itemsOf(row, list).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an answer does not change.
          <Fragment key={index}>
            <tr>
              {columns.map((column) => (
                <ValueCell
                  key={column.name}
                  column={column}
                  row={item}
                  isHeader={false}
                  isOpened={isOpened(index, column)}
                  onOpen={() => setOpened(isOpened(index, column) ? null : { index, column })}
                  onPerson={onPerson}
                />
              ))}
            </tr>
            {opened?.index === index && (
              <tr className="opened">
                <td colSpan={columns.length}>
                  <NestedTable list={opened.column} row={item} onPerson={onPerson} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
