import { counted } from '../answer/format.ts';
import type { Dimension, Group, Grouped, Measure } from './grouping.ts';
import { type Figure, figures } from './plots.ts';

/** The reader's choices. Columns are named by their titles; an unused dimension is empty. */
export type Settings = {
  /** The list whose rows are counted: the main list, or one inside it. */
  rows: string;
  by: string[];
  measure: string;
  kind: 'Bars' | 'Distribution' | 'Box plot';
  figure: string;
  reference: string;
  minimum: number;
};

// With fewer, people could be identified.
const usualMinimum = 5;

/** The initial settings: grouped by the first column with few values. If that is the gender, the genders are compared. */
export function usualSettings(
  title: string,
  rows: unknown[],
  dimensions: Dimension[],
  measure: string,
  isAnswered: boolean,
): Settings {
  const first = dimensions.find(({ read }) => {
    const values = new Set(rows.map(read)).size;
    return values > 1 && values <= Math.max(2, rows.length / usualMinimum);
  });
  const usual = { rows: title, measure, kind: 'Bars', figure: 'median', minimum: usualMinimum } as const;
  if (isAnswered || first === undefined) return { ...usual, by: [], reference: '' };
  return { ...usual, by: [first.title], reference: rows.some((row) => first.read(row) === 'MALE') ? 'MALE' : '' };
}

/** The figure that bars show: the chosen one, or another one if no group has it. */
export function shownFigure({ figure }: Settings, groups: Group[]): Figure {
  const known = (Object.keys(figures) as Figure[]).filter((name) => groups.some((group) => group[name] !== null));
  return known.find((name) => name === figure) ?? known[1] ?? 'count';
}

/** The first amount, or else the first number. */
export function usualMeasure(measures: Measure[]): string {
  const usual = measures.find(({ column }) => column?.field === 'amount') ?? measures[1] ?? measures[0];
  return usual?.title ?? '';
}

/** The title of a chart, on one line. */
export function titleOf(settings: Settings, { titles, groups }: Grouped, measure: string, counts: boolean): string {
  const by = titles.length === 0 ? '' : ` by ${titles.join(' and ')}`;
  if (counts) return `${measure}${by}`;
  return settings.kind === 'Bars' ? `${figures[shownFigure(settings, groups)]}: ${measure}${by}` : `${measure}${by}`;
}

/** Sentences about the rows that are in no group. */
export function notesOf({ hiddenGroups, hiddenRows, withoutValue, withBlockingWarning }: Grouped): string[] {
  const were = (count: number) => (count === 1 ? 'is' : 'are');
  return [
    hiddenGroups > 0
      ? `${counted(hiddenGroups, 'small group')} (${counted(hiddenRows, 'row')}) ${were(hiddenGroups)} hidden.`
      : '',
    withoutValue > 0 ? `${counted(withoutValue, 'row')} without a value ${were(withoutValue)} left out.` : '',
    withBlockingWarning > 0
      ? `${counted(withBlockingWarning, 'row')} with a BLOCKING warning ${were(withBlockingWarning)} left out.`
      : '',
  ];
}
