import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Account } from '../../../src/accounts/accounts.ts';
import { AccountNotConnected } from '../../../src/accounts/errors.ts';
import type { Caller } from '../../../src/lucca/client.ts';
import { LuccaForbidden, LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../../../src/lucca/errors.ts';
import { createFakeLucca } from '../fakeLucca.ts';
import { eventually, openAccounts } from '../openAccounts.ts';

const minute = 60_000;
const submission = {
  tenant: 'tenant-1',
  domain: 'acme.ilucca.net',
  apiKey: 'key-of-acme',
  acceptMissingPermissions: false,
  deadlineAt: Number.MAX_SAFE_INTEGER,
};
const rejected = new LuccaUnauthorized({ resource: 'users', status: 401 });
const forbidden = new LuccaForbidden({ resource: 'workContracts', status: 403 });

async function setUp(options: { confirmAfterMs?: number } = {}) {
  let time = Date.parse('2026-03-30T08:00:00Z');
  const lucca = createFakeLucca();
  const onFault = vi.fn();
  const accounts = await openAccounts({ lucca, now: () => time, onFault, ...options });
  const outcome = await accounts.connect(submission);
  if (outcome.kind === 'problem') throw new Error(outcome.code);
  lucca.heard.length = 0;
  const found = async (): Promise<Account> => {
    const account = await accounts.find('tenant-1');
    if (account === null) throw new Error('not connected');
    return account;
  };
  const becomes = (status: Account['status']) =>
    eventually(async () => {
      const account = await found();
      expect(account.status).toBe(status);
      return account;
    });
  /** Waits until Lucca has heard so many requests for a resource since, and a little longer, in case there are more. */
  const isHeard = async (resource: string, times: number) => {
    const count = () => lucca.heard.filter((request) => request.resource === resource).length;
    await eventually(() => expect(count()).toBe(times));
    await sleep(20);
    expect(count()).toBe(times);
  };
  const checksMade = (times: number) => isHeard('probedUsers', times);
  const check = (withinMs = 9_000) => accounts.check('tenant-1', time + withinMs);
  const pass = (ms: number) => (time += ms);
  /** Waits until what a check of this moment found is kept, which ends it. */
  const isNoted = () => eventually(async () => expect((await found()).checkedAt).toBe(new Date(time).toISOString()));
  return {
    accounts,
    lucca,
    account: outcome.account,
    found,
    becomes,
    isHeard,
    checksMade,
    isNoted,
    check,
    onFault,
    pass,
  };
}

describe('a read that Lucca answers with 401', () => {
  it('closes the account with a new version when Lucca has confirmed it', async () => {
    const { accounts, account, lucca, becomes, isHeard } = await setUp();
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    accounts.onFailure(account, rejected);
    const closed = await becomes('KEY_REJECTED');
    expect(closed.id).toBe(account.id);
    expect(closed.version).toBeGreaterThan(account.version);
    for (const each of [account, closed]) await expect(accounts.credentials(each)).rejects.toThrow(LuccaUnauthorized);
    accounts.onFailure(closed, rejected);
    await isHeard('presentUsers', 1);
    expect(lucca.heard).toHaveLength(1);
  });

  it('is confirmed after a pause, since it may be a temporary error of Lucca’s', async () => {
    const { accounts, account, lucca, becomes } = await setUp({ confirmAfterMs: 200 });
    lucca.answers.presentUsers = rejected;
    const failedAt = performance.now();
    accounts.onFailure(account, rejected);
    await becomes('KEY_REJECTED');
    // A timer may come a millisecond early.
    expect(performance.now() - failedAt).toBeGreaterThanOrEqual(199);
    expect(lucca.heard).toHaveLength(1);
  });

  it('is not confirmed with a key that has been destroyed by then', async () => {
    const { accounts, account, lucca } = await setUp({ confirmAfterMs: 1_000 });
    accounts.onFailure(account, rejected);
    await accounts.disconnect('tenant-1');
    await sleep(1_100);
    expect(lucca.heard).toEqual([]);
  });

  it.each([null, new LuccaTimeout({ resource: 'users' })])(
    'leaves the account open when Lucca does not confirm it (%s)',
    async (answer) => {
      const { accounts, account, lucca, found, isHeard, onFault } = await setUp();
      if (answer) lucca.answers.presentUsers = answer;
      accounts.onFailure(account, rejected);
      await isHeard('presentUsers', 1);
      expect(await found()).toEqual(account);
      expect(onFault).not.toHaveBeenCalled();
    },
  );

  it('does not affect a key that has replaced the old one in the meantime', async () => {
    const { accounts, account, lucca, found } = await setUp();
    const replaced = await accounts.replaceKey({ ...submission, apiKey: 'another-key' });
    lucca.heard.length = 0;
    accounts.onFailure(account, rejected);
    await sleep(20);
    expect(replaced).toMatchObject({ account: await found() });
    expect(lucca.heard).toEqual([]);
  });

  it('is forgotten when the account is connected again', async () => {
    const { accounts, account, lucca, becomes, found } = await setUp();
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    await becomes('KEY_REJECTED');
    delete lucca.answers.presentUsers;
    await accounts.connect(submission);
    const reopened = await found();
    expect(reopened).toMatchObject({ id: account.id, status: 'CONNECTED' });
    expect(await accounts.credentials(reopened)).toEqual({ host: 'acme.ilucca.net', apiKey: 'key-of-acme' });
  });
});

describe('a check of an account whose key was rejected', () => {
  async function rejectedAccount() {
    const setting = await setUp();
    const { accounts, account, lucca, becomes } = setting;
    lucca.answers.presentUsers = rejected;
    accounts.onFailure(account, rejected);
    const closed = await becomes('KEY_REJECTED');
    lucca.heard.length = 0;
    return { ...setting, closed };
  }

  it('opens the account with a new version when Lucca accepts the key again', async () => {
    const { accounts, account, closed, lucca, check } = await rejectedAccount();
    delete lucca.answers.presentUsers;
    const outcome = await check();
    expect(outcome).toMatchObject({ account: { id: account.id, status: 'CONNECTED', checks: { length: 12 } } });
    if (outcome.kind === 'problem') return;
    expect(outcome.account.version).toBeGreaterThan(closed.version);
    for (const each of [account, closed]) await expect(accounts.credentials(each)).rejects.toThrow(AccountNotConnected);
    expect(await accounts.credentials(outcome.account)).toEqual({ host: 'acme.ilucca.net', apiKey: 'key-of-acme' });
  });

  it('sends one request while the key is still rejected, and changes nothing', async () => {
    const { closed, lucca, found, check } = await rejectedAccount();
    lucca.answers.probedUsers = rejected;
    expect(await check()).toMatchObject({ code: 'KEY_REJECTED' });
    expect(lucca.heard).toHaveLength(1);
    expect(await found()).toEqual(closed);
  });

  it('leaves the key rejected when Lucca is unreachable', async () => {
    const { accounts, closed, lucca, found, check, checksMade } = await rejectedAccount();
    lucca.answers.probedUsers = new LuccaUnavailable({ resource: 'users', reason: 'connect' });
    expect(await check()).toMatchObject({ code: 'LUCCA_UNREACHABLE' });
    const { checkHistory, ...others } = (await found()) ?? {};
    const { checkHistory: before, ...othersBefore } = closed;
    expect(others).toEqual(othersBefore);
    expect(checkHistory).toMatchObject([{ cause: 'REQUESTED', outcome: 'UNREACHABLE' }, ...before]);
    await checksMade(1);
    await expect(accounts.credentials(closed)).rejects.toThrow(LuccaUnauthorized);
  });
});

describe('a check during which Lucca fails', () => {
  it('keeps the previous verdicts of rights that Lucca did not answer about', async () => {
    const { lucca, found, check } = await setUp();
    const verdictOfContracts = async () =>
      (await found()).checks.find(({ permission }) => permission === 'EMPLOYEE_CONTRACTS')?.verdict;
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
    const { accounts, account, lucca, becomes, checksMade, isNoted, pass } = await setUp();
    const another = new LuccaForbidden({ resource: 'fixedItems' });
    lucca.answers.workContracts = forbidden;
    accounts.onFailure(account, forbidden);
    accounts.onFailure(account, forbidden);
    await checksMade(1);
    await becomes('CONNECTED_WITH_GAPS');
    pass(9 * minute);
    accounts.onFailure(account, another);
    await checksMade(1);
    pass(minute + 1);
    accounts.onFailure(account, forbidden);
    await checksMade(1);
    accounts.onFailure(account, another);
    await checksMade(2);
    await isNoted();
    pass(24 * 60 * minute);
    accounts.onFailure(account, forbidden);
    await checksMade(3);
  });

  it('has the rights checked later when another job of the account is running', async () => {
    const { accounts, account, lucca, isHeard, checksMade } = await setUp();
    accounts.onFailure(account, rejected);
    accounts.onFailure(account, forbidden);
    await isHeard('presentUsers', 1);
    expect(lucca.heard).toHaveLength(1);
    accounts.onFailure(account, forbidden);
    await checksMade(1);
  });

  it('keeps the version, so that cached data is still served', async () => {
    const { accounts, account, lucca, becomes } = await setUp();
    lucca.answers.workContracts = forbidden;
    accounts.onFailure(account, forbidden);
    expect((await becomes('CONNECTED_WITH_GAPS')).version).toBe(account.version);
  });

  it('reports a fault of our own, which no caller would see', async () => {
    const { accounts, account, lucca, onFault } = await setUp();
    lucca.answers.departments = new TypeError('ours');
    accounts.onFailure(account, forbidden);
    await eventually(() => expect(onFault).toHaveBeenCalledExactlyOnceWith(lucca.answers.departments));
  });
});

it('other failures of a read have no consequences', async () => {
  const { accounts, account, lucca } = await setUp();
  accounts.onFailure(account, new LuccaTimeout({ resource: 'users' }));
  accounts.onFailure(account, new Error('ours'));
  await sleep(20);
  expect(lucca.heard).toEqual([]);
});

describe('an account in use', () => {
  it('is unreachable from a check that Lucca did not answer until one that it answers', async () => {
    const { account, lucca, found, becomes, check, checksMade, pass } = await setUp();
    lucca.answers.probedUsers = new LuccaUnavailable({ resource: 'users', reason: 'connect' });
    expect(await check()).toMatchObject({ code: 'LUCCA_UNREACHABLE' });
    expect(await found()).toMatchObject({ status: 'UNREACHABLE', checks: account.checks });
    await checksMade(2);
    delete lucca.answers.probedUsers;
    await found();
    await checksMade(2);
    pass(10 * minute + 1);
    await becomes('CONNECTED');
    await checksMade(3);
  });
});

describe('a check that finds the key rejected', () => {
  it('closes the account when the rejection is confirmed', async () => {
    const { lucca, found, check } = await setUp();
    lucca.answers.probedUsers = rejected;
    expect(await check()).toMatchObject({ code: 'LUCCA_ERROR' });
    expect((await found()).status).toBe('CONNECTED');
    lucca.answers.presentUsers = rejected;
    expect(await check()).toMatchObject({ code: 'KEY_REJECTED' });
    expect((await found()).status).toBe('KEY_REJECTED');
  });

  it('has the rejection confirmed in the background when the deadline is too near', async () => {
    const { lucca, found, becomes, check } = await setUp({ confirmAfterMs: 1_000 });
    lucca.answers.probedUsers = rejected;
    lucca.answers.presentUsers = rejected;
    expect(await check(900)).toMatchObject({ code: 'LUCCA_ERROR' });
    expect((await found()).status).toBe('CONNECTED');
    await becomes('KEY_REJECTED');
  });
});

describe('closing', () => {
  it('stops the confirmation of a rejection', async () => {
    const { accounts, account, lucca, found, onFault } = await setUp({ confirmAfterMs: 60_000 });
    accounts.onFailure(account, rejected);
    await accounts.close();
    expect(lucca.heard).toEqual([]);
    expect((await found()).status).toBe('CONNECTED');
    expect(onFault).not.toHaveBeenCalled();
  });

  it('stops a check without marking Lucca as unreachable', async () => {
    const { accounts, account, lucca, found, onFault } = await setUp();
    const breakOff = ({ signal }: Caller) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new LuccaTimeout({ resource: 'users' })));
      });
    lucca.firstPage = vi.fn(breakOff);
    accounts.onFailure(account, forbidden);
    await eventually(() => expect(lucca.firstPage).toHaveBeenCalled());
    await accounts.close();
    expect((await found()).status).toBe('CONNECTED');
    expect(onFault).not.toHaveBeenCalled();
  });
});
