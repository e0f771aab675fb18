import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { openVault } from '../../src/accounts/sealing/vault.ts';
import { openHashName } from '../../src/accounts/store/nameHash.ts';
import { createStore } from '../../src/accounts/store/store.ts';
import { openAuditStore } from '../../src/audit/audit.ts';
import type { Line } from '../../src/audit/lines.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { bundle } from '../support/bundle.ts';
import { startProgram } from '../support/program.ts';
import { isThorough } from '../support/thoroughness.ts';

const kills = isThorough ? 20 : 2;
const program = await bundle(fileURLToPath(new URL('serving.ts', import.meta.url)));
const directory = await mkdtemp(join(tmpdir(), 'audit-crash-'));
const keyring = join(directory, 'keyring.json');
const postgres = await findPostgres();
const table = ownTable();

beforeAll(() => createKeyringFile(keyring));
afterAll(async () => {
  await rm(directory, { recursive: true });
  if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${table}_audit, ${table}_audit_marks`);
});

const query = 'query ($n: Int!) { employees(first: $n) { edges { node { remuneration { __typename } } } } }';

/** Sends reads of pay until the process is killed; adds the ids of those that were answered. */
async function readUntilKilled(child: ChildProcess, port: number, answered: Set<string>, afterAnswers: number) {
  const kill = () => child.kill('SIGKILL');
  const ask = async (first: number) => {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { n: first } }),
      });
      const { data } = (await response.json()) as { data: { employees: { edges: unknown[] } } };
      if (data.employees.edges.length === first) answered.add(response.headers.get('x-correlation-id') ?? '');
      if (answered.size >= afterAnswers) kill();
    }
  };
  // Each ends with the failure of a request to a process that is gone.
  await Promise.allSettled([1, 2, 3, 4, 5, 6].map(ask));
}

const tableOf = (url: string) => (url.startsWith('file:') ? [] : [table]);

async function live(url: string, answered: Set<string>, afterAnswers: number): Promise<void> {
  const child = spawn(process.execPath, [program, url, keyring, ...tableOf(url)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    closed.then(() => Promise.reject(new Error('it ended before it listened'))),
  ]);
  await readUntilKilled(child, JSON.parse(line).port, answered, answered.size + afterAnswers);
  expect((await closed)[1]).toBe('SIGKILL');
}

describe.concurrent.each([
  ['in files', `file:${directory}/accounts.db`],
  ['in PostgreSQL', postgres],
])('the record %s', (where, url) => {
  it.skipIf(url === null)(
    `has every read of pay that was answered, and can be verified, after ${kills} kills at any moment`,
    { timeout: 600_000 },
    async () => {
      const answered = new Set<string>();
      for (let life = 0; life < kills; life += 1) await live(url ?? '', answered, 20 + 7 * life);
      const store = await createStore(url ?? '', where === 'in PostgreSQL' ? { table } : {});
      const hash = await openHashName(await openVault(keyring), store);
      await store.disconnect();
      const audit = await openAuditStore({ storeUrl: url ?? '', table: `${table}_audit` });
      const [lines, problems]: [Line[], string[]] = [[], []];
      await verifyAudit(audit, hash, {
        onLine: (line) => void lines.push(line),
        onProblem: (problem) => void problems.push(problem),
      });
      await audit.close();
      expect(problems).toEqual([]);
      const recorded = new Set(
        lines.map(({ entry }) => JSON.parse(entry)).map((each) => each.pay && each.correlationId),
      );
      expect([...answered].filter((id) => !recorded.has(id))).toEqual([]);
      expect(lines.filter(({ tenant }) => tenant === null)).toHaveLength(kills);
      process.stdout.write(
        `audit ${where}: ${kills} kills, ${answered.size} answered, ${lines.length} lines, 0 lost\n`,
      );
    },
  );
});

describe('npm run audit', () => {
  it('prints the record as JSON lines, and ends with 1 where a line is missing, which it names', {
    timeout: 120_000,
  }, async () => {
    const cwd = await mkdtemp(join(directory, 'export-'));
    const storeUrl = `file:${cwd}/accounts.db`;
    await live(storeUrl, new Set(), 5);
    await writeFile(join(cwd, 'jwt'), 'x'.repeat(40), { mode: 0o600 });
    const env = {
      STORE_URL: storeUrl,
      MASTER_KEY_FILE: keyring,
      JWT_SECRET_FILE: join(cwd, 'jwt'),
      JWT_ISSUER: 'https://issuer.example',
      JWT_AUDIENCE: 'graph',
    };
    const whole = startProgram('src/exportAudit.ts', { cwd, env });
    expect(await whole.exitCode()).toBe(0);
    expect(whole.printed.err).toBe('');
    const lines = whole.printed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines[1]).toMatchObject({ sequence: 2, entry: { tenant: 'acme', pay: { count: expect.any(Number) } } });

    const files = await readdir(`${cwd}/accounts.db.audit`);
    const file = join(`${cwd}/accounts.db.audit`, files.find((name) => name.endsWith('.jsonl')) ?? '');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text
        .split('\n')
        .filter((_, index) => index !== 2)
        .join('\n'),
    );
    const broken = startProgram('src/exportAudit.ts', { cwd, env });
    expect(await broken.exitCode()).toBe(1);
    expect(broken.printed.err).toBe(`Chain ${lines[0].chain}: line 3 is missing before line 4.\n`);
    expect(broken.printed.out.trimEnd().split('\n')).toHaveLength(lines.length - 1);
  });
});
