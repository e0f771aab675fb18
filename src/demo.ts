import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printSubgraphSchema } from '@apollo/subgraph';
import type { Accounts } from './accounts/accounts.ts';
import { createKeyringFile } from './accounts/keyring.ts';
import { createApp } from './app.ts';
import { createSchema } from './graph/schema.ts';
import { scopes } from './graph/viewer.ts';
import { createCompanies, createCompany, hosts } from './sandbox/companies/companies.ts';
import { findKey } from './sandbox/companies/keys.ts';
import { onceOrphaned } from './sandbox/orphaned.ts';
import { createLog } from './telemetry/log.ts';

const directory = './data/demo';
const keyringFile = `${directory}/keyring.json`;
const tenant = 'demo';
const loopback = '127.0.0.1';

const { values: options } = parseArgs({ options: { employees: { type: 'string' }, supergraph: { type: 'boolean' } } });

const query =
  '{ employees(first: 3) { totalCount edges { node { displayName position { jobTitle } manager { displayName } ' +
  'remuneration { ... on Remuneration { baseSalary { money { amount currency } } } } } } } }';

/** Serves on loopback, without configuration: a sandbox in a process of its own, and the subgraph in front of it. */
async function demo() {
  const port = readPort('PORT', 4000);
  const sandbox = await startSandbox(readPort('SANDBOX_PORT', 4010));
  mkdirSync(directory, { recursive: true });
  if (!existsSync(keyringFile)) await createKeyringFile(keyringFile);

  const app = await createApp({
    storeUrl: `file:${directory}/accounts.db`,
    keyringFile,
    sandboxPort: sandbox.port,
    log: createLog(process.env.LOG_LEVEL ?? 'warn'),
    // Whoever reaches the loopback address of this machine is the demo's one tenant.
    authenticate: async () => ({ tenant, scopes: new Set(scopes), employeeId: null }),
    introspection: true,
    showsValidation: true,
    explorer: true,
    connectPage: true,
  });
  const listeningOn = await app.listen(port, loopback);
  const end = () => void app.stop().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  if (process.env.npm_lifecycle_event !== undefined) onceOrphaned(end);

  const supergraphUrl = options.supergraph
    ? await startSupergraph(`http://localhost:${listeningOn}/graphql`)
    : undefined;
  const connectedHost = (await app.accounts.find(tenant))?.host ?? (await connectFirst(app.accounts));
  process.stdout.write(welcome({ url: `http://localhost:${listeningOn}`, supergraphUrl, connectedHost, sandbox }));
}

async function connectFirst(accounts: Accounts): Promise<string> {
  const submission = { domain: hosts.acme, apiKey: findKey(createCompany(hosts.acme), 'full') };
  const deadlineAt = Date.now() + 9_000;
  const result = await accounts.connect({ ...submission, tenant, acceptMissingPermissions: false, deadlineAt });
  if (result.kind === 'problem') throw new Error(`The first company could not be connected (${result.code}).`);
  return result.account.host;
}

type Sandbox = { child: ChildProcess; port: number };

/** Starts the sandbox as a process of its own, so that it can be stopped and started while one watches. */
function startSandbox(port: number): Promise<Sandbox> {
  const { employees } = options;
  const sandboxOptions = ['--port', String(port), ...(employees === undefined ? [] : ['--employees', employees])];
  const child = fork(new URL('./sandbox/main.ts', import.meta.url), sandboxOptions, { silent: true });
  process.once('exit', () => child.kill());
  let printed = '';
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      printed += text;
      const [, listeningOn] = /^sandbox listening on \S+:(\d+)$/m.exec(printed) ?? [];
      if (listeningOn === undefined) return;
      child.stderr?.pipe(process.stderr);
      resolve({ child, port: Number(listeningOn) });
    });
    child.once('exit', () => {
      const isTaken = complaints.includes('EADDRINUSE');
      const taken = `Port ${port} cannot be listened on (EADDRINUSE). Set SANDBOX_PORT to another.`;
      reject(new Error(isTaken ? taken : `The sandbox did not start.\n${complaints}`));
    });
  });
}

/** Starts a second subgraph, and a gateway that serves both as one graph. */
async function startSupergraph(url: string): Promise<string> {
  // Loaded only where it is asked for: a gateway is as large as everything else together.
  const [{ startGateway }, { jobsSdl, startJobs }] = await Promise.all([
    import('./supergraph/gateway.ts'),
    import('./supergraph/jobs.ts'),
  ]);
  const jobs = await startJobs();
  const sdl = printSubgraphSchema(createSchema());
  const gateway = await startGateway(
    [
      { name: 'lucca', url, sdl },
      { name: 'jobs', url: jobs.url, sdl: jobsSdl },
    ],
    readPort('SUPERGRAPH_PORT', 4020),
  );
  return gateway.url;
}

const crossQuery =
  '{ employees(first: 3) { edges { node { displayName position { jobTitle } job { family level } } } } }';

const supergraphWelcome = (url: string) => `
The supergraph of this subgraph and one that knows jobs, by Hive Gateway: ${url}

  curl ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query: crossQuery })}'
`;

type Running = { url: string; supergraphUrl: string | undefined; connectedHost: string; sandbox: Sandbox };

function welcome({ url, supergraphUrl, connectedHost, sandbox: { child, port } }: Running): string {
  // Keys are the same whatever the size of a company, and small ones are quickly made.
  const keys = createCompanies({ employees: 250 }).flatMap((company) =>
    (['full', 'without: contracts'] as const).map(
      (name) => `  ${company.host.padEnd(24)}${findKey(company, name)}  ${name}`,
    ),
  );
  return `
  GraphQL   ${url}/graphql
  Explorer  ${url}/
  Connect   ${url}/connect

Connected now: ${connectedHost}. Keys to connect with, or to be refused:

${keys.join('\n')}

A query to begin with:

  curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'

${supergraphUrl === undefined ? '' : supergraphWelcome(supergraphUrl)}
Lucca is played by process ${child.pid}, on port ${port}. Watch it fail and come back:

  kill ${child.pid}
  SANDBOX_PORT=${port} npm run sandbox${options.employees === undefined ? '' : ` -- --employees ${options.employees}`}

What was read stays for five minutes; ask with -H 'cache-control: no-cache' to see Lucca itself.
`;
}

function readPort(name: 'PORT' | 'SANDBOX_PORT' | 'SUPERGRAPH_PORT', usual: number): number {
  const text = process.env[name] ?? String(usual);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${name} must be a port number.`);
  return Number(text);
}

demo().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
