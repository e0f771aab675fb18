import type { AnswerShape, Column } from '../answer/columns.ts';
import { itemsOf, valueAt } from '../answer/values.ts';
import type { Group, Grouped } from './grouping.ts';

/** Whether a list contains the groups of `payAnalysis`, whose figures the server has computed. */
export const isOfPayGroups = ({ type }: Column): boolean => type === 'PayGroup';

const people = ['women', 'men'];

/**
 * The groups of women and men in `payAnalysis`, with the figures that the operation selects. The gap is that of the women, as in the field.
 * Groups that are too small have no figures, and are left out.
 */
export function payGroups(data: unknown, list: Column, { beside }: AnswerShape): Grouped {
  const currency = beside.find(({ parent, field }) => parent === 'PayAnalysis' && field === 'currency');
  const unit = currency === undefined ? '' : String(valueAt(data, currency.path) ?? '');
  const found = itemsOf(data, list).flatMap((row) => people.map((who) => groupOf(row, who, unit)));
  const groups = found.filter(({ mean, median, lowerQuartile, upperQuartile }) =>
    [mean, median, lowerQuartile, upperQuartile].some((figure) => figure !== null),
  );
  const hidden = found.filter((group) => group.count > 0 && !groups.includes(group));
  return {
    titles: ['Group', 'Gender'],
    groups,
    hiddenGroups: hidden.length,
    hiddenRows: hidden.reduce((sum, { count }) => sum + count, 0),
    withoutValue: 0,
    withBlockingWarning: 0,
  };
}

function groupOf(row: unknown, who: string, unit: string): Group {
  const numberAt = (...path: string[]) => {
    const value = valueAt(row, path);
    return value === null ? null : Number(value);
  };
  const figure = (name: string) => numberAt(who, name, 'amount');
  const keys = valueAt(row, ['keys']);
  const labels = Array.isArray(keys) ? keys.map((key) => String(valueAt(key, ['label']) ?? '–')) : [];
  return {
    keys: [labels.join(', ') || 'Everybody', who],
    unit,
    count: numberAt(who, 'count') ?? 0,
    mean: figure('mean'),
    median: figure('median'),
    lowerQuartile: figure('lowerQuartile'),
    upperQuartile: figure('upperQuartile'),
    lowestTenth: null,
    highestTenth: null,
    meanGap: who === 'women' ? numberAt('meanGap') : null,
    medianGap: who === 'women' ? numberAt('medianGap') : null,
    values: [],
  };
}
