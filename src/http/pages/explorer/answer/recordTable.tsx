import { Fragment, useState } from 'react';
import type { Column } from './columns.ts';
import { NestedTable } from './nestedTable.tsx';
import { ReasonTip } from './reasonTip.tsx';
import { type OnPerson, ValueCell } from './valueCell.tsx';

/** Shows one object, with a row for each of its fields. A list opens inside its row. */
export function RecordTable({ data, columns, onPerson }: { data: unknown; columns: Column[]; onPerson: OnPerson }) {
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  function toggle(name: string) {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too.
    <section className="scroller" ref={setContainer} tabIndex={0} aria-label="Table of every field">
      <table className="record">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Fragment key={column.name}>
              <tr>
                <th scope="row" title={column.name}>
                  {column.title}
                </th>
                <ValueCell
                  column={column}
                  row={data}
                  isHeader={false}
                  isOpened={opened.has(column.name)}
                  onOpen={() => toggle(column.name)}
                  onPerson={onPerson}
                />
              </tr>
              {opened.has(column.name) && (
                <tr className="opened">
                  <td colSpan={2}>
                    <NestedTable list={column} row={data} onPerson={onPerson} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      <ReasonTip container={container} />
    </section>
  );
}
