import type { Answer } from '../answer/answers.ts';
import type { AnswerShape, Column } from '../answer/columns.ts';
import { partOf } from '../answer/lack.ts';
import { dayOf } from '../days.ts';
import { Chart } from './chart.tsx';
import type { Settings } from './settings.ts';

/** The settings of each tab and list. They are kept when the reader changes the view. */
export type ChartSettings = ReadonlyMap<string, Settings>;

type ChartsProps = {
  tab: string;
  answer: Answer;
  shape: AnswerShape;
  list: Column | null;
  settings: ChartSettings;
  onSettings: (settings: ChartSettings) => void;
};

/** Shows a list of an answer as a chart, with the tab's settings. */
export function Charts({ tab, answer, shape, list, settings, onSettings }: ChartsProps) {
  const shown = list ?? shape.lists[0];
  const key = `${tab} ${shown?.name}`;
  if (shown === undefined) return null;
  const part = partOf(answer.data, shown);
  return (
    <Chart
      key={key}
      data={answer.data}
      shape={shape}
      list={shown}
      name={`${answer.operationName ?? 'chart'}-${dayOf(new Date())}${part && '-incomplete'}`}
      part={part}
      settings={settings.get(key)}
      onSettings={(next) => onSettings(new Map(settings).set(key, next))}
    />
  );
}
