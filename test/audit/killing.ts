import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { openVault } from '../../src/accounts/sealing/vault.ts';
import { openHashName } from '../../src/accounts/store/nameHash.ts';
import { createStore } from '../../src/accounts/store/store.ts';
import { openAuditStore } from '../../src/audit/audit.ts';
import type { Entry, Opening } from '../../src/audit/entry.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { bundle } from '../support/bundle.ts';

/** Prepares processes that serve a company with a record in a file or in PostgreSQL until they are killed, for the tests of one file. */
export async function prepareKilling() {
  const program = await bundle(fileURLToPath(new URL('killedProgram.ts', import.meta.url)));
  const directory = await mkdtemp(join(tmpdir(), 'audit-crash-'));
  const keyring = join(directory, 'keyring.json');
  const postgres = await findPostgres();
  const table = ownTable();
  const isFile = (url: string) => url.startsWith('file:');

  beforeAll(() => createKeyringFile(keyring));
  afterAll(async () => {
    await rm(directory, { recursive: true });
    const all = ['', '_keys', '_audit', '_audit_marks'].map((suffix) => `${table}${suffix}`);
    if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
  });

  return {
    directory,
    keyring,
    /** The stores to try; null where there is none. */
    stores: [
      ['in files', `file:${directory}/accounts.db`],
      ['in PostgreSQL', postgres],
    ] as const,

    /** Lets a process serve until `work` has killed it. */
    async live(url: string, work: (port: number, kill: () => void) => Promise<unknown>): Promise<void> {
      const child = spawn(process.execPath, [program, url, keyring, ...(isFile(url) ? [] : [table])], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const closed = once(child, 'close');
      const line = await Promise.race([
        once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
        closed.then(() => Promise.reject(new Error('it ended before it listened'))),
      ]);
      await work(JSON.parse(line).port, () => child.kill('SIGKILL'));
      expect((await closed)[1]).toBe('SIGKILL');
    },

    /** The entries of the whole record, which has to be as it was written, and how many chains it has. */
    async entriesOf(url: string) {
      const store = await createStore(url, isFile(url) ? {} : { table });
      const hash = await openHashName(await openVault(keyring), store);
      await store.disconnect();
      const audit = await openAuditStore({ storeUrl: url, table: `${table}_audit` });
      const all: (Entry | Opening)[] = [];
      const problems: string[] = [];
      await verifyAudit(audit, hash, {
        onLine: ({ entry }) => void all.push(JSON.parse(entry)),
        onProblem: (problem) => void problems.push(problem),
      });
      await audit.close();
      expect(problems).toEqual([]);
      const entries = all.filter((entry) => 'tenant' in entry);
      return { entries, chains: all.length - entries.length };
    },
  };
}
