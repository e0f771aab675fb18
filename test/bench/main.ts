import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { connect, endAll, start } from '../load/children.ts';
import { createTokens } from '../load/tokens.ts';
import { type BenchQuery, queries } from './queries.ts';

// Measures the time of the processor that a request takes, of the whole process: the built product, a naive server over the same data, and
// one that does nothing but `JSON.stringify` the product's answers. Prints how many times less than the naive server the others take.

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

type Server = { child: ChildProcess; port: number; bodies: Map<string, string> };

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
  const servers = started.map(({ child, port }): Server => ({ child, port, bodies: new Map() }));
  const [product, naive, bare] = servers as [Server, Server, Server];
  const token = await sign(tenant);
  await connect(product.port, token, hosts.globex, keyOf(hosts.globex, 'full'));
  const measured = queries.filter(({ name }) => name.includes(values.only));
  for (const server of [product, naive]) await prepare(server, token);
  for (const { name } of queries) {
    const answer = await send(product, name, token);
    bare.bodies.set(name, '{}');
    await send(bare, name, token, { method: 'PUT', body: answer });
  }
  const rounds: number[][][] = [];
  // The first round only warms up.
  for (let round = 0; round <= Number(values.rounds); round++) {
    const figures: number[][] = [];
    for (const query of measured) {
      const row: number[] = [];
      for (const server of servers) row.push(await measure(server, query, token));
      figures.push(row);
    }
    if (round > 0) rounds.push(figures);
  }
  print([...['query', 'product ms', 'naive ms', 'JSON ms', 'product ×', 'JSON ×', 'bytes', 'naive bytes']]);
  for (const [at, { name }] of measured.entries()) {
    const of = (pick: (row: readonly number[]) => number) => median(rounds.map((figures) => pick(figures[at] ?? [])));
    const ms = [0, 1, 2].map((server) => of((row) => row[server] ?? Number.NaN).toFixed(2));
    const ratios = [0, 2].map((server) => of((row) => (row[1] ?? Number.NaN) / (row[server] ?? Number.NaN)).toFixed(2));
    const bytes = [product, naive].map(async (server) => Buffer.byteLength(await send(server, name, token)));
    print([name, ...ms, ...ratios, ...(await Promise.all(bytes)).map(String)]);
  }
}

/** Writes the requests of a server, whose ids it is asked for first. */
async function prepare(server: Server, token: string): Promise<void> {
  server.bodies.set('ids', JSON.stringify({ query: queries[0]?.query }));
  const { data } = JSON.parse(await send(server, 'ids', token));
  const ids: string[] = data.employees.edges.map(({ node }: { node: { id: string } }) => node.id);
  if (ids.length !== 1_000) throw new Error(`The list has ${ids.length} people.`);
  for (const { name, query, variables } of queries)
    server.bodies.set(name, JSON.stringify({ query, variables: variables(ids) }));
}

async function send({ port, bodies }: Server, name: string, token: string, { method = 'POST', body = '' } = {}) {
  const path = bodies.get(name) === '{}' ? `/${encodeURIComponent(name)}` : '/graphql';
  const response = await request(`http://127.0.0.1:${port}${path}`, {
    dispatcher: agent,
    method: method as 'POST' | 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: body || (bodies.get(name) ?? ''),
  });
  const text = await response.body.text();
  if (response.statusCode !== 200 || text.includes('"errors"')) throw new Error(`${name}: ${text.slice(0, 300)}`);
  return text;
}

/** Sends a query as often as a round has it, and returns the time of the processor for each, in milliseconds. */
async function measure(server: Server, { name, times }: BenchQuery, token: string): Promise<number> {
  const before = await processorTime(server);
  for (let sent = 0; sent < times; sent++) await send(server, name, token);
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

try {
  await run();
} finally {
  await endAll();
  await agent.close();
  await rm(directory, { recursive: true });
}
process.exit();
