import { lazy, Suspense } from 'react';
import type { ChartSettings } from '../chart/charts.tsx';
import { managerColumns } from '../org/hierarchy.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import type { OnPerson } from './valueCell.tsx';
import type { View } from './viewChoice.tsx';

// Each is loaded when it is first shown.
const Tables = lazy(async () => ({ default: (await import('./tables.tsx')).Tables }));
const Charts = lazy(async () => ({ default: (await import('../chart/charts.tsx')).Charts }));
const OrgChart = lazy(async () => ({ default: (await import('../org/orgChart.tsx')).OrgChart }));

type ShownViewProps = {
  view: View;
  tab: string;
  answer: Answer;
  shape: AnswerShape;
  list: Column | null;
  chartSettings: ChartSettings;
  onChartSettings: (settings: ChartSettings) => void;
  onPerson: OnPerson;
};

/** Shows a list of an answer in the chosen view. Shows nothing for JSON, which the editor shows itself. */
export function ShownView(props: ShownViewProps) {
  const { view, tab, answer, shape, list, chartSettings, onChartSettings, onPerson } = props;
  const managers = list && managerColumns(list);
  const { data } = answer;
  return (
    <Suspense fallback={<p role="status">Loading…</p>}>
      {view === 'Table' && <Tables key={tab} {...{ data, shape, list, onPerson }} />}
      {view === 'Chart' && (
        <Charts {...{ tab, answer, shape, list }} settings={chartSettings} onSettings={onChartSettings} />
      )}
      {view === 'Org chart' && list && managers && (
        <OrgChart key={tab} {...{ data, list, onPerson }} columns={managers} />
      )}
    </Suspense>
  );
}
