import 'graphiql/setup-workers/vite';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useAccountDomain } from './accountDomain.ts';
import { ActiveTab } from './activeTab.ts';
import { AnswerView } from './answer/answer.tsx';
import { type Answer, recordingAnswers, withAnswer, withExtended } from './answer/answers.ts';
import { type Ask, createAsk, type TokenStatus } from './ask.ts';
import { Confirmation, useConfirmation } from './confirmation.tsx';
import { confirmingMutations } from './confirmingMutations.ts';
import { dayOf } from './days.ts';
import { hidingFederation } from './federation.ts';
import { createMemory, variablesText } from './memory.ts';
import { readyOperations } from './operations.ts';
import { ReadyMenu } from './readyMenu.tsx';
import { SavedMenu } from './saved/savedMenu.tsx';
import { OpenShared } from './share/openShared.ts';
import { ShareMenu } from './share/shareMenu.tsx';
import { SignIn } from './signIn.tsx';
import { SystemTheme } from './systemTheme.ts';
import { storedToken, storeToken } from './token.ts';

// Loaded later, because the editor works without it.
const VariablesForm = lazy(async () => ({ default: (await import('./variables/variablesForm.tsx')).VariablesForm }));

const ready = readyOperations(dayOf(new Date()));
const memory = createMemory(sessionStorage, ready);
const tabs = ready.map((operation) => ({ query: operation.query, variables: variablesText(operation) }));

function Explorer({ connectPage }: { connectPage: string | undefined }) {
  const [token, setToken] = useState(storedToken);
  const [tokenStatus, setTokenStatus] = useState<TokenStatus | null>(null);
  const ask = useMemo(() => createAsk(token, setTokenStatus), [token]);
  const { domain, readDomain } = useAccountDomain(ask);
  const { question, confirm } = useConfirmation();
  // The menus are shown in the header, but must be children of the editor to use its context.
  const [headerSlot, setHeaderSlot] = useState<HTMLElement | null>(null);
  const send = useSend(ask, readDomain, confirm);
  const { activeTab, answers, fetcher, extend } = useAnswers(send);

  function useToken(given: string | null) {
    storeToken(given);
    setToken(given);
  }

  return (
    <>
      <header>
        <h1>Explorer</h1>
        <p>{domain === null && tokenStatus === 'accepted' ? 'No Lucca is connected yet.' : domain}</p>
        <div className="menus" ref={setHeaderSlot} />
        {connectPage !== undefined && (
          <nav>
            <a href={connectPage}>{domain === null ? 'Connect your Lucca' : 'Connection'}</a>
          </nav>
        )}
        <SignIn token={token} tokenStatus={tokenStatus} onToken={useToken} />
      </header>
      <main>
        <GraphiQL
          fetcher={fetcher}
          storage={memory}
          defaultTabs={tabs}
          defaultEditorToolsVisibility="variables"
          // No plugins: the history would store variables and headers.
          plugins={[]}
          shouldPersistHeaders={false}
          schemaDescription
          inputValueDeprecation
          forcedTheme="system"
        >
          <GraphiQL.Logo> </GraphiQL.Logo>
          {headerSlot !== null && createPortal(<Menus needsToken={token !== null} />, headerSlot)}
          <OpenShared />
          <Suspense>
            <VariablesForm ask={ask} />
          </Suspense>
          <SystemTheme />
          <ActiveTab tab={activeTab} />
          <GraphiQL.Footer>
            <AnswerView answers={answers} ask={ask} onExtended={extend} />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
      <Confirmation question={question} />
    </>
  );
}

/** The menus of operations: ready ones, saved ones, and sharing. */
function Menus({ needsToken }: { needsToken: boolean }) {
  return (
    <>
      <ReadyMenu operations={ready} />
      <SavedMenu />
      <ShareMenu needsToken={needsToken} />
    </>
  );
}

type Confirm = ReturnType<typeof useConfirmation>['confirm'];

/** Sends operations. A mutation is sent once it is confirmed, and the company's domain is read again afterwards. */
function useSend(ask: Ask, readDomain: ReturnType<typeof useAccountDomain>['readDomain'], confirm: Confirm) {
  return useMemo(() => {
    const sendAtOnce: Fetcher = (request, options) =>
      ask<ExecutionResult>(request, { headers: options?.headers ?? {} });
    const ofCompany = async (fields: string[]) => confirm({ fields, domain: await readDomain() });
    return confirmingMutations(hidingFederation(sendAtOnce), ofCompany, readDomain);
  }, [ask, readDomain, confirm]);
}

/** Stores the answer of each tab. */
function useAnswers(send: Fetcher) {
  const activeTab = useRef('');
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const fetcher = useMemo(() => {
    const note = (tab: string, answer: Answer | null) => setAnswers((before) => withAnswer(before, tab, answer));
    return recordingAnswers(send, () => activeTab.current, note);
  }, [send]);
  const extend = useCallback(
    (answer: Answer, extended: Answer) => setAnswers((before) => withExtended(before, answer, extended)),
    [],
  );
  return { activeTab, answers, fetcher, extend };
}

const container = document.getElementById('explorer');
if (container === null) throw new Error('The page has no #explorer.');
createRoot(container).render(<Explorer connectPage={container.dataset.connect} />);
