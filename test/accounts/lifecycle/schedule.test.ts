import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialsUnreadable } from '../../../src/accounts/errors.ts';
import { createBackground } from '../../../src/accounts/lifecycle/background.ts';
import { createConnectionMonitor } from '../../../src/accounts/lifecycle/monitor.ts';
import { startSchedule } from '../../../src/accounts/lifecycle/schedule.ts';
import { openHashName } from '../../../src/accounts/store/nameHash.ts';
import { createRecords } from '../../../src/accounts/store/records.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { LuccaForbidden, LuccaRateLimited, LuccaTimeout, LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { createFakeLucca } from '../fakeLucca.ts';
import { dataKeysOf, keyIn, openAccounts, vault } from '../openAccounts.ts';

const minute = 60_000;
const hour = 60 * minute;
const rejected = new LuccaUnauthorized({ resource: 'users', status: 401 });

// Only what makes the schedule go: everything else takes the time it takes.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

type Options = { recheckAfterMs?: number | null; instances?: number; accounts?: number };

/** Connects accounts, a host each, and lets instances look after them by schedule alone. */
async function setUp({ recheckAfterMs = 24 * hour, instances = 1, accounts: count = 1 }: Options = {}) {
  let time = Date.parse('2026-03-30T08:00:00Z');
  const now = () => time;
  const store = await createStore('memory:');
  const lucca = createFakeLucca();
  const accounts = await openAccounts({ store, lucca, now, recheckAfterMs: null });
  const tenants = Array.from({ length: count }, (_, index) => `tenant-${index}`);
  const connect = (tenant: string) =>
    accounts.connect({
      tenant,
      domain: `${tenant}.ilucca.net`,
      apiKey: `key-of-${tenant}`,
      acceptMissingPermissions: true,
      deadlineAt: time + 9_000,
    });
  for (const tenant of tenants) await connect(tenant);
  lucca.heard.length = 0;

  const keys = await dataKeysOf(store);
  const open = vi.fn(keys.open);
  const hashName = await openHashName(vault, store);
  const onFault = vi.fn();
  const rewrap = vi.fn(async () => {});
  const backgrounds = Array.from({ length: instances }, () => {
    const background = createBackground(onFault);
    const records = createRecords({ store, keys: { ...keys, open }, vault, hashName });
    const { check } = createConnectionMonitor({ records, lucca, now, confirmAfterMs: 0, background });
    startSchedule({ records, check, rewrap, now, recheckAfterMs, background });
    return background;
  });

  /** Lets so much time pass and then every instance do what its schedule asks of it. */
  async function pass(ms: number): Promise<void> {
    time += ms;
    vi.advanceTimersByTime(10 * minute);
    for (const background of backgrounds) {
      // A piece of work of the same name can begin only when the other is done.
      while (!background.start('schedule', async () => {})) await sleep(1);
    }
    await sleep(1);
  }
  /** The hosts whose rights were checked since the last time, in order. */
  const checked = () =>
    lucca.heard.splice(0).flatMap(({ resource, caller }) => (resource === 'probedUsers' ? [caller.host] : []));
  const find = (tenant = 'tenant-0') => accounts.find(tenant);
  return { accounts, lucca, store, tenants, connect, pass, checked, find, open, onFault, rewrap, backgrounds, now };
}

