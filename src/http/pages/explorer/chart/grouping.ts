import { mean, quantileSorted } from 'd3-array';
import type { Column } from '../answer/columns.ts';
import { isNumeric } from '../answer/format.ts';
import { unitIn, unitsOf } from '../answer/units.ts';
import { cellOf, itemsOf, valueAt } from '../answer/values.ts';

/** A criterion to group rows by. */
export type Dimension = { title: string; read: (row: unknown) => string };

/** A column to average. If it is null, rows are only counted. */
export type Measure = { title: string; column: Column | null };

/** The figures of a group. A figure is null if it is unknown, or if it would be about too few people. */
export type Group = {
  keys: string[];
  /** The currency of the amounts and how often they are paid; empty if the values are not amounts. */
  unit: string;
  count: number;
  mean: number | null;
  median: number | null;
  lowerQuartile: number | null;
  upperQuartile: number | null;
  /** The first decile: a tenth of the values are at or below it. `highestTenth` is the last decile. */
  lowestTenth: number | null;
  highestTenth: number | null;
  /** (reference − group) ÷ reference, in %; below 0 if the group has more. */
  meanGap: number | null;
  medianGap: number | null;
  /** In ascending order; empty if only figures are shown. */
  values: number[];
};

/** Groups, and how many rows are in none of them. */
export type Grouped = {
  titles: string[];
  groups: Group[];
  hiddenGroups: number;
  hiddenRows: number;
  withoutValue: number;
  withBlockingWarning: number;
};

/** The name of the group of rows without a value. */
const noValue = '–';

const collator = new Intl.Collator(undefined, { numeric: true });

/** The criteria to group the rows of a list by: its columns, with dates by year. */
export function dimensionsOf({ items }: Column): Dimension[] {
  return items
    .filter(({ isId, kind }) => !isId && kind !== 'list')
    .map((column) => {
      const isDate = column.kind === 'date';
      return {
        title: isDate ? `${column.title} (year)` : column.title,
        read(row) {
          const text = String(cellOf(row, column) ?? noValue);
          return isDate ? text.slice(0, 4) : text;
        },
      };
    });
}

/** The measures of a list's rows: first their number, then its numeric columns, except amounts of unknown currency. */
export function measuresOf({ items }: Column): Measure[] {
  const numeric = items.filter((column) => isNumeric(column) && unitsOf(column, items) !== null);
  return [{ title: 'Number of rows', column: null }, ...numeric.map((column) => ({ title: column.title, column }))];
}

type GroupOptions = {
  list: Column;
  /** Finds the object that a row belongs to, if several rows can belong to one; null if each row is an object of its own. */
  subjectOf: ((row: unknown) => unknown) | null;
  dimensions: Dimension[];
  measure: Measure;
  /** Groups of fewer objects are hidden. */
  minimum: number;
  /** The value of the last dimension that gaps are measured against; null if no gaps are measured. */
  reference: string | null;
};

type Collected = Pick<Group, 'keys' | 'unit' | 'values' | 'count'> & { subjects: Set<unknown> };

/** Groups rows by the dimensions and by unit. Rows without a value, or with one that must not be used, are in no group. */
export function groupRows(rows: unknown[], options: GroupOptions): Grouped {
  const { list, subjectOf, dimensions, measure, minimum, reference } = options;
  const { column } = measure;
  const units = column === null ? [] : (unitsOf(column, list.items) ?? []);
  const found = new Map<string, Collected>();
  const grouped = { hiddenGroups: 0, hiddenRows: 0, withoutValue: 0, withBlockingWarning: 0 };
  for (const row of rows) {
    const value = column && cellOf(row, column);
    if (column && value === null) grouped.withoutValue += 1;
    else if (column && isBlocked(row, column, list)) grouped.withBlockingWarning += 1;
    else {
      const keys = dimensions.map(({ read }) => read(row));
      const unit = unitIn(row, units);
      const id = JSON.stringify([unit, ...keys]);
      const group = found.get(id) ?? { keys, unit, values: [], count: 0, subjects: new Set() };
      if (column) group.values.push(Number(value));
      group.count += 1;
      group.subjects.add(subjectOf === null ? row : subjectOf(row));
      found.set(id, group);
    }
  }
  const groups: Group[] = [];
  for (const { subjects, ...group } of found.values()) {
    const figures = figuresOf(group.values);
    // A bar of a distribution could be about one person who has many rows.
    if (subjects.size >= minimum)
      groups.push({ ...group, ...figures, values: subjectOf === null ? figures.values : [] });
    else {
      grouped.hiddenGroups += 1;
      grouped.hiddenRows += group.count;
    }
  }
  return {
    titles: dimensions.map(({ title }) => title),
    groups: withGaps(groups.toSorted(inOrder), reference),
    ...grouped,
  };
}

function figuresOf(unsorted: number[]) {
  const values = unsorted.toSorted((a, b) => a - b);
  const at = (share: number) => quantileSorted(values, share) ?? null;
  return {
    mean: mean(values) ?? null,
    median: at(0.5),
    lowerQuartile: at(0.25),
    upperQuartile: at(0.75),
    lowestTenth: at(0.1),
    highestTenth: at(0.9),
    meanGap: null,
    medianGap: null,
    values,
  };
}

/** Whether a warning beside a figure says that the figure must not be used, if the operation selects warnings. */
function isBlocked(row: unknown, { path }: Column, { items }: Column): boolean {
  return items
    .filter(({ type }) => type === 'RemunerationWarning')
    .some((warnings) => {
      const holder = warnings.path.slice(0, -1);
      if (path.slice(0, holder.length).join('.') !== holder.join('.')) return false;
      const figure = path[holder.length];
      return itemsOf(row, warnings).some((warning) => {
        const fields = valueAt(warning, ['fields']);
        const isAbout = !Array.isArray(fields) || fields.includes(figure);
        return isAbout && valueAt(warning, ['severity']) === 'BLOCKING';
      });
    });
}

function inOrder(a: Group, b: Group): number {
  const index = a.keys.findIndex((key, at) => key !== b.keys[at]);
  const [left = '', right = ''] = index < 0 ? [a.unit, b.unit] : [a.keys[index], b.keys[index]];
  return Number(left === noValue) - Number(right === noValue) || collator.compare(left, right);
}

function withGaps(groups: Group[], reference: string | null): Group[] {
  if (reference === null) return groups;
  const idOf = ({ unit }: Group, keys: string[]) => JSON.stringify([unit, ...keys]);
  const byId = new Map(groups.map((group) => [idOf(group, group.keys), group]));
  return groups.map((group) => {
    const other = byId.get(idOf(group, [...group.keys.slice(0, -1), reference]));
    if (other === undefined || other === group) return group;
    return { ...group, meanGap: gap(other.mean, group.mean), medianGap: gap(other.median, group.median) };
  });
}

const gap = (reference: number | null, figure: number | null): number | null =>
  reference === null || figure === null || reference === 0 ? null : ((reference - figure) / reference) * 100;
