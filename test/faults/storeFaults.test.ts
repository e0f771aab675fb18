import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { openVault } from '../../src/accounts/sealing/vault.ts';
import { createStore } from '../../src/accounts/store/store.ts';
import type { AppOptions } from '../../src/app/options.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { keyIn } from '../accounts/openAccounts.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { atEndOfFile } from '../support/endOfFile.ts';
import { slowMs, startFaultyWire } from '../support/faultyWire.ts';
import { findRedis } from '../support/redis.ts';
import { type Answer, createTestCompany, startSubgraph, uncached } from '../support/subgraph.ts';
import { type StoreFault, storeCases, storeTable } from './storeRegistry.ts';

const directory = await mkdtemp(join(tmpdir(), 'store-faults-'));
const keyringFile = join(directory, 'keyring.json');
await createKeyringFile(keyringFile);
const [postgres, redis] = await Promise.all([findPostgres(), findRedis()]);
const tables: string[] = [];
afterAll(async () => {
  await rm(directory, { recursive: true });
  const all = tables.flatMap((table) => [table, `${table}_audit`, `${table}_audit_marks`]);
  if (all.length > 0) await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
});

const acme = createTestCompany(hosts.acme);
const input = { domain: acme.host, apiKey: findKey(acme, 'full') };
const timeoutMs = 1_500;
/** So long that nothing ends in time because of it. */
const deadlineMs = 60_000;
/** What a busy machine may take on top. */
const marginMs = 25_000;

const list = '{ employees(first: 1) { totalCount } }';
const connect = `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) {
  __typename ... on ConnectProblem { code } } }`;

/** How the subgraph reaches a store, and how a test can break it. */
type Failing = { app: Partial<AppOptions>; spoil(): unknown; mend(): unknown };

const servers = {
  Redis: {
    url: redis?.url ?? null,
    appOf: (url: string): Partial<AppOptions> => ({ redis: { url, instances: 2, prefix: redis?.prefix ?? '' } }),
  },
  PostgreSQL: {
    url: postgres,
    appOf(storeUrl: string): Partial<AppOptions> {
      const table = `${ownTable()}_${tables.length}`;
      tables.push(table);
      return { storeUrl, store: { table, connectTimeoutMs: timeoutMs, queryTimeoutMs: timeoutMs } };
    },
  },
};

/** The key of a tenant's record in a file. */
async function keyInFile(path: string, tenant: string): Promise<string> {
  const store = await createStore(`file:${path}`);
  onTestFinished(() => store.disconnect());
  return keyIn(store, tenant, await openVault(keyringFile));
}

const files = {
  gone: {
    spoil: (other: Database.Database) => other.exec('ALTER TABLE lucca_accounts RENAME TO away'),
    mend: (other: Database.Database) => other.exec('ALTER TABLE away RENAME TO lucca_accounts'),
  },
  locked: {
    spoil: (other: Database.Database) => other.exec('BEGIN IMMEDIATE'),
    mend: (other: Database.Database) => other.exec('ROLLBACK'),
  },
  altered: {
    async spoil(other: Database.Database, path: string) {
      const key = await keyInFile(path, 'one');
      const rows = other.prepare('SELECT value FROM lucca_accounts WHERE key = ?').pluck().all(key);
      const [value = ''] = rows.map(String);
      expect(value).toMatch(/^eyJ.{500}/);
      const at = Math.floor(value.length * 0.75);
      const turned = `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`;
      expect(other.prepare('UPDATE lucca_accounts SET value = ? WHERE key = ?').run(turned, key).changes).toBe(1);
    },
    // Connecting again has done so.
    mend: () => {},
  },
};

const urlOf = (inject: StoreFault) => (inject.store === 'file' ? '' : servers[inject.store].url);

async function prepare(inject: StoreFault): Promise<Failing> {
  if (inject.store === 'file') {
    const path = join(directory, `${inject.how}.db`);
    const { spoil, mend } = files[inject.how];
    const other = new Database(path);
    onTestFinished(() => void other.close());
    return { app: { storeUrl: `file:${path}`, keyringFile }, spoil: () => spoil(other, path), mend: () => mend(other) };
  }
  const { url, appOf } = servers[inject.store];
  const wire = await startFaultyWire(url ?? '');
  atEndOfFile(wire.close);
  return { app: appOf(wire.url), spoil: () => wire.set(inject.how), mend: () => wire.set('whole') };
}

const codesOf = ({ errors }: Answer) => errors?.map(({ extensions: { code, retryable } }) => [code, retryable]) ?? [];

describe('when a store of ours fails', () => {
  it.for(storeCases.map((each) => [each.what, each] as const))(
    'and %s, an operation fails in time with a known code, until the store has recovered',
    async ([, { inject, codes, isRetryable, connect: problem }], { skip }) => {
      if (urlOf(inject) === null) skip();
      const { app, spoil, mend } = await prepare(inject);
      const subgraph = await startSubgraph({ companies: [acme], app: { ...app, deadlineMs, recheckAfterMs: null } });
      const ask = (tenant: string) => subgraph.ask(list, {}, { tenant, ...uncached });
      await subgraph.connect(acme, 'full', 'one');
      await subgraph.connect(acme, 'full', 'other');
      await spoil();

      const beganAt = performance.now();
      const promised = codes.map((code) => [code, isRetryable]);
      expect(codesOf(await ask('one'))).toEqual(promised);
      const ms = performance.now() - beganAt;
      expect(ms).toBeLessThan(timeoutMs + marginMs);
      // Other tenants hear of what is about them as well, and of nothing else.
      expect(codesOf(await ask('other'))).toEqual(inject.how === 'altered' ? [] : promised);
      const { data } = await subgraph.ask(connect, { input }, { tenant: 'one' });
      expect(data.connectAccount).toEqual(
        problem === null ? { __typename: 'AccountConnected' } : { __typename: 'ConnectProblem', code: problem },
      );
      // Had the fault not been met, nothing would have been tried here.
      if (inject.store === 'Redis') expect(subgraph.logged.join('')).toContain('Redis is unreachable');
      else if (problem === 'STORE_UNAVAILABLE') expect(subgraph.logged.join('')).toContain('a store does not answer');
      else if (inject.how === 'slow') expect(ms).toBeGreaterThan(2 * slowMs);

      await mend();
      await expect.poll(async () => codesOf(await ask('one')), { timeout: 30_000 }).toEqual([]);
      // As whatever the vault seals begins.
      expect(subgraph.logged.join('')).not.toContain('eyJ');
    },
  );
});

it.skipIf(postgres === null)(
  'an operation reports a store as unavailable by its deadline if the store takes longer',
  async () => {
    const { app, spoil, mend } = await prepare({ store: 'PostgreSQL', how: 'hanging' });
    // Longer than the test may take.
    const store = { ...app.store, queryTimeoutMs: 120_000 };
    const { ask } = await startSubgraph({ app: { ...app, store, deadlineMs: 500 } });
    await spoil();
    expect(codesOf(await ask(list))).toEqual([['CREDENTIALS_UNAVAILABLE', true]]);
    await mend();
  },
);

it('the faults tested here are those that the README lists', () => {
  const readme = readFileSync(new URL('../../src/lucca/README.md', import.meta.url), 'utf8');
  expect(readme.includes(storeTable), `paste this into src/lucca/README.md:\n${storeTable}`).toBe(true);
});
