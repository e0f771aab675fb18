import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { connect, runProgram, start } from '../load/children.ts';
import { createTokens } from '../load/tokens.ts';
import { type BenchQuery, queries } from './queries.ts';

// Measures the time of the processor that a request takes, of the whole process: the built product, a naive server over the same data, and
// one that does nothing but `JSON.stringify` the product's answers. Prints how many times less than the naive server the others take. The
// product is also sent the same request again and again, whose response it keeps.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** A directory for CPU profiles of the product. */
    profile: { type: 'string' },
    /** A part of a query's name, to measure that alone. */
    only: { type: 'string', default: '' },
  },
});

/** People of the company; more than a thousand of them are employed. */
const employees = '1500';
const tenant = 'globex';
const directory = await mkdtemp(join(tmpdir(), 'bench-'));
const agent = new Agent();
const env = { NODE_ENV: 'production' };

/** A process that is measured. It is sent the bodies of a query in turn. */
type Server = { child: ChildProcess; port: number; ids: string[]; turn: number };

async function run(): Promise<void> {
  const { published, sign } = await createTokens();
  const upstream = await start('test/load/upstream.ts', { EMPLOYEES: employees, JWKS: published });
  const ports = { SANDBOX_PORT: String(upstream.sandboxPort), KEYS_PORT: String(upstream.keysPort) };
  const profiling = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const started = [
    await start('test/bench/product.ts', { ...env, ...ports, DIRECTORY: directory }, profiling),
    await start('test/bench/naive.ts', { ...env, ...ports }),
    await start('test/bench/bare.ts', env),
  ];
  const servers = started.map(({ child, port }): Server => ({ child, port, ids: [], turn: 0 }));
  const [product, naive, bare] = servers as [Server, Server, Server];
  const token = await sign(tenant);
  await connect(product.port, token, hosts.globex, keyOf(hosts.globex, 'full'));
  const measured = queries.filter(({ name }) => name.includes(values.only));
  for (const server of [product, naive]) server.ids = await idsOf(server, token);
  for (const query of queries)
    await post(
      { port: bare.port, path: pathOf(query), method: 'PUT', body: await ask(product, query, token, 0) },
      token,
    );
  const rounds: number[][][] = [];
  // The first round only warms up.
  for (let round = 0; round <= Number(values.rounds); round++) {
    const figures: number[][] = [];
    for (const query of measured) {
      const row: number[] = [];
      const asking = (server: Server) => () => ask(server, query, token, server.turn++);
      row.push(await measure(product, query, () => ask(product, query, token, 0)));
      for (const server of [product, naive]) row.push(await measure(server, query, asking(server)));
      row.push(await measure(bare, query, () => post({ port: bare.port, path: pathOf(query), body: '{}' }, token)));
      figures.push(row);
    }
    if (round > 0) rounds.push(figures);
  }
  print(['query', 'again ms', 'product ms', 'naive ms', 'JSON ms', 'again ×', 'product ×', 'JSON ×', 'bytes', 'naive']);
  for (const [at, query] of measured.entries()) {
    const of = (pick: (row: readonly number[]) => number) => median(rounds.map((figures) => pick(figures[at] ?? [])));
    const ms = [0, 1, 2, 3].map((kind) => of((row) => row[kind] ?? Number.NaN).toFixed(2));
    const ratios = [0, 1, 3].map((kind) => of((row) => (row[2] ?? Number.NaN) / (row[kind] ?? Number.NaN)).toFixed(2));
    const bytes = [product, naive].map(async (server) => Buffer.byteLength(await ask(server, query, token, 0)));
    print([query.name, ...ms, ...ratios, ...(await Promise.all(bytes)).map(String)]);
  }
}

/** The ids that a server gives to a thousand people. */
async function idsOf(server: Server, token: string): Promise<string[]> {
  const [query] = queries;
  if (query === undefined) throw new Error('There are no queries.');
  const { data } = JSON.parse(await ask(server, query, token, 0));
  const ids: string[] = data.employees.edges.map(({ node }: { node: { id: string } }) => node.id);
  if (ids.length !== 1_000) throw new Error(`The list has ${ids.length} people.`);
  return ids;
}

const ask = ({ port, ids }: Server, { query, variables }: BenchQuery, token: string, turn: number): Promise<string> =>
  post({ port, path: '/graphql', body: JSON.stringify({ query, variables: variables(ids, turn) }) }, token);

const pathOf = ({ name }: BenchQuery) => `/${encodeURIComponent(name)}`;

type Sent = { port: number; path: string; method?: 'POST' | 'PUT'; body: string };

async function post({ port, path, method = 'POST', body }: Sent, token: string): Promise<string> {
  const response = await request(`http://127.0.0.1:${port}${path}`, {
    dispatcher: agent,
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  const text = await response.body.text();
  if (response.statusCode !== 200 || text.includes('"errors"')) throw new Error(`${path}: ${text.slice(0, 300)}`);
  return text;
}

/** Sends a query as often as a round has it, and returns the time of the processor for each, in milliseconds. */
async function measure(server: Server, { times }: BenchQuery, send: () => Promise<string>): Promise<number> {
  const before = await processorTime(server);
  for (let sent = 0; sent < times; sent++) await send();
  return ((await processorTime(server)) - before) / times;
}

async function processorTime({ child }: Server): Promise<number> {
  child.send('tell');
  const [{ ms }] = await once(child, 'message');
  return ms;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const print = ([name = '', ...cells]: string[]) =>
  process.stdout.write(`${name.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);

await runProgram(run, directory);
