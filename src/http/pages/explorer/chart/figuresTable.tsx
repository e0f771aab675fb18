import type { Group, Grouped } from './grouping.ts';
import { figures } from './plots.ts';

const amounts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A column of the table: its title, and the group's figure in it. */
type FigureColumn = { title: string; read: (group: Group) => number | null; format: Intl.NumberFormat };

/** The columns for which at least one group has a figure. */
export function figureColumns(groups: Group[]): FigureColumn[] {
  const all: FigureColumn[] = [
    ...(Object.keys(figures) as (keyof typeof figures)[]).map((name) => ({
      title: figures[name],
      read: (group: Group) => group[name],
      format: amounts,
    })),
    { title: 'Mean gap, %', read: ({ meanGap }) => meanGap, format: percents },
    { title: 'Median gap, %', read: ({ medianGap }) => medianGap, format: percents },
  ];
  return all.filter(({ read }) => groups.some((group) => read(group) !== null));
}

/** The table beside a chart, with the same figures as numbers. */
export function FiguresTable({ id, caption, grouped }: { id: string; caption: string; grouped: Grouped }) {
  const { groups, titles } = grouped;
  const columns = figureColumns(groups);
  const hasUnit = groups.some(({ unit }) => unit !== '');
  return (
    <table id={id} className="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          {hasUnit && <th scope="col">Currency</th>}
          {columns.map(({ title }) => (
            <th key={title} scope="col" className="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={JSON.stringify([group.unit, ...group.keys])}>
            {group.keys.map((key, index) => (
              <th key={titles[index]} scope="row">
                {key}
              </th>
            ))}
            {hasUnit && <td>{group.unit}</td>}
            {columns.map(({ title, read, format }) => {
              const figure = read(group);
              return (
                <td key={title} className="number">
                  {figure === null ? '' : format.format(figure)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
