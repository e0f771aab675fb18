import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { bundle } from '../support/bundle.ts';
import { attacks, type Target } from './attacks.ts';
import { ask, connect, runProgram, start } from './children.ts';
import { createTokens } from './tokens.ts';

// Attacks a real process that holds 10,000 people, and prints how long others wait meanwhile: for `/livez`, and for a small query of another
// tenant. Run it with `npx tsx test/load/main.ts`, with a part of an attack's name for one attack only.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '6' },
    employees: { type: 'string', default: '10000' },
    /** A directory for CPU profiles of the measured process. */
    profile: { type: 'string' },
  },
});
const attacker = 'globex';
const other = 'acme';

const directory = await mkdtemp(join(tmpdir(), 'load-'));
const { published, sign } = await createTokens();
const keyring = join(directory, 'keyring.json');
await createKeyringFile(keyring);
async function run(): Promise<void> {
  const { sandboxPort, keysPort } = await start('test/load/upstream.ts', {
    EMPLOYEES: values.employees,
    JWKS: published,
  });
  const { child, port } = await start(
    'test/load/measured.ts',
    { SANDBOX_PORT: String(sandboxPort), KEYS_PORT: String(keysPort), KEYRING: keyring },
    values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
  );
  const tokens = { [attacker]: await sign(attacker), [other]: await sign(other) };
  for (const tenant of [attacker, other] as const) await fill(port, tokens[tenant] ?? '', hosts[tenant]);
  const target = await explore(port, tokens[attacker] ?? '');
  const measure = createMeasure(child, port, tokens[other] ?? '');
  process.stdout.write(
    `${row(['attack', 'requests', '/livez p50', 'p99', 'max', 'query p50', 'p99', 'max', 'loop p99', 'max', 'GC max', 'MB'])}\n`,
  );
  for (const name of [
    null,
    ...Object.keys(attacks).filter((each) => positionals.every((part) => each.includes(part))),
    null,
  ]) {
    const worker =
      name === null ? null : new Worker(await bundleUrl('test/load/attacker.ts'), { workerData: { name, target } });
    await sleep(500);
    const figures = await measure();
    const requests = worker === null ? 0 : await count(worker);
    await worker?.terminate();
    process.stdout.write(`${row([name ?? 'nobody', String(requests), ...figures.map((ms) => ms.toFixed(0))])}\n`);
    // What the attackers sent last is still being executed: an operation of the same tenant comes after it.
    await sleep(200);
    await ask(port, tokens[attacker] ?? '', '{ departments { id } }');
  }
}

const row = ([name = '', ...cells]: string[]) => name.padEnd(30) + cells.map((cell) => cell.padStart(11)).join('');

async function count(worker: Worker): Promise<number> {
  worker.postMessage(null);
  const [done] = await once(worker, 'message');
  return done;
}

const bundleUrl = async (file: string) => new URL(`file://${await bundle(file)}`);

/** Connects a company, and reads all that is held of it. */
async function fill(port: number, token: string, host: string): Promise<void> {
  await connect(port, token, host, keyOf(host, 'full'));
  const pay = 'remuneration { ... on Remuneration { warnings { code } variableItems(first: 1) { totalCount } } }';
  await ask(
    port,
    token,
    `{ account { dataQuality { unreadable { count } } } employees(first: 1) { edges { node { ${pay} } } } }`,
  );
}

/** What a hostile caller finds out first: the ids that it names. */
async function explore(port: number, token: string): Promise<Target> {
  const query = '{ employees(first: 1000) { totalCount edges { node { id } } } departments { id } }';
  const { data } = await ask(port, token, query);
  process.stdout.write(`${data.employees.totalCount} people employed in ${data.departments.length} departments\n`);
  return {
    port,
    token,
    unknownKey: await sign(attacker, { kid: 'unknown' }),
    narrow: await sign(attacker, { scope: 'lucca:employees:read' }),
    departments: data.departments.map(({ id }: { id: string }) => id),
    people: data.employees.edges.map(({ node }: { node: { id: string } }) => node.id),
  };
}

/** Measures for some seconds: `/livez` and a small query in turn, and what the process says of its event loop. */
function createMeasure(child: ChildProcess, port: number, token: string) {
  const small = JSON.stringify({ query: '{ employees(first: 10) { edges { node { displayName } } } }' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };

  async function timed(send: () => Promise<Response>, until: number): Promise<number[]> {
    const durations: number[] = [];
    while (performance.now() < until) {
      const startedAt = performance.now();
      const response = await send();
      const text = await response.text();
      if (response.status !== 200 || text.includes('"errors"'))
        throw new Error(`others are refused: ${text.slice(0, 200)}`);
      durations.push(performance.now() - startedAt);
      await sleep(5);
    }
    return durations.sort((a, b) => a - b);
  }

  return async (): Promise<number[]> => {
    await tell(child);
    const until = performance.now() + 1_000 * Number(values.seconds);
    const [lives, queries] = await Promise.all([
      timed(() => fetch(`http://127.0.0.1:${port}/livez`), until),
      timed(() => fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: small }), until),
    ]);
    const { p99, max, gc, rss } = await tell(child);
    return [...percentiles(lives), ...percentiles(queries), p99, max, gc, rss];
  };
}

async function tell(child: ChildProcess): Promise<{ p99: number; max: number; gc: number; rss: number }> {
  child.send('tell');
  const [told] = await once(child, 'message');
  return told;
}

const percentiles = (sorted: readonly number[]) =>
  [0.5, 0.99, 1].map((part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN);

await runProgram(run, directory);
