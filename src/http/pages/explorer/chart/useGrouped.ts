import { useMemo } from 'react';
import type { AnswerShape, Column } from '../answer/columns.ts';
import { itemsOf } from '../answer/values.ts';
import { countedRowsOf } from './countedRows.ts';
import { dimensionsOf, type Grouped, groupRows, measuresOf } from './grouping.ts';
import { isOfPayGroups, payGroups } from './payGroups.ts';
import { type Settings, usualMeasure, usualSettings } from './settings.ts';

type Options = { data: unknown; shape: AnswerShape; list: Column; given: Settings | undefined };

/** Groups the rows of a list, or of one inside it, by the reader's settings. Also returns the choices that the reader has. */
export function useGrouped({ data, shape, list, given }: Options) {
  const choices = useMemo(() => countedRowsOf(list), [list]);
  const isAnswered = isOfPayGroups(list);
  const counted = choices.find(({ title }) => title === given?.rows) ?? choices[0];
  const rows = useMemo(() => counted.rowsOf(itemsOf(data, list)), [data, list, counted]);
  const dimensions = useMemo(() => dimensionsOf(counted.list), [counted]);
  const measures = useMemo(() => measuresOf(counted.own), [counted]);
  const usual = useMemo(
    () => usualSettings(counted.title, rows, dimensions, usualMeasure(measures), isAnswered),
    [counted, rows, dimensions, measures, isAnswered],
  );
  const settings = useMemo(() => withUsual(given, usual), [given, usual]);
  const grouped = useMemo((): Grouped => {
    if (isAnswered) return payGroups(data, list, shape);
    const chosen = settings.by.flatMap((title) => dimensions.find((each) => each.title === title) ?? []);
    const measure = measures.find(({ title }) => title === settings.measure) ?? { title: '', column: null };
    const { minimum, reference } = settings;
    const options = { dimensions: chosen, measure, minimum, reference: reference || null };
    return groupRows(rows, { list: counted.list, subjectOf: counted.outermostOf, ...options });
  }, [isAnswered, data, list, shape, counted, rows, dimensions, measures, settings]);
  const rowChoices = isAnswered ? [] : choices.map(({ title }) => title);
  return { rowChoices, isInner: counted !== choices[0], isAnswered, dimensions, measures, settings, grouped };
}

/** The given settings. If other rows were chosen since, the columns are the initial ones. */
function withUsual(given: Settings | undefined, { by, measure, reference, ...usual }: Settings): Settings {
  if (given === undefined) return { ...usual, by, measure, reference };
  return given.measure === '' ? { ...given, by, measure, reference } : given;
}
