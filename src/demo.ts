import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { createKeyringFile } from './accounts/keyring.ts';
import { createApp } from './app.ts';
import { scopes } from './graph/viewer.ts';
import { createCompany, hosts } from './sandbox/companies/companies.ts';
import { findKey } from './sandbox/companies/keys.ts';

const directory = './data/demo';
const keyringFile = `${directory}/keyring.json`;
const tenant = 'demo';
const loopback = '127.0.0.1';

const query = `{
  employees(first: 3) {
    totalCount
    edges { node {
      displayName
      position { jobTitle department { name } }
      manager { displayName }
      contract { typeName startsOn }
      remuneration { ... on Remuneration { baseSalary { money { amount currency } } } }
    } }
  }
}`;

/** Serves on loopback, without configuration: a sandbox in a process of its own, and the subgraph in front of it. */
async function demo() {
  const port = readPort('PORT', 4000);
  const sandboxPort = readPort('SANDBOX_PORT', 4010);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(keyringFile)) await createKeyringFile(keyringFile);

  const sandbox = await startSandbox(sandboxPort);
  const app = await createApp({
    storeUrl: `file:${directory}/accounts.db`,
    keyringFile,
    sandboxPort,
    log: pino({ level: process.env.LOG_LEVEL ?? 'warn' }),
    // Whoever reaches the loopback address of this machine is the demo's one tenant.
    authenticate: async () => ({ tenant, scopes: new Set(scopes) }),
    introspection: true,
    showsValidation: true,
    explorer: true,
    connectPage: true,
  });
  const listeningOn = await app.listen(port, loopback);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void app.stop().then(() => process.exit(0)));

  if (!(await app.accounts.find(tenant))) {
    const apiKey = findKey(createCompany(hosts.acme), 'full');
    const deadlineAt = Date.now() + 9_000;
    await app.accounts.connect({ tenant, domain: hosts.acme, apiKey, acceptMissingPermissions: false, deadlineAt });
  }
  const connected = await app.accounts.find(tenant);

  const url = `http://localhost:${listeningOn}`;
  print(
    `GraphQL   ${url}/graphql`,
    `Explorer  ${url}/`,
    `Connect   ${url}/connect`,
    '',
    `Connected now: ${connected?.host ?? 'nothing'}. Connect another with a key from the list above, or see one refused.`,
    `The sandbox that plays Lucca is process ${sandbox.pid}: stop it with \`kill ${sandbox.pid}\` to see Lucca down,`,
    `start it again with \`SANDBOX_PORT=${sandboxPort} npm run sandbox\`.`,
    '',
    'A query to paste into the explorer:',
    '',
    query,
    '',
  );
}

/** Starts the sandbox as a process of its own, so that it can be stopped and started while one watches. */
function startSandbox(port: number): Promise<ChildProcess> {
  const child = fork(new URL('./sandbox/main.ts', import.meta.url), ['--port', String(port)], { silent: true });
  process.once('exit', () => child.kill());
  child.stdout?.pipe(process.stdout);
  child.stderr?.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('sandbox listening')) resolve(child);
    });
    child.once('exit', () =>
      reject(new Error(`The sandbox did not start: is port ${port} free? Set SANDBOX_PORT to another.`)),
    );
  });
}

function readPort(name: 'PORT' | 'SANDBOX_PORT', usual: number): number {
  const text = process.env[name] ?? String(usual);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${name} must be a port number.`);
  return Number(text);
}

function print(...lines: string[]) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

demo().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
