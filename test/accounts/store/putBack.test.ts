import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../src/accounts/accounts.ts';
import { CredentialsUnreadable, RecordOutdated } from '../../../src/accounts/errors.ts';
import { dataKeysOf, keyIn, openAccounts, vault } from '../openAccounts.ts';
import { connect, host, keyFound, passTenMinutes, setUp } from './twoTenants.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

describe('an older record that was put back', () => {
  const changes: [string, (accounts: Accounts) => Promise<unknown>][] = [
    ['disconnect', (accounts) => accounts.disconnect('one')],
    ['new key', (accounts) => connect(accounts, 'one', 'a-new-key')],
    [
      'setting',
      async (accounts) => {
        const account = await accounts.find('one');
        if (account) await accounts.setMapping(account, (before) => ({ ...before, weeklyHoursAtFullTime: '35' }));
      },
    ],
  ];
  it.each(changes)(
    'is refused after a %s, by the running process and the next one, and reported once',
    async (_, change) => {
      const { store, accounts, record, backup, putBack, restart } = await setUp();
      const before = await accounts.find('one');
      await change(accounts);
      await store.set(record, backup);
      const refused = async (by: Accounts) => {
        await expect(by.find('one')).rejects.toThrow(RecordOutdated);
        await expect(by.find('one')).rejects.toThrow(CredentialsUnreadable);
        if (before) await expect(by.isCurrent(before)).rejects.toThrow(RecordOutdated);
        if (before) await expect(by.credentials(before)).rejects.toThrow(RecordOutdated);
      };
      await refused(accounts);
      expect(putBack).toEqual([{ record, kind: 'outdated' }]);
      await refused(await restart());
      expect(await keyFound(accounts, 'two')).toBe('key-of-two');
    },
  );

  it('is refused by an instance that has used it and does not know what came later', async () => {
    const { store, accounts, record, backup, restart } = await setUp();
    const other = await restart();
    const account = await other.find('one');
    await accounts.disconnect('one');
    await store.set(record, backup);
    if (account) await expect(other.isCurrent(account)).rejects.toThrow(RecordOutdated);
  });

  it('is accepted if it is the latest', async () => {
    const { store, accounts, record, backup, putBack, restart } = await setUp();
    await store.delete(record);
    expect(await accounts.find('one')).toBeNull();
    await store.set(record, backup);
    expect(await keyFound(await restart(), 'one')).toBe('key-of-one');
    expect(putBack).toEqual([]);
  });

  it('is repaired by connecting again, and refused again after that', async () => {
    const { store, accounts, record, backup } = await setUp();
    await accounts.disconnect('one');
    await store.set(record, backup);
    await connect(accounts, 'one', 'a-new-key');
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
    await store.set(record, backup);
    await expect(accounts.find('one')).rejects.toThrow(RecordOutdated);
  });

  it('is refused if a master key sealed it, before companies had data keys', async () => {
    const { store, accounts, record } = await setUp();
    const old = JSON.stringify({
      id: 'a1',
      host,
      apiKey: 'old-key',
      version: 1,
      connectedAt: '2026-03-31T08:00:00.000Z',
    });
    await store.set(record, await vault.seal(record, old));
    await expect(accounts.find('one')).rejects.toThrow(RecordOutdated);
  });

  it.each([
    ['is deleted if its tenant was erased', (accounts: Accounts) => accounts.erase('one'), false],
    ['is not used if the record of its tenant is gone', () => Promise.resolve(), true],
  ])('under an unkeyed hash of its tenant %s', async (_, end, isKept) => {
    const { store, accounts, record, restart } = await setUp();
    await end(accounts);
    await store.delete(record);
    const place = `account:${createHash('sha256').update('one').digest('hex')}`;
    const old = { id: 'a1', host, apiKey: 'old-key', version: 1, connectedAt: '2026-03-31T08:00:00.000Z' };
    await store.set(place, await vault.seal(place, JSON.stringify(old)));
    expect(await (await restart()).find('one')).toBeNull();
    expect((await store.get(place)) !== undefined).toBe(isKept);
  });
});

describe('a record that a master key sealed, before companies had data keys', () => {
  it('is read, and gets a data key within ten minutes or with the next write', async () => {
    for (const write of [passTenMinutes, (accounts: Accounts) => accounts.disconnect('old')]) {
      const { store, accounts } = await setUp();
      const record = await keyIn(store, 'old');
      const text = JSON.stringify({
        id: 'a1',
        host,
        apiKey: 'old-key',
        version: 1,
        connectedAt: '2026-03-31T08:00:00.000Z',
      });
      const sealed = await vault.seal(record, text);
      await store.set(record, sealed);
      expect((await accounts.find('old'))?.id).toBe('a1');
      await write(accounts);
      await expect(vault.open(record, (await store.get(record)) ?? '')).rejects.toThrow(CredentialsUnreadable);
      const keys = await dataKeysOf(store);
      expect(await keys.open(record, await keys.read(record), (await store.get(record)) ?? '')).toContain('"id":"a1"');
      await store.set(record, sealed);
      await expect((await openAccounts({ store })).find('old')).rejects.toThrow(RecordOutdated);
    }
  });
});
