import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Accounts } from '../../../src/accounts/accounts.ts';
import { RecordOutdated } from '../../../src/accounts/errors.ts';
import { keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import { createStore, keyStoreUrl, keyTable } from '../../../src/accounts/store/store.ts';
import { root } from '../../deploy/image/dockerfile.ts';
import { openAccounts, vault } from '../openAccounts.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';
import { connect, keyFound } from './twoTenants.ts';

const shell = promisify(execFile);
const postgres = await findPostgres();
const hasTools = await shell('pg_dump', ['--version']).then(
  () => true,
  (failure: unknown) => {
    if (process.env.CI === 'true') throw failure;
    process.stdout.write('There is no pg_dump: backups of PostgreSQL are not tried.\n');
    return false;
  },
);
const directory = await mkdtemp(join(tmpdir(), 'backup-'));
const table = ownTable();
afterAll(async () => {
  await rm(directory, { recursive: true });
  if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${keyTable(table)}`);
});

/** Starts an instance on the stores behind a URL. */
async function instance(url: string): Promise<Accounts> {
  const store = await createStore(url, { table });
  const keyStore = await createStore(keyStoreUrl(url), { table: keyTable(table), name: 'key store' });
  const keys = await openDataKeys({
    accountStore: store,
    store: keyStore,
    wrappers: [keyringWrapper(vault)],
    now: Date.now,
  });
  return openAccounts({ store, keys });
}

/** A way to back up the account store without the key store, and to put that back. */
type Backup = { url: string; make(): Promise<unknown>; restore(): Promise<unknown> };

/** A command of the runbook, for the tables and the files of this test. */
async function runbook(command: string): Promise<void> {
  const text = await readFile(join(root, '.deploy/runbooks.md'), 'utf8');
  const line = text.split('\n').find((each) => each.startsWith(`${command} `) && each.includes('accounts.dump'));
  const script = (line ?? '')
    .replace('lucca_accounts', table)
    .replace('accounts.dump', join(directory, 'accounts.dump'));
  await shell('bash', ['-euc', script], { env: { PATH: process.env.PATH, STORE_URL: postgres ?? '' } });
}

const databaseFile = join(directory, 'accounts.db');

/** Copies the files of the account store, but for those of the key store, from here to there. */
async function copyFiles(from: string, to: string): Promise<void> {
  for (const name of await readdir(directory))
    if (name.startsWith(from) && !name.includes('.keys'))
      await copyFile(join(directory, name), join(directory, name.replace(from, to)));
}

const backups: [string, Backup, boolean][] = [
  [
    'PostgreSQL, by the commands of the runbook',
    { url: postgres ?? '', make: () => runbook('pg_dump'), restore: () => runbook('pg_restore') },
    postgres !== null && hasTools,
  ],
  [
    'a file, copied',
    {
      url: `file:${databaseFile}`,
      make: () => copyFiles('accounts.db', 'saved'),
      restore: () => copyFiles('saved', 'accounts.db'),
    },
    true,
  ],
];

describe.each(backups)('a backup of the account store in %s', (_, { url, make, restore }, canRun) => {
  it.skipIf(!canRun)(
    'restores the companies that were lost, but none that has disconnected or was erased since, nor an earlier key',
    async () => {
      const before = await instance(url);
      for (const tenant of ['lost', 'disconnected', 'erased', 'rekeyed'])
        await connect(before, tenant, `key-of-${tenant}`);
      await before.close();
      await make();

      const after = await instance(url);
      await after.disconnect('disconnected');
      await after.erase('erased');
      await connect(after, 'rekeyed', 'a-later-key');
      await connect(after, 'later', 'key-of-later');
      await after.close();
      await restore();

      const restored = await instance(url);
      onTestFinished(() => restored.close());
      expect(await keyFound(restored, 'lost')).toBe('key-of-lost');
      for (const tenant of ['disconnected', 'rekeyed'])
        await expect(restored.find(tenant), tenant).rejects.toThrow(RecordOutdated);
      expect(await restored.find('erased')).toBeNull();
      expect(await restored.find('later')).toBeNull();
      await connect(restored, 'disconnected', 'a-new-key');
      expect(await keyFound(restored, 'disconnected')).toBe('a-new-key');
    },
  );
});
