import { chmod, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { degree } from '../support/thoroughness.ts';
import { prepareKilling } from './killing.ts';

const kills = degree(50, 10, 2);
const { directory, keyring, stores, live, entriesOf } = await prepareKilling();

const query = 'query ($n: Int!) { employees(first: $n) { edges { node { remuneration { __typename } } } } }';

/** Sends reads of pay, and kills the process after some; adds the ids of those that were answered. */
async function readUntilKilled(port: number, kill: () => void, answered: Set<string>, afterAnswers: number) {
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

describe.concurrent.each(stores)('the record %s', (where, url) => {
  it.skipIf(url === null)(
    `has every read of pay that was answered, and can be verified, after ${kills} kills at any moment`,
    { timeout: 600_000 },
    async () => {
      const answered = new Set<string>();
      for (let life = 0; life < kills; life += 1)
        await live(url ?? '', (port, kill) => readUntilKilled(port, kill, answered, answered.size + 20 + 7 * life));
      const { entries, chains } = await entriesOf(url ?? '');
      const recorded = new Set(entries.map((each) => each.pay && each.correlationId));
      expect([...answered].filter((id) => !recorded.has(id))).toEqual([]);
      expect(chains).toBe(kills);
      process.stdout.write(
        `audit ${where}: ${kills} kills, ${answered.size} answered, ${entries.length} entries, 0 lost\n`,
      );
    },
  );
});

describe('npm run audit', () => {
  it('prints the record as JSON lines, and ends with 1 where a line is missing, which it names, or others may use the keyring', {
    timeout: 120_000,
  }, async () => {
    const cwd = await mkdtemp(join(directory, 'export-'));
    const storeUrl = `file:${cwd}/accounts.db`;
    await live(storeUrl, (port, kill) => readUntilKilled(port, kill, new Set(), 5));
    await writeFile(join(cwd, 'jwt'), 'x'.repeat(40), { mode: 0o600 });
    const env = {
      STORE_URL: storeUrl,
      MASTER_KEY_FILE: keyring,
      JWT_SECRET_FILE: join(cwd, 'jwt'),
      JWT_ISSUER: 'https://issuer.example',
      JWT_AUDIENCE: 'graph',
    };
    await chmod(keyring, 0o640);
    const refused = await startProgram('src/cli.ts', { cwd, env, args: ['export-audit'] });
    expect(await refused.exitCode()).toBe(1);
    expect(refused.printed).toEqual({ out: '', err: expect.stringMatching(/^MASTER_KEY_FILE: users other than/) });
    await chmod(keyring, 0o600);
    const whole = await startProgram('src/cli.ts', { cwd, env, args: ['export-audit'] });
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
    const broken = await startProgram('src/cli.ts', { cwd, env, args: ['export-audit'] });
    expect(await broken.exitCode()).toBe(1);
    expect(broken.printed.err).toBe(`Chain ${lines[0].chain}: line 3 is missing before line 4.\n`);
    expect(broken.printed.out.trimEnd().split('\n')).toHaveLength(lines.length - 1);
  });
});
