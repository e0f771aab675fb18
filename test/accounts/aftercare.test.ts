import { describe, expect, it, vi } from 'vitest';
import { type Account, createAccounts } from '../../src/accounts/accounts.ts';
import { createStore } from '../../src/accounts/store/store.ts';
import { LuccaForbidden, LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../../src/lucca/errors.ts';
import { createFakeLucca } from './fakeLucca.ts';
import { newVault } from './keyrings.ts';

const vault = await newVault();
const minute = 60_000;
const hour = 60 * minute;
const submission = {
  tenant: 'tenant-1',
  domain: 'acme.ilucca.net',
  apiKey: 'key-of-acme',
  acceptMissingPermissions: false,
  deadlineAt: 9_000,
};
const rejected = new LuccaUnauthorized({ resource: 'users', status: 401 });
const forbidden = new LuccaForbidden({ resource: 'workContracts', status: 403 });

async function setUp(options: { recheckAfterMs?: number | null } = {}) {
  let time = Date.parse('2026-03-30T08:00:00Z');
  const lucca = createFakeLucca();
  const onFault = vi.fn();
  const store = await createStore('memory:');
  const accounts = await createAccounts({ store, vault, lucca, now: () => time, onFault, ...options });
  const outcome = await accounts.connect(submission);
  if (outcome.kind === 'problem') throw new Error(outcome.code);
  lucca.heard.length = 0;
  const found = async (): Promise<Account> => {
    const account = await accounts.find('tenant-1');
    if (account === null) throw new Error('not connected');
    return account;
  };
  /** How often the rights were checked since, once nothing is under way any more. */
  const checksMade = async () => {
    // Closing waits for what is under way; a store in memory can be read on.
    await accounts.close();
    return lucca.heard.filter(({ resource }) => resource === 'probedUsers').length;
  };
  return { accounts, lucca, account: outcome.account, found, checksMade, onFault, pass: (ms: number) => (time += ms) };
}

describe('a read that Lucca answers with 401', () => {
  it('closes the account once Lucca has said so again, under another version', async () => {
    const { accounts, account, lucca, found, checksMade } = await setUp();
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    accounts.onFailure(account, rejected);
    await checksMade();
    expect(lucca.heard).toHaveLength(1);
    const closed = await found();
    expect(closed).toMatchObject({ id: account.id, status: 'KEY_REJECTED' });
    expect(closed.version).toBeGreaterThan(account.version);
    for (const each of [account, closed]) await expect(accounts.credentials(each)).rejects.toThrow(LuccaUnauthorized);
    expect(await accounts.check('tenant-1', 9_000)).toMatchObject({ code: 'KEY_REJECTED' });
    expect(lucca.heard).toHaveLength(1);
  });

  it.each([null, new LuccaTimeout({ resource: 'users' })])(
    'leaves the account open when Lucca does not say so again (%s)',
    async (answer) => {
      const { accounts, account, lucca, found, checksMade, onFault } = await setUp();
      if (answer) lucca.answers.presentUsers = answer;
      accounts.onFailure(account, rejected);
      await checksMade();
      expect(await found()).toEqual(account);
      expect(onFault).not.toHaveBeenCalled();
    },
  );

  it('says nothing about a key that has been replaced meanwhile', async () => {
    const { accounts, account, lucca, found, checksMade } = await setUp();
    const replaced = await accounts.replaceKey({ ...submission, apiKey: 'another-key' });
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    await checksMade();
    expect(replaced).toMatchObject({ account: await found() });
  });

  it('is forgotten when the account is connected again', async () => {
    const { accounts, account, lucca, found, checksMade } = await setUp();
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    await checksMade();
    delete lucca.answers.presentUsers;
    await accounts.connect(submission);
    const reopened = await found();
    expect(reopened).toMatchObject({ id: account.id, status: 'CONNECTED' });
    expect(await accounts.credentials(reopened)).toEqual({ host: 'acme.ilucca.net', apiKey: 'key-of-acme' });
  });
});

describe('a check during which Lucca fails', () => {
  it('leaves standing what was known of the rights it did not answer about', async () => {
    const { accounts, account, lucca, found } = await setUp();
    const verdictOfContracts = async () =>
      (await found()).checks.find(({ permission }) => permission === 'EMPLOYEE_CONTRACTS')?.verdict;
    const check = () => accounts.check(account.tenant, Number.MAX_SAFE_INTEGER);
    const failure = new LuccaUnavailable({ resource: 'workContracts', status: 503, reason: 'status' });
    lucca.answers.workContracts = failure;
    await check();
    expect(await verdictOfContracts()).toBe('GRANTED');
    lucca.answers.workContracts = forbidden;
    await check();
    lucca.answers.workContracts = failure;
    await check();
    expect(await verdictOfContracts()).toBe('MISSING');
    expect((await found()).status).toBe('CONNECTED_WITH_GAPS');
  });
});

describe('a read that Lucca answers with 403', () => {
  it('has the rights checked again, at most once in ten minutes and once a day for the same refusal', async () => {
    const { accounts, account, lucca, found, checksMade, pass } = await setUp();
    const another = new LuccaForbidden({ resource: 'fixedItems' });
    lucca.answers.workContracts = forbidden;
    accounts.onFailure(account, forbidden);
    accounts.onFailure(account, forbidden);
    expect(await checksMade()).toBe(1);
    expect((await found()).status).toBe('CONNECTED_WITH_GAPS');
    pass(9 * minute);
    accounts.onFailure(account, another);
    expect(await checksMade()).toBe(1);
    pass(minute);
    accounts.onFailure(account, forbidden);
    expect(await checksMade()).toBe(1);
    accounts.onFailure(account, another);
    expect(await checksMade()).toBe(2);
    pass(24 * 60 * minute);
    accounts.onFailure(account, forbidden);
    expect(await checksMade()).toBe(3);
  });

  it('leaves the version as it is: what was read may still be read', async () => {
    const { accounts, account, found, checksMade } = await setUp();
    accounts.onFailure(account, forbidden);
    await checksMade();
    expect((await found()).version).toBe(account.version);
  });

  it('tells of a fault of our own, which nobody waits for', async () => {
    const { accounts, account, lucca, checksMade, onFault } = await setUp();
    lucca.answers.departments = new TypeError('ours');
    accounts.onFailure(account, forbidden);
    await checksMade();
    expect(onFault).toHaveBeenCalledExactlyOnceWith(lucca.answers.departments);
  });
});

it('nothing else a read fails with leads to anything', async () => {
  const { accounts, account, lucca, checksMade } = await setUp();
  accounts.onFailure(account, new LuccaTimeout({ resource: 'users' }));
  accounts.onFailure(account, new Error('ours'));
  await checksMade();
  expect(lucca.heard).toEqual([]);
});

describe('an account in use', () => {
  it('is checked again when its checks are a day old, give or take a tenth', async () => {
    const { found, checksMade, pass } = await setUp();
    pass(21 * hour);
    await found();
    expect(await checksMade()).toBe(0);
    pass(6 * hour);
    await found();
    await found();
    expect(await checksMade()).toBe(1);
  });

  it('is never checked by itself where that is switched off', async () => {
    const { found, checksMade, pass } = await setUp({ recheckAfterMs: null });
    pass(1_000 * hour);
    await found();
    expect(await checksMade()).toBe(0);
  });

  it('is out of reach from a check that Lucca did not answer to one that it did', async () => {
    const { accounts, account, lucca, found, checksMade, pass } = await setUp();
    lucca.answers.probedUsers = new LuccaUnavailable({ resource: 'users', reason: 'connect' });
    expect(await accounts.check('tenant-1', 9_000)).toMatchObject({ code: 'LUCCA_UNREACHABLE' });
    expect(await found()).toMatchObject({ status: 'UNREACHABLE', checks: account.checks });
    await checksMade();
    delete lucca.answers.probedUsers;
    pass(10 * minute);
    await found();
    await checksMade();
    expect(await found()).toMatchObject({ status: 'CONNECTED' });
  });
});

describe('a check that finds the key rejected', () => {
  it('closes the account once that is confirmed', async () => {
    const { accounts, lucca, found } = await setUp();
    lucca.answers.probedUsers = rejected;
    expect(await accounts.check('tenant-1', 9_000)).toMatchObject({ code: 'LUCCA_ERROR' });
    expect((await found()).status).toBe('CONNECTED');
    lucca.answers.presentUsers = rejected;
    expect(await accounts.check('tenant-1', 9_000)).toMatchObject({ code: 'KEY_REJECTED' });
    expect((await found()).status).toBe('KEY_REJECTED');
  });
});
