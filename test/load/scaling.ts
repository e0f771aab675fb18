import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { ask, connect, runProgram, start } from './children.ts';
import { createTokens } from './tokens.ts';

// Prints what companies of different sizes take: to read with everything, to ask when they are read, and to hold. Run it with
// `npx tsx test/load/scaling.ts`.

const { values } = parseArgs({
  options: { employees: { type: 'string', multiple: true, default: ['250', '1000', '10000', '100000'] } },
});

const everything = `{ account { dataQuality { employeesChecked issues { count } } } employees(first: 1) { edges { node {
  remuneration { ... on Remuneration { variableLast12Months { money { amount } } } } } } } }`;
/** Scans everybody, and returns the first hundred with most of their fields. */
const list = `query ($search: String!) { employees(first: 100, filter: { search: $search },
  orderBy: [{ field: LAST_NAME, direction: DESC }]) { totalCount edges { node { id displayName workEmail
  position { jobTitle department { name } } contract { typeName }
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;
const searches = [...'aeioulnrst'];

const directory = await mkdtemp(join(tmpdir(), 'scaling-'));

async function startCompany(employees: string) {
  const { published, sign } = await createTokens();
  const keyring = join(directory, `keyring-${employees}.json`);
  await createKeyringFile(keyring);
  const upstream = await start('test/load/upstream.ts', { EMPLOYEES: employees, JWKS: published });
  const { child, port } = await start(
    'test/load/measured.ts',
    {
      SANDBOX_PORT: String(upstream.sandboxPort),
      KEYS_PORT: String(upstream.keysPort),
      KEYRING: keyring,
      DEADLINE_MS: '3600000',
      CACHE_MEGABYTES: '1000',
    },
    ['--expose-gc', '--max-old-space-size=3000'],
  );
  /** What the process has used since the last call. */
  async function tell() {
    await sleep(100);
    return (await Promise.all([once(child, 'message'), child.send('tell')]))[0][0];
  }
  async function stop() {
    for (const each of [child, upstream.child]) {
      each.disconnect();
      await once(each, 'exit');
    }
  }
  return { port, tell, stop, token: await sign('tenant') };
}

async function measure(employees: string): Promise<string[]> {
  const { port, token, tell, stop } = await startCompany(employees);
  async function proven(query: string, variables = {}) {
    const { data, errors } = await ask(port, token, query, variables);
    if (errors) throw new Error(JSON.stringify(errors[0]));
    return data;
  }
  await connect(port, token, hosts.globex, keyOf(hosts.globex, 'full'));
  await proven('{ account { status } }');
  const empty = await tell();
  await proven(everything);
  const cold = await tell();
  for (const search of searches) await proven(list, { search });
  const warm = await tell();
  await stop();
  return [
    Number(employees).toLocaleString('en'),
    `${(cold.cpu / 1_000).toFixed(1)} s`,
    `${cold.block.toFixed(0)} ms`,
    `${(warm.cpu / searches.length).toFixed(1)} ms`,
    `${warm.block.toFixed(0)} ms`,
    `${((warm.heldBytes - empty.heldBytes) / 1e6).toFixed(1)} MB`,
  ];
}

async function run(): Promise<void> {
  process.stdout.write(
    '| Employees | Read everything (CPU) | Longest turn | A list (CPU) | Longest turn | Memory |\n|--:|--:|--:|--:|--:|--:|\n',
  );
  for (const employees of values.employees) process.stdout.write(`| ${(await measure(employees)).join(' | ')} |\n`);
}

await runProgram(run, directory);
