import { useGraphiQL } from '@graphiql/react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Ask } from '../ask.ts';
import type { ChartSettings } from '../chart/charts.tsx';
import { drawnAtOnce } from '../operations.ts';
import { parsed } from '../parsed.ts';
import type { Answer } from './answers.ts';
import { type AnswerShape, shapeOf } from './columns.ts';
import type { View } from './viewChoice.tsx';
import { Waiting } from './waiting.tsx';

// Loaded when the first answer arrives.
const AnswerPanel = lazy(async () => ({ default: (await import('./answerPanel.tsx')).AnswerPanel }));

// The shape of the answer to a document that the server rejects.
const nothing: AnswerShape = { columns: [], lists: [], beside: [], main: null };

type AnswerViewProps = {
  answers: ReadonlyMap<string, Answer>;
  ask: Ask;
  onExtended: (answer: Answer, extended: Answer) => void;
};

/** Shows the active tab's answer as a table or chart, or lets the editor show it as JSON, with the download below it. */
export function AnswerView({ answers, ask, onExtended }: AnswerViewProps) {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id) ?? '';
  const answer = answers.get(tab) ?? null;
  const shape = useShape(answer);
  const [chosenView, setView] = useState<View | null>(null);
  const [chartSettings, setChartSettings] = useState<ChartSettings>(new Map());
  const host = useAnswerHost();
  const isFetching = useGraphiQL((state) => state.isFetching);
  const operationName = useGraphiQL((state) => state.operationName);
  if (host === null) return null;
  if (answer === null)
    return createPortal(isFetching ? <Waiting operationName={operationName} /> : <FirstSteps />, host);
  return (
    <Suspense>
      <AnswerPanel
        key={tab}
        chosenView={chosenView ?? (drawnAtOnce.has(answer.operationName) ? 'Chart' : 'Table')}
        onView={setView}
        onChartSettings={setChartSettings}
        {...{ tab, answer, shape, ask, host, chartSettings, onExtended }}
      />
    </Suspense>
  );
}

/** What to do before the first operation is run. */
function FirstSteps() {
  return (
    <p className="waiting">
      The answer will be here, as a table. Choose one of the <strong>Ready operations</strong> at the top or write your
      own, then run it with the round button or Ctrl+Enter.
    </p>
  );
}

/** The shape of an answer. It stays the same while further pages are read. */
function useShape(answer: Answer | null): AnswerShape {
  const schema = useGraphiQL((state) => state.schema);
  const { query = '', operationName, variables } = answer ?? {};
  const isEmpty = answer === null || answer.data === null;
  return useMemo(
    () => (schema && !isEmpty && shapeOf(schema, parsed(query), operationName, variables ?? {})) || nothing,
    [schema, isEmpty, query, operationName, variables],
  );
}

/** Adds an element above the editor's own view of the answer, which has no slot for one. */
function useAnswerHost(): HTMLElement | null {
  const [host, setHost] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const made = document.createElement('div');
    document.querySelector('.graphiql-response')?.prepend(made);
    setHost(made);
    return () => made.remove();
  }, []);
  return host;
}
