import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { ChartSettings } from '../chart/charts.tsx';
import { mutationFields } from '../confirmingMutations.ts';
import { variablesText } from '../memory.ts';
import { employeeById } from '../operations.ts';
import { parsed } from '../parsed.ts';
import type { Answer } from './answers.ts';
import { type AnswerShape, type Column, shapeOf } from './columns.ts';
import { Download } from './download.tsx';
import { ErrorList } from './errorList.tsx';
import { ListChoice } from './listChoice.tsx';
import { ShownView } from './shownView.tsx';
import { type View, ViewChoice, viewsOf } from './viewChoice.tsx';
import { Retry, Waiting } from './waiting.tsx';

const nothing: AnswerShape = { columns: [], lists: [], beside: [], main: null };

/** Shows the active tab's answer as a table or chart, or leaves it to the editor as JSON; below it, the download. */
export function AnswerView({ answers, ask }: { answers: ReadonlyMap<string, Answer>; ask: typeof fetch }) {
  const tabId = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const answer = answers.get(tabId ?? '') ?? null;
  const schema = useGraphiQL((state) => state.schema);
  const shape = useMemo(() => {
    if (!answer || !schema) return null;
    // A document that the server rejects may have no shape.
    if (answer.data === null) return nothing;
    return shapeOf(schema, parsed(answer.query), answer.operationName, answer.variables);
  }, [answer, schema]);
  const [chosenView, setView] = useState<View>('Table');
  const [chartSettings, setChartSettings] = useState<ChartSettings>(new Map());
  const [chosen, setChosen] = useState<ReadonlyMap<AnswerShape, Column | null>>(new Map());
  const host = useAnswerHost();
  const showPerson = useShowPerson();
  const { run } = useGraphiQLActions();
  const isFetching = useGraphiQL((state) => state.isFetching);
  const operationName = useGraphiQL((state) => state.operationName);
  if (host === null) return null;
  if (answer === null && isFetching) return createPortal(<Waiting operationName={operationName} />, host);
  if (answer === null || !shape) return null;

  const list = chosen.get(shape) ?? shape.main;
  const retryAfter = retryAfterOf(answer);
  const hasTable = shape.lists.length > 0 && answer.data !== null;
  const views = viewsOf(list);
  const view = views.find((each) => each === chosenView) ?? 'Table';
  const choose = (next: Column | null) => setChosen(new Map(chosen).set(shape, next));
  return (
    <>
      {createPortal(
        <div className={hasTable && view !== 'JSON' ? 'answer shows-table' : 'answer'}>
          <ErrorList errors={answer.errors}>
            {retryAfter !== undefined && <Retry afterSeconds={retryAfter} onRetry={run} />}
          </ErrorList>
          {hasTable && <ViewChoice {...{ view, views }} onView={setView} />}
          {hasTable && view !== 'JSON' && <ListChoice shape={shape} list={list} onChoose={choose} />}
          {hasTable && (
            <ShownView
              tab={tabId ?? ''}
              {...{ view, answer, shape, list, chartSettings }}
              onChartSettings={setChartSettings}
              onPerson={showPerson}
            />
          )}
        </div>,
        host,
      )}
      <Download answer={answer} shape={shape} list={list} ask={ask} />
    </>
  );
}

/** In how many seconds the operation can run again, if at all. A mutation is run again only by whoever asked for it. */
function retryAfterOf({ query, operationName, errors }: Answer): number | undefined {
  if (mutationFields({ query, operationName: operationName ?? null }).length > 0) return undefined;
  return errors.find(({ extensions }) => extensions?.retryAfterSeconds !== undefined)?.extensions?.retryAfterSeconds;
}

/** A place above the editor's own view of the answer, which has none. */
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

/** Returns a function that opens a tab with everything about a person, and runs it. */
function useShowPerson() {
  const { addTab, setOperationName, run } = useGraphiQLActions();
  const editors = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const show = (id: string) => {
    const operation = employeeById(id);
    // The answer belongs to the tab that is active when the operation starts.
    flushSync(addTab);
    editors.queryEditor?.setValue(operation.query);
    editors.variableEditor?.setValue(variablesText(operation));
    // The editor finds the name in the text only a moment later.
    setOperationName(operation.name);
    void run();
  };
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  // Always the same function, so that no row is drawn again for its sake.
  return useCallback((id: string) => latest.current(id), []);
}
