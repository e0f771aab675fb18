import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { ask, connect, runProgram, start } from './children.ts';
import { createTokens } from './tokens.ts';

// Reads a company with everything and prints the memory that it takes once garbage is collected, beside what the cache counts.
// Run it with `npx tsx test/load/held.ts`.

const { values } = parseArgs({ options: { employees: { type: 'string', default: '10000' } } });

const reads: [name: string, fields: string][] = [
  ['people', 'displayName'],
  ['contracts', 'contract { typeName }'],
  ['fixed items', 'remuneration { ... on Remuneration { baseSalary { money { amount } } } }'],
  ['variable items', 'remuneration { ... on Remuneration { variableLast12Months { money { amount } } } }'],
];

const directory = await mkdtemp(join(tmpdir(), 'held-'));

async function run(): Promise<void> {
  const { published, sign } = await createTokens();
  const keyring = join(directory, 'keyring.json');
  await createKeyringFile(keyring);
  const { sandboxPort, keysPort } = await start('test/load/upstream.ts', {
    EMPLOYEES: values.employees,
    JWKS: published,
  });
  const { child, port } = await start(
    'test/load/measured.ts',
    {
      SANDBOX_PORT: String(sandboxPort),
      KEYS_PORT: String(keysPort),
      KEYRING: keyring,
      DEADLINE_MS: '300000',
      METRICS: 'true',
    },
    ['--expose-gc'],
  );
  async function measure() {
    const [{ heldBytes }] = await Promise.all([once(child, 'message'), child.send('tell')]).then(
      ([message]) => message,
    );
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return { held: Number(heldBytes), counted: Number(/^cache_bytes (\d+)/m.exec(metrics)?.[1]) };
  }
  const token = await sign('tenant');
  await connect(port, token, hosts.globex, keyOf(hosts.globex, 'full'));
  const page = (fields: string) => ask(port, token, `{ employees(first: 1000) { edges { node { ${fields} } } } }`);
  // What is compiled and remembered with the first answers is no part of what is held.
  await ask(port, token, `{ account { status } }`);
  let before = await measure();
  const first = before;
  const print = (name: string, held: number, counted: number) =>
    process.stdout.write(
      `${name.padEnd(16)} ${Math.round(held / Number(values.employees))} bytes a person, ${Math.round(counted / Number(values.employees))} counted\n`,
    );
  for (const [name, fields] of reads) {
    const { data } = await page(fields);
    if (!data?.employees) throw new Error('No answer.');
    const after = await measure();
    print(name, after.held - before.held, after.counted - before.counted);
    before = after;
  }
  print('everything', before.held - first.held, before.counted - first.counted);
}

await runProgram(run, directory);