describe('the schedule', () => {
  it('checks every account again after a day, give or take a tenth, and not all at once', async () => {
    const { pass, checked, tenants } = await setUp({ accounts: 24 });
    await pass(21.5 * hour);
    expect(checked()).toEqual([]);
    const inTurn: string[][] = [];
    for (let number = 0; number < 5; number += 1) {
      await pass(hour);
      inTurn.push(checked());
    }
    expect(inTurn.flat().sort()).toEqual(tenants.map((tenant) => `${tenant}.ilucca.net`).sort());
    expect(inTurn.filter((hosts) => hosts.length > 0).length).toBeGreaterThan(2);
  });

  it('saves the result of a check, and checks again a day later', async () => {
    const { lucca, pass, checked, find, now } = await setUp();
    lucca.answers.fixedItems = new LuccaForbidden({ resource: 'fixedItems', status: 403 });
    await pass(27 * hour);
    expect(await find()).toMatchObject({ status: 'CONNECTED_WITH_GAPS', checkedAt: new Date(now()).toISOString() });
    expect(checked()).toHaveLength(1);
    await pass(21 * hour);
    expect(checked()).toEqual([]);
    await pass(6 * hour);
    expect(checked()).toHaveLength(1);
  });

  it('checks one account after the other', async () => {
    const { lucca, pass, checked } = await setUp({ accounts: 5 });
    const { firstPage } = lucca;
    const asked = new Set<string>();
    let most = 0;
    lucca.firstPage = async (caller, ...rest) => {
      asked.add(caller.host);
      most = Math.max(most, asked.size);
      await sleep(1);
      const answer = await firstPage(caller, ...rest);
      if (rest[0].name === 'variableItemsWithDeleted') asked.delete(caller.host);
      return answer;
    };
    await pass(27 * hour);
    expect(checked()).toHaveLength(5);
    expect(most).toBe(1);
  });

  it.each([new LuccaTimeout({ resource: 'users' }), new LuccaRateLimited({ resource: 'users', retryAfterSeconds: 1 })])(
    'makes a failing check once a day only (%s)',
    async (failure) => {
      const { lucca, pass, checked } = await setUp();
      lucca.answers.probedUsers = failure;
      await pass(27 * hour);
      for (let number = 0; number < 20; number += 1) await pass(hour);
      expect(checked()).toHaveLength(1);
      await pass(7 * hour);
      expect(checked()).toHaveLength(1);
    },
  );

  it('skips accounts that have been checked in the meantime', async () => {
    const { accounts, pass, checked, now } = await setUp();
    await pass(20 * hour);
    await accounts.check('tenant-0', now() + 9_000);
    checked();
    await pass(20 * hour);
    expect(checked()).toEqual([]);
  });

  it('checks each account once, however many instances there are', async () => {
    const { lucca, pass, checked, tenants } = await setUp({ accounts: 6, instances: 3 });
    // So slow that the other instances come to the account before the first has its answer.
    const { firstPage } = lucca;
    lucca.firstPage = async (...args) => {
      await sleep(20);
      return firstPage(...args);
    };
    await pass(27 * hour);
    expect(checked().sort()).toEqual(tenants.map((tenant) => `${tenant}.ilucca.net`).sort());
    await pass(hour);
    expect(checked()).toEqual([]);
  });

  it('checks a rejected key once a day, in one request, and opens the account when Lucca accepts it again', async () => {
    const { accounts, lucca, pass, find } = await setUp();
    lucca.answers.probedUsers = rejected;
    lucca.answers.presentUsers = rejected;
    await pass(27 * hour);
    const closed = await find();
    expect(closed?.status).toBe('KEY_REJECTED');
    lucca.heard.length = 0;
    await pass(27 * hour);
    await pass(hour);
    expect(lucca.heard).toHaveLength(1);
    expect(await find()).toEqual(closed);

    delete lucca.answers.probedUsers;
    delete lucca.answers.presentUsers;
    await pass(27 * hour);
    const reopened = await find();
    expect(reopened).toMatchObject({ id: closed?.id, status: 'CONNECTED' });
    expect(reopened?.version).toBeGreaterThan(closed?.version ?? Number.NaN);
    expect(reopened && (await accounts.credentials(reopened)).apiKey).toBe('key-of-tenant-0');
  });

  it('sends no request for a disconnected account, and starts again when it is reconnected', async () => {
    const { accounts, pass, checked, connect } = await setUp();
    await accounts.disconnect('tenant-0');
    await pass(27 * hour);
    expect(checked()).toEqual([]);
    await connect('tenant-0');
    checked();
    await pass(21 * hour);
    expect(checked()).toEqual([]);
    await pass(6 * hour);
    expect(checked()).toHaveLength(1);
  });

  it('follows the configured age, and never checks without one', async () => {
    const often = await setUp({ recheckAfterMs: hour });
    await often.pass(70 * minute);
    expect(often.checked()).toHaveLength(1);
    const never = await setUp({ recheckAfterMs: null });
    await never.pass(1_000 * hour);
    expect(never.checked()).toEqual([]);
  });

  it('does not open a record again before it can be due', async () => {
    const { pass, open } = await setUp({ accounts: 3 });
    await pass(minute);
    expect(open).toHaveBeenCalledTimes(3);
    for (let number = 0; number < 10; number += 1) await pass(2 * hour);
    expect(open).toHaveBeenCalledTimes(3);
  });

  it('reports a record that cannot be opened, and continues with the others', async () => {
    const { store, pass, checked, onFault } = await setUp({ accounts: 2 });
    await store.set(await keyIn(store, 'tenant-0'), 'altered');
    await pass(27 * hour);
    expect(checked()).toEqual(['tenant-1.ilucca.net']);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.any(CredentialsUnreadable));
  });

  it('tries again ten minutes later when the store does not answer', async () => {
    const { store, pass, checked, onFault } = await setUp();
    const { keys } = store;
    store.keys = () => Promise.reject(new Error('down'));
    await pass(27 * hour);
    expect(checked()).toEqual([]);
    store.keys = keys;
    await pass(10 * minute);
    expect(checked()).toHaveLength(1);
    expect(onFault).not.toHaveBeenCalled();
  });

  it('ends when the accounts are closed', async () => {
    const { rewrap, backgrounds } = await setUp();
    vi.advanceTimersByTime(10 * minute);
    for (const background of backgrounds) await background.close();
    vi.advanceTimersByTime(100 * hour);
    expect(rewrap).toHaveBeenCalledOnce();
  });
});
