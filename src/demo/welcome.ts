import { hosts, keyOf } from '../sandbox/companies/companies.ts';
import type { SandboxProcess } from './sandboxProcess.ts';

const query =
  '{ employees(first: 3) { totalCount edges { node { displayName position { jobTitle } manager { displayName } ' +
  'remuneration { ... on Remuneration { baseSalary { money { amount currency } } } } } } } }';

const crossQuery =
  '{ employees(first: 3) { edges { node { displayName position { jobTitle } job { family level } } } } }';

const ofSupergraph = (url: string) => `
Hive Gateway serves this subgraph and a second one with jobs as one graph: ${url}

  curl ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query: crossQuery })}'
`;

type Running = {
  url: string;
  supergraphUrl: string | undefined;
  connectedHost: string;
  sandbox: SandboxProcess;
  employees: string | undefined;
};

/** The text that the demo prints when everything is running. */
export function welcome({ url, supergraphUrl, connectedHost, sandbox: { pid, port }, employees }: Running): string {
  const keys = Object.values(hosts).flatMap((host) =>
    (['full', 'without: contracts'] as const).map((name) => `  ${host.padEnd(24)}${keyOf(host, name)}  ${name}`),
  );
  return `
  GraphQL   ${url}/graphql
  Explorer  ${url}/
  Connect   ${url}/connect

Connected: ${connectedHost}. Keys to try, with and without every right:

${keys.join('\n')}

A first query:

  curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'

${supergraphUrl === undefined ? '' : ofSupergraph(supergraphUrl)}
The simulated Lucca is process ${pid} on port ${port}. To stop and restart it:

  kill ${pid}
  SANDBOX_PORT=${port} npm run sandbox${employees === undefined ? '' : ` -- --employees ${employees}`}

Data is cached for five minutes. Add -H 'cache-control: no-cache' to read from Lucca.
`;
}
