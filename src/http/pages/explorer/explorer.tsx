import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createAuthorizedFetch, type TokenStatus } from './authorizedFetch.ts';
import { dayOf } from './days.ts';
import { Download } from './download.tsx';
import { createMemory, variablesText } from './memory.ts';
import { readyOperations } from './operations.ts';
import { SignIn } from './signIn.tsx';
import { SystemTheme } from './systemTheme.ts';
import { storedToken, storeToken } from './token.ts';

const ready = readyOperations(dayOf(new Date()));
const memory = createMemory(sessionStorage, ready);
const tabs = ready.map((operation) => ({ query: operation.query, variables: variablesText(operation) }));

const greeting = JSON.stringify({ query: '{ account { domain } }' });

type Greeting = { data?: { account: { domain: string } | null } | null };

function Explorer({ connectPage }: { connectPage: string | undefined }) {
  const [token, setToken] = useState(storedToken);
  const [tokenStatus, setTokenStatus] = useState<TokenStatus | null>(null);
  const [domain, setDomain] = useState<string | null>();
  const ask = useMemo(() => createAuthorizedFetch(token, setTokenStatus), [token]);
  const fetcher = useMemo(
    () => createGraphiQLFetcher({ url: 'graphql', fetch: ask, enableIncrementalDelivery: false }),
    [ask],
  );

  // Finds out whether a token is needed, and which company is connected.
  useEffect(() => {
    const headers = { 'content-type': 'application/json' };
    ask('graphql', { method: 'POST', headers, body: greeting })
      .then((response) => response.json() as Promise<Greeting>)
      .then(({ data }) => setDomain(data?.account?.domain ?? null))
      // The editor shows the error when an operation is run.
      .catch(() => setDomain(null));
  }, [ask]);

  function useToken(given: string | null) {
    storeToken(given);
    setToken(given);
  }

  return (
    <>
      <header>
        <h1>Explorer</h1>
        <p>{domain === null && tokenStatus === 'accepted' ? 'No Lucca is connected yet.' : domain}</p>
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
          // Its history would store variables and headers.
          plugins={[]}
          shouldPersistHeaders={false}
          schemaDescription
          inputValueDeprecation
          forcedTheme="system"
        >
          <GraphiQL.Logo> </GraphiQL.Logo>
          <SystemTheme />
          <GraphiQL.Footer>
            <Download />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </>
  );
}

const container = document.getElementById('explorer');
if (container === null) throw new Error('The page has no #explorer.');
createRoot(container).render(<Explorer connectPage={container.dataset.connect} />);
