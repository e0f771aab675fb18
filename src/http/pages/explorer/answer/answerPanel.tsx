import { useGraphiQLActions } from '@graphiql/react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Ask } from '../ask.ts';
import type { ChartSettings } from '../chart/charts.tsx';
import { mutationFields } from '../confirmingMutations.ts';
import { dayOf } from '../days.ts';
import type { Answer } from './answers.ts';
import type { AnswerShape, Column } from './columns.ts';
import { Download } from './download.tsx';
import { ErrorList } from './errorList.tsx';
import { JsonText } from './jsonText.tsx';
import { ListChoice } from './listChoice.tsx';
import { PagesNotice } from './pagesNotice.tsx';
import { usePageReader } from './reading.tsx';
import { ShownView } from './shownView.tsx';
import { useShowPerson } from './showPerson.ts';
import { type View, ViewChoice, viewsOf } from './viewChoice.tsx';
import { Retry } from './waiting.tsx';
import { withAllPages } from './wholeAnswer.ts';

type AnswerPanelProps = {
  tab: string;
  answer: Answer;
  shape: AnswerShape;
  ask: Ask;
  /** The element for the views. The download is shown where the panel is. */
  host: HTMLElement;
  chosenView: View;
  onView: (view: View) => void;
  chartSettings: ChartSettings;
  onChartSettings: (settings: ChartSettings) => void;
  onExtended: (answer: Answer, extended: Answer) => void;
};

/** Shows an answer in the chosen view, and its download. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { tab, answer, shape, ask, host, chosenView, onView, chartSettings, onChartSettings, onExtended } = props;
  const [chosen, setChosen] = useState<{ shape: AnswerShape; list: Column | null } | null>(null);
  const [stopped, setStopped] = useState<string | null>(null);
  const list = chosen?.shape === shape ? chosen.list : shape.main;
  const reader = usePageReader(answer, list, ask);
  const showPerson = useShowPerson();
  const { run } = useGraphiQLActions();
  const retryAfter = retryAfterOf(answer);
  const hasTable = shape.lists.length > 0 && answer.data !== null;
  const views = viewsOf(list);
  const view = views.find((each) => each === chosenView) ?? 'Table';
  const isJson = !hasTable || view === 'JSON';
  const name = `${answer.operationName ?? 'answer'}-${dayOf(new Date())}`;

  async function readAll() {
    if (list === null) return;
    setStopped(null);
    const extended = await reader.read((more, onRows) => withAllPages(answer, list, more, onRows));
    setStopped(extended.reason);
    onExtended(answer, extended.answer);
  }

  return (
    <>
      {createPortal(
        <div className={isJson ? 'answer' : 'answer shows-table'}>
          <ErrorList errors={answer.errors}>
            {retryAfter !== undefined && <Retry afterSeconds={retryAfter} onRetry={run} />}
          </ErrorList>
          {hasTable && <ViewChoice {...{ view, views, onView }} />}
          {!isJson && <ListChoice shape={shape} list={list} onChoose={(next) => setChosen({ shape, list: next })} />}
          {!isJson && list && <PagesNotice {...{ answer, list, reader, stopped }} onReadAll={readAll} />}
          {isJson ? (
            <JsonText {...{ answer, list, name }} />
          ) : (
            <ShownView {...{ tab, view, answer, shape, list, chartSettings, onChartSettings }} onPerson={showPerson} />
          )}
        </div>,
        host,
      )}
      <Download {...{ answer, shape, list, reader, name }} />
    </>
  );
}

// For temporary errors that do not name a time.
const usualRetrySeconds = 30;

/** The seconds until the operation runs again; undefined if it does not. A mutation never runs again on its own. */
function retryAfterOf({ query, operationName, errors }: Answer): number | undefined {
  if (mutationFields({ query, operationName: operationName ?? null }).length > 0) return undefined;
  const known = errors.find(({ extensions }) => extensions?.retryAfterSeconds !== undefined);
  if (known) return known.extensions?.retryAfterSeconds;
  return errors.some(({ extensions }) => extensions?.retryable) ? usualRetrySeconds : undefined;
}
