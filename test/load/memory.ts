import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { ask, connect, runProgram, start } from './children.ts';
import { createTokens } from './tokens.ts';

// Reads several companies at once, three times, in a process with a small heap, and prints what becomes of the answers and of the memory.
// Run it with `npx tsx test/load/memory.ts`.

const { values } = parseArgs({
  options: {
    /** Megabytes of the heap, and of the cache if not the default. */
    heap: { type: 'string', default: '256' },
    cache: { type: 'string' },
    companies: { type: 'string', default: '4' },
    employees: { type: 'string', default: '10000' },
    /** How long an operation may wait: long enough that a busy machine is no reason for a null. */
    seconds: { type: 'string', default: '120' },
  },
});

const everything = `{ account { dataQuality { unreadable { count } issues { count } } } employees(first: 100) { totalCount edges { node {
  displayName manager { displayName } position { jobTitle } contract { typeName }
  remuneration { ... on Remuneration { annualGuaranteedFullTime { money { amount } } annualVariableTarget { money { amount } }
    warnings { code } variableItems(first: 1) { totalCount } } } } } } }`;

const directory = await mkdtemp(join(tmpdir(), 'load-'));

async function run(): Promise<void> {
  const { published, sign } = await createTokens();
  const keyring = join(directory, 'keyring.json');
  await createKeyringFile(keyring);
  const { sandboxPort, keysPort } = await start('test/load/upstream.ts', {
    EMPLOYEES: values.employees,
    COPIES: values.companies,
    JWKS: published,
  });
  const { child, port } = await start(
    'test/load/measured.ts',
    {
      SANDBOX_PORT: String(sandboxPort),
      KEYS_PORT: String(keysPort),
      KEYRING: keyring,
      DEADLINE_MS: `${values.seconds}000`,
      ...(values.cache !== undefined && { CACHE_MEGABYTES: values.cache }),
    },
    [`--max-old-space-size=${values.heap}`],
  );
  const highest = { heap: 0, rss: 0 };
  child.on('message', ({ heap, rss }: { heap: number; rss: number }) => {
    highest.heap = Math.max(highest.heap, heap);
    highest.rss = Math.max(highest.rss, Math.round(rss));
  });
  const tenants = Array.from({ length: Number(values.companies) }, (_, index) => `copy${index}`);
  const tokens = await Promise.all(tenants.map((tenant) => sign(tenant)));
  for (const [index, token] of tokens.entries())
    await connect(port, token, `copy${index}.ilucca-demo.net`, keyOf(hosts.globex, 'full'));
  const timer = setInterval(() => child.connected && child.send('tell'), 50);
  for (let round = 1; round <= 3; round++) {
    const answers = await Promise.all(tokens.map((token) => timed(() => ask(port, token, everything))));
    const { heap, rss } = highest;
    const line = `round ${round}, highest so far: heap ${heap} MB, memory of the process ${rss} MB`;
    process.stdout.write(`${line}\n  ${answers.join('\n  ')}\n`);
  }
  clearInterval(timer);
}

/** What an answer contains, in a line. */
// biome-ignore lint/suspicious/noExplicitAny: the answer of the query above.
async function timed(send: () => Promise<any>): Promise<string> {
  const startedAt = performance.now();
  const { data, errors = [] } = await send();
  const codes = [...new Set(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code))];
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  return `${seconds} s, people: ${data?.employees?.totalCount}, errors: ${errors.length} ${codes}`;
}

await runProgram(run, directory);
