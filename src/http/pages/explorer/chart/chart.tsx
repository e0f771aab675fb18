import { useEffect, useId, useRef, useState } from 'react';
import type { AnswerShape, Column } from '../answer/columns.ts';
import { binsOf } from './bins.ts';
import { Choice, NumberBox } from './fields.tsx';
import { FiguresTable } from './figuresTable.tsx';
import type { Dimension, Group, Grouped } from './grouping.ts';
import { bars, boxes, distributions, type Figure, figures } from './plots.ts';
import { savePng, saveSvg } from './saveChart.ts';
import { notesOf, type Settings, shownFigure, titleOf } from './settings.ts';
import { useGrouped } from './useGrouped.ts';

type ChartProps = {
  data: unknown;
  shape: AnswerShape;
  list: Column;
  /** The name of downloaded files. */
  name: string;
  /** Which part of the rows the answer contains; empty if all. */
  part: string;
  settings: Settings | undefined;
  onSettings: (settings: Settings) => void;
};

const mostDimensions = 3;
const kindNames: Settings['kind'][] = ['Bars', 'Box plot', 'Distribution'];

/** Groups the rows of an answer, and shows the figures of the groups as a chart and as a table. */
export function Chart({ data, shape, list, name, part, settings: given, onSettings }: ChartProps) {
  const { rowChoices, isInner, isAnswered, dimensions, measures, settings, grouped } = useGrouped({
    data,
    shape,
    list,
    given,
  });
  const counts = !isAnswered && settings.measure === measures[0]?.title;
  const change = (changed: Partial<Settings>) => onSettings({ ...settings, ...changed });
  const figures = titleOf(settings, grouped, isAnswered ? 'Pay' : settings.measure, counts);
  const about = isInner ? `${settings.rows}: ${figures}` : figures;
  const title = part === '' ? about : `${about}, ${part}`;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too.
    <section className="scroller chart" tabIndex={0} aria-label={`Chart of ${list.title}`}>
      <div className="grouping">
        {rowChoices.length > 1 && (
          <Choice
            label="Count"
            value={settings.rows}
            options={rowChoices}
            onChange={(rows) => change({ rows, by: [], measure: '', reference: '' })}
          />
        )}
        {!isAnswered && <GroupChoices {...{ settings, dimensions, grouped, counts }} onChange={change} />}
        {!isAnswered && (
          <Choice
            label="Figures of"
            value={settings.measure}
            options={measures.map((each) => each.title)}
            onChange={(measure) => change({ measure })}
          />
        )}
        {!counts && <ChartChoices settings={settings} grouped={grouped} onChange={change} />}
        {!isAnswered && (
          <NumberBox label="Hide groups under" value={settings.minimum} onChange={(minimum) => change({ minimum })} />
        )}
      </div>
      <p role="status" className="notes">
        {isInner && `Groups about fewer than ${settings.minimum} different ${list.title.toLowerCase()} are hidden. `}
        {notesOf(grouped)
          .filter((note) => note !== '')
          .join(' ')}
      </p>
      <Pictures {...{ grouped, settings, title, name, counts }} />
    </section>
  );
}

type ChoicesProps = { settings: Settings; grouped: Grouped; onChange: (changed: Partial<Settings>) => void };

/** The choices of the columns to group by, in their order, and of the reference for gaps. */
function GroupChoices(props: ChoicesProps & { dimensions: Dimension[]; counts: boolean }) {
  const { settings, grouped, dimensions, counts, onChange } = props;
  const { by } = settings;
  const titles = dimensions.map(({ title }) => title);
  const last = [...new Set(grouped.groups.map(({ keys }) => keys.at(-1) ?? ''))];
  return (
    <>
      {[...by, ''].slice(0, mostDimensions).map((chosen, at) => (
        <Choice
          // biome-ignore lint/suspicious/noArrayIndexKey: the first, second and third choice.
          key={at}
          label={at === 0 ? 'Group by' : 'and by'}
          value={chosen}
          options={[
            { value: '', text: 'nothing' },
            ...titles.filter((title) => title === chosen || !by.includes(title)),
          ]}
          onChange={(title) =>
            onChange({
              by: [...by.slice(0, at), title, ...by.slice(at + 1)].filter((each) => each !== ''),
              reference: '',
            })
          }
        />
      ))}
      {by.length > 0 && !counts && (
        <Choice
          label="Gap to"
          value={last.includes(settings.reference) ? settings.reference : ''}
          options={[{ value: '', text: 'none' }, ...last]}
          onChange={(reference) => onChange({ reference })}
        />
      )}
    </>
  );
}

