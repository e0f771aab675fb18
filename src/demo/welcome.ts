import { hosts, keyOf } from '../sandbox/companies/companies.ts';
import type { SandboxProcess } from './sandboxProcess.ts';

const query =
  '{ employees(first: 3) { totalCount edges { node { displayName position { jobTitle } manager { displayName } ' +
  'remuneration { ... on Remuneration { baseSalary { money { amount currency } } } } } } } }';

const crossQuery =
  '{ employees(first: 3) { edges { node { displayName position { jobTitle } job { family level } } } } }';

const ofSupergraph = (url: string) => `
The supergraph of this subgraph and one that knows jobs, by Hive Gateway: ${url}

  curl ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query: crossQuery })}'
`;

type Running = {
  url: string;
  supergraphUrl: string | undefined;
  connectedHost: string;
  sandbox: SandboxProcess;
  employees: string | undefined;
};

/** What the demo prints once all of it is up. */
export function welcome({ url, supergraphUrl, connectedHost, sandbox: { pid, port }, employees }: Running): string {
  const keys = Object.values(hosts).flatMap((host) =>
    (['full', 'without: contracts'] as const).map((name) => `  ${host.padEnd(24)}${keyOf(host, name)}  ${name}`),
  );
  return `
  GraphQL   ${url}/graphql
  Explorer  ${url}/
  Connect   ${url}/connect

Connected now: ${connectedHost}. Keys to connect with, or to be refused:

${keys.join('\n')}

A query to begin with:

  curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'

${supergraphUrl === undefined ? '' : ofSupergraph(supergraphUrl)}
Lucca is played by process ${pid}, on port ${port}. Watch it fail and come back:

  kill ${pid}
  SANDBOX_PORT=${port} npm run sandbox${employees === undefined ? '' : ` -- --employees ${employees}`}

What was read stays for five minutes; ask with -H 'cache-control: no-cache' to see Lucca itself.
`;
}
