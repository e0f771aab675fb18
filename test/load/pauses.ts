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

// Prints the longest turn of the event loop for each kind of operation, in a process that holds a company with everything. Run it with
// `npx tsx test/load/pauses.ts`; with `--redis redis://…`, rows are also shared with a second process.

const { values } = parseArgs({
  options: {
    employees: { type: 'string', default: '10000' },
    redis: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
});

const pay = (fields: string) => `remuneration { ... on Remuneration { ${fields} } }`;
const everything = `{ account { dataQuality { unreadable { count } } } employees(first: 1) { edges { node {
  ${pay('warnings { code } variableItems(first: 1) { totalCount }')} } } } }`;
const person = `id displayName firstName lastName workEmail position { jobTitle department { name } } manager { displayName }
  contract { typeName startsOn }`;
const statistics = 'keys { label } all { count } women { mean { amount } } men { median { amount } }';

type Kind = { query: string; variables?: (ids: string[]) => object };

const references = (count: number) => (ids: string[]) => ({
  r: Array.from({ length: count }, (_, i) => ({ __typename: 'Employee', id: ids[i % ids.length] })),
});
const entities = (fields: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { ${fields} } } }`;

const kinds: Record<string, Kind> = {
  'a list in an order': {
    query:
      '{ employees(first: 100, orderBy: [{ field: LAST_NAME, direction: DESC }, { field: HIRED_ON, direction: ASC }]) { edges { node { displayName } } } }',
  },
  'a list with filters': {
    query:
      '{ employees(first: 100, filter: { search: "a", hiredBetween: { from: "2001-01-01" }, status: [ACTIVE, FORMER] }) { totalCount edges { node { displayName } } } }',
  },
  'the workforce of another day': {
    query: '{ employees(first: 100, asOf: "2024-06-30") { totalCount edges { node { displayName } } } }',
  },
  'a thousand people with all their fields': {
    query: `{ employees(first: 1000) { edges { node { ${person} dataGaps { field reason }
      ${pay('annualGuaranteedFullTime { money { amount } } explanation { __typename } fixedItems { natureName } warnings { code }')} } } } }`,
  },
  'lists below lists': {
    query:
      '{ departments { employees(first: 900, includeSubtree: true) { totalCount edges { node { id displayName } } } } }',
  },
  'data quality': {
    query: '{ account { dataQuality { unreadable { count } issues { code count sample { id } } employeesChecked } } }',
  },
  'pay analysis with three groupings': {
    query: `{ payAnalysis(measure: ANNUAL_BASE_FULL_TIME, currency: "EUR", by: [DEPARTMENT, ESTABLISHMENT, JOB_TITLE]) { overall { ${statistics} } groups { ${statistics} } } }`,
  },
  '10,000 entities': { query: entities(person), variables: references(10_000) },
  '10,000 entities with pay': {
    query: entities(`id ${pay('annualBaseFullTime { money { amount } }')}`),
    variables: references(10_000),
  },
  'a page of the access log': {
    query: '{ account { accessLog(first: 100) { edges { node { subject at operation } } } } }',
  },
};

const directory = await mkdtemp(join(tmpdir(), 'pauses-'));
const { published, sign } = await createTokens();
const token = await sign('tenant');

async function startMeasured(sandboxPort: number, keysPort: number) {
  const { child, port } = await start('test/load/measured.ts', {
    SANDBOX_PORT: String(sandboxPort),
    KEYS_PORT: String(keysPort),
    KEYRING: join(directory, 'keyring.json'),
    STORE_URL: `file:${join(directory, 'accounts.db')}`,
    DEADLINE_MS: '300000',
    ...(values.redis !== undefined && { REDIS_URL: values.redis }),
  });
  /** Runs work and prints the longest turn meanwhile. */
  async function measured<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const tell = async () => (await Promise.all([once(child, 'message'), child.send('tell')]))[0][0];
    await tell();
    const result = await work();
    // What is shared with other instances is written after the answer.
    await sleep(500);
    const { block, gc } = await tell();
    process.stdout.write(`| ${name} | ${block.toFixed(0)} | ${gc.toFixed(0)} |\n`);
    return result;
  }
  return { port, child, measured };
}

// biome-ignore lint/suspicious/noExplicitAny: the answer of a query that is written above.
function proven(answer: any) {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors[0]));
  return answer.data;
}

async function run(): Promise<void> {
  await createKeyringFile(join(directory, 'keyring.json'));
  const env = { EMPLOYEES: values.employees, JWKS: published };
  const { sandboxPort, keysPort } = await start('test/load/upstream.ts', env);
  const { port, child, measured } = await startMeasured(sandboxPort, keysPort);
  process.stdout.write('| Operation | Longest turn (ms of the processor) | Longest collection (ms) |\n|---|---|---|\n');
  await measured('the first answer', () => ask(port, token, '{ account { status } }'));
  await measured('connecting', () => connect(port, token, hosts.globex, keyOf(hosts.globex, 'full')));
  await measured('reading everything', async () => proven(await ask(port, token, everything)));
  const page = await ask(port, token, '{ employees(first: 1000) { edges { node { id } } } }');
  const ids = proven(page).employees.edges.map(({ node }: { node: { id: string } }) => node.id);
  for (const [name, { query, variables }] of Object.entries(kinds))
    await measured(name, async () => {
      for (let round = 0; round < Number(values.rounds); round++)
        proven(await ask(port, token, query, variables?.(ids)));
    });
  if (values.redis === undefined) return;
  child.disconnect();
  await once(child, 'exit');
  const other = await startMeasured(sandboxPort, keysPort);
  await other.measured('everything as another instance has read it', async () =>
    proven(await ask(other.port, token, everything)),
  );
}

await runProgram(run, directory);