/** The choices of the kind of chart, and of the figure that bars show. */
function ChartChoices({ settings, grouped: { groups }, onChange }: ChoicesProps) {
  const known = (Object.keys(figures) as Figure[]).filter((name) => groups.some((group) => group[name] !== null));
  const kinds = kindNames.filter((kind) => {
    if (kind === 'Distribution') return groups.some(({ values }) => values.length > 0);
    return (
      kind === 'Bars' ||
      groups.some(({ lowerQuartile, upperQuartile }) => lowerQuartile !== null && upperQuartile !== null)
    );
  });
  return (
    <>
      <Choice
        label="Chart"
        value={settings.kind}
        options={kinds}
        onChange={(kind) => onChange({ kind: kind as Settings['kind'] })}
      />
      {settings.kind === 'Bars' && (
        <Choice
          label="Bars show"
          value={shownFigure(settings, groups)}
          options={known.map((value) => ({ value, text: figures[value] }))}
          onChange={(figure) => onChange({ figure })}
        />
      )}
    </>
  );
}

type PicturesProps = { grouped: Grouped; settings: Settings; title: string; name: string; counts: boolean };

/** A chart for each currency, because amounts in different currencies cannot share a scale, and one table for all. */
function Pictures({ grouped, settings, title, name, counts }: PicturesProps) {
  const tableId = useId();
  if (grouped.groups.length === 0) return <p className="notes">No group is large enough to show.</p>;
  const units = [...new Set(grouped.groups.map(({ unit }) => unit))];
  return (
    <>
      {units.map((unit) => (
        <Picture
          key={unit}
          groups={grouped.groups.filter((group) => group.unit === unit)}
          {...{ settings, counts, tableId }}
          unit={unit}
          title={unit === '' ? title : `${title}, ${unit}`}
          name={unit === '' ? name : `${name}-${unit.replaceAll(', ', '-')}`}
        />
      ))}
      <FiguresTable id={tableId} caption={title} grouped={grouped} />
    </>
  );
}

type PictureProps = Omit<PicturesProps, 'grouped'> & { groups: Group[]; unit: string; tableId: string };

function Picture({ groups, unit, settings, counts, title, name, tableId }: PictureProps) {
  const { kind, minimum } = settings;
  const figure = shownFigure(settings, groups);
  const container = useRef<HTMLDivElement>(null);
  const width = useWidth(container);
  useEffect(() => {
    if (width === 0) return;
    const picture = { groups, axis: unit, width };
    const drawn =
      counts || kind === 'Bars'
        ? bars(picture, counts ? 'count' : figure)
        : kind === 'Box plot'
          ? boxes(picture)
          : distributions(picture, ({ values }) =>
              binsOf(
                values,
                groups.flatMap((group) => group.values),
                minimum,
              ),
            );
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', title);
    drawn.setAttribute('aria-describedby', tableId);
    container.current?.replaceChildren(drawn);
  }, [groups, kind, figure, minimum, counts, title, unit, tableId, width]);
  const svg = () => container.current?.querySelector<SVGSVGElement>('svg');

  return (
    <figure>
      <div ref={container} />
      <figcaption>
        {title}
        {(['SVG', 'PNG'] as const).map((format) => (
          <button
            key={format}
            type="button"
            aria-label={`Download the chart as ${format}: ${title}`}
            onClick={() => {
              const drawn = svg();
              if (drawn) void (format === 'SVG' ? saveSvg : savePng)(drawn, name);
            }}
          >
            {format}
          </button>
        ))}
      </figcaption>
    </figure>
  );
}

/** The width of an element; 0 before it is shown. */
function useWidth(container: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (container.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [container]);
  return width;
}
