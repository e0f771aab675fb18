import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Account, Accounts } from '../../../src/accounts/accounts.ts';
import { AccountNotConnected } from '../../../src/accounts/errors.ts';
import { keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import type { AccountVersion } from '../../../src/accounts/store/record.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { LuccaForbidden, LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { createFakeLucca } from '../fakeLucca.ts';
import { openAccounts, recordIn, vault } from '../openAccounts.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';

const directory = await mkdtemp(join(tmpdir(), 'instances-'));
const postgres = await findPostgres();
const table = ownTable();
afterAll(async () => {
  if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${table}_keys`);
});

const startedAt = Date.parse('2026-03-31T08:00:00.000Z');
const now = () => startedAt;
const rejected = new LuccaUnauthorized({ resource: 'users', status: 401 });
const forbidden = new LuccaForbidden({ resource: 'workContracts', status: 403 });
let tenants = 0;

describe.each([
  ['in a file', `file:${directory}/accounts.db`],
  ['in PostgreSQL', postgres],
])('two instances over one store %s', (_, url) => {
  const it_ = it.skipIf(url === null);

  async function openInstance() {
    const store = await createStore(url ?? '', { table });
    const lucca = createFakeLucca();
    const ended: AccountVersion[] = [];
    const onEnded = async (connection: AccountVersion) => void ended.push(connection);
    const keyStore = await createStore(url ?? '', { table: `${table}_keys` });
    const keys = await openDataKeys({ accountStore: store, store: keyStore, wrappers: [keyringWrapper(vault)], now });
    const accounts = await openAccounts({ store, keys, lucca, now, onEnded });
    onTestFinished(() => accounts.close());
    const { replace } = store;
    return {
      accounts,
      lucca,
      /** The connections that were reported as ended. */
      ended,
      /** Runs something once, between the read and the write of the next change. */
      beforeWriting(happens: () => Promise<unknown>) {
        store.replace = async (...change) => {
          store.replace = replace;
          await happens();
          return replace(...change);
        };
      },
      /** The tenant's record in the store, opened. */
      kept: (tenant: string) => recordIn(store, tenant, keys),
    };
  }

  /** A separate tenant, connected, and both instances. */
  async function setUp() {
    tenants += 1;
    const tenant = `tenant-${process.pid}-${tenants}`;
    const terms = { tenant, acceptMissingPermissions: true, deadlineAt: startedAt + 9_000 };
    const [here, there] = [await openInstance(), await openInstance()];
    const connect = (accounts: Accounts, name: string, apiKey = `key-of-${name}`) =>
      accounts.connect({ ...terms, domain: `${name}.ilucca.net`, apiKey }).then(accountIn);
    return {
      tenant,
      here,
      there,
      account: await connect(here.accounts, 'acme'),
      check: ({ accounts }: typeof here) => accounts.check(tenant, terms.deadlineAt),
      connect,
      replaceKey: ({ accounts }: typeof here, apiKey: string) => accounts.replaceKey({ ...terms, apiKey }),
      disconnect: ({ accounts }: typeof here) => accounts.disconnect(tenant),
      find: () => here.accounts.find(tenant),
    };
  }

  it_('leave a disconnected account disconnected, whatever the other one was about to save', async () => {
    const { tenant, here, there, check, disconnect, find } = await setUp();
    here.beforeWriting(() => disconnect(there));
    await expect(check(here)).rejects.toThrow(AccountNotConnected);
    expect(await find()).toBeNull();
    expect(await here.kept(tenant)).toMatchObject({ apiKey: null, checks: [] });
  });

  it_('report the end of a connection at once where it ended, and on the other one at its next look', async () => {
    const { here, there, account, check, replaceKey, disconnect } = await setUp();
    const versionOf = ({ id, version }: Account) => ({ id, version });
    await check(here);
    await there.accounts.find(account.tenant);
    expect([here.ended, there.ended]).toEqual([[], []]);
    const replaced = accountIn(await replaceKey(here, 'another-key'));
    expect(here.ended).toEqual([versionOf(account)]);
    expect(there.ended).toEqual([]);
    await there.accounts.find(account.tenant);
    expect(there.ended).toEqual([versionOf(account)]);
    await disconnect(there);
    expect(there.ended).toEqual([account, replaced].map(versionOf));
    expect(await here.accounts.isCurrent(replaced)).toBe(false);
    expect(here.ended).toEqual([account, replaced].map(versionOf));
  });

  it_('keep a new key, whatever the other one was about to save about the old key', async () => {
    const { tenant, here, there, account, check, replaceKey } = await setUp();
    here.lucca.answers.workContracts = forbidden;
    here.beforeWriting(() => replaceKey(there, 'another-key'));
    await expect(check(here)).rejects.toThrow(AccountNotConnected);
    const after = accountIn(await check(there));
    expect(after).toMatchObject({ id: account.id, status: 'CONNECTED' });
    expect(await here.accounts.credentials(after)).toEqual({ host: 'acme.ilucca.net', apiKey: 'another-key' });
    expect(await there.kept(tenant)).toMatchObject({ apiKey: 'another-key' });
  });

  it_('do not mark a key as rejected that has just replaced the rejected one', async () => {
    const { here, there, check, replaceKey, find } = await setUp();
    here.lucca.answers.probedUsers = rejected;
    here.lucca.answers.presentUsers = rejected;
    const replaced = new Promise((resolve) => {
      here.beforeWriting(async () => resolve(await replaceKey(there, 'another-key')));
    });
    expect(await check(here)).toMatchObject({ code: 'LUCCA_ERROR' });
    expect(await replaced).toMatchObject({ account: await find() });
    expect(await find()).toMatchObject({ status: 'CONNECTED' });
  });

  it_('connect, replace a key and disconnect whatever the other one has just saved', async () => {
    const { tenant, here, there, account, check, connect, replaceKey, disconnect, find } = await setUp();
    const notingThere = () => {
      there.lucca.answers.workContracts = forbidden;
      here.beforeWriting(() => check(there));
    };
    notingThere();
    const connected = await connect(here.accounts, 'acme', 'second-key');
    expect(connected).toMatchObject({ id: account.id, status: 'CONNECTED' });
    expect(await find()).toEqual(connected);
    notingThere();
    const replaced = accountIn(await replaceKey(here, 'third-key'));
    expect(await find()).toEqual(replaced);
    expect(replaced).toMatchObject({ id: account.id, status: 'CONNECTED' });
    notingThere();
    expect(await disconnect(here)).toBe(true);
    expect(await find()).toBeNull();
    expect(await here.kept(tenant)).toMatchObject({ apiKey: null });
  });

  it_('never give two connections the same version', async () => {
    const { here, there, account, connect, find } = await setUp();
    let meanwhile: Account | undefined;
    here.beforeWriting(async () => {
      meanwhile = await connect(there.accounts, 'umbrella');
    });
    const connected = await connect(here.accounts, 'acme');
    expect(await find()).toEqual(connected);
    expect(meanwhile?.version).toBeGreaterThan(account.version);
    expect(connected.version).toBeGreaterThan(meanwhile?.version ?? Number.NaN);
    expect(new Set([account.id, meanwhile?.id, connected.id]).size).toBe(3);
  });

  it_('do not replace the key of another Lucca', async () => {
    const { here, there, connect, replaceKey, find } = await setUp();
    let meanwhile: Account | undefined;
    here.beforeWriting(async () => {
      meanwhile = await connect(there.accounts, 'umbrella');
    });
    await expect(replaceKey(here, 'another-key')).rejects.toThrow(AccountNotConnected);
    expect(await find()).toEqual(meanwhile);
  });

  it_('both save their results for the same connection', async () => {
    const { here, there, check, find } = await setUp();
    here.lucca.answers.workContracts = forbidden;
    here.beforeWriting(() => check(there));
    expect(accountIn(await check(here))).toEqual(await find());
    expect((await find())?.status).toBe('CONNECTED_WITH_GAPS');
  });
});

function accountIn(outcome: Awaited<ReturnType<Accounts['connect']>>): Account {
  if (outcome.kind === 'problem') throw new Error(outcome.code);
  return outcome.account;
}
