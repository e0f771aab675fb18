import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialsUnreadable } from '../../../src/accounts/errors.ts';
import { contentsOf, dataKeysOf, openAccounts, vault } from '../openAccounts.ts';
import { connect, keyFound, passTenMinutes, setUp } from './twoTenants.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

describe('erasing a tenant', () => {
  it('leaves no record and no data key, and says whether there was anything', async () => {
    const { store, keyStore, accounts, record } = await setUp();
    expect(await accounts.erase('one')).toBe(true);
    expect(await accounts.erase('one')).toBe(false);
    expect(await accounts.erase('nobody')).toBe(false);
    expect(await accounts.find('one')).toBeNull();
    expect(await store.get(record)).toBeUndefined();
    expect(JSON.parse((await keyStore.get(record)) ?? '')).toEqual({
      erasedAt: expect.any(String),
      watermark: expect.any(Number),
    });
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
  });

  it('makes a backup of the record useless: it is not used, reported, and deleted within ten minutes', async () => {
    const { store, accounts, record, backup, putBack, restart } = await setUp();
    await accounts.erase('one');
    await store.set(record, backup);
    expect(await accounts.find('one')).toBeNull();
    expect(putBack).toEqual([{ record, kind: 'erased' }]);
    const next = await restart();
    expect(await next.find('one')).toBeNull();
    await passTenMinutes(next);
    expect(await store.get(record)).toBeUndefined();
  });

  it('leaves nothing that could decrypt the backup, even with both stores and the keyring', async () => {
    const { store, keyStore, accounts, record, backup } = await setUp();
    await accounts.erase('one');
    await expect(vault.open(record, backup)).rejects.toThrow(CredentialsUnreadable);
    const keys = await dataKeysOf(store);
    for (const row of await keyStore.keys())
      await expect(keys.open(record, await keys.read(row), backup), row).rejects.toThrow(CredentialsUnreadable);
    expect(JSON.stringify([...(await contentsOf(store)), ...(await contentsOf(keyStore))])).not.toContain(backup);
  });

  it('lets the company connect again, with another data key and another account', async () => {
    const { store, accounts, record, backup } = await setUp();
    const before = await accounts.find('one');
    await accounts.erase('one');
    const after = await connect(accounts, 'one', 'a-new-key');
    expect(after.id).not.toBe(before?.id);
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
    await store.set(record, backup);
    await expect(accounts.find('one')).rejects.toThrow(CredentialsUnreadable);
    await connect(accounts, 'one', 'a-newer-key');
    expect(await keyFound(await openAccounts({ store }), 'one')).toBe('a-newer-key');
  });

  it('reports the end of the connection on the instance where it happens, and on others at the next lookup', async () => {
    const { store } = await setUp();
    const [hereEnded, thereEnded] = [vi.fn(), vi.fn()];
    const here = await openAccounts({ store, onEnded: hereEnded });
    const there = await openAccounts({ store, onEnded: thereEnded });
    const account = await there.find('one');
    await here.erase('one');
    const { id, version } = account ?? {};
    expect(hereEnded).toHaveBeenCalledExactlyOnceWith({ id, version });
    expect(await there.find('one')).toBeNull();
    expect(thereEnded).toHaveBeenCalledExactlyOnceWith({ id, version });
  });

  it('works for a record and a data key that cannot be opened', async () => {
    const { store, keyStore, accounts, record } = await setUp();
    await store.set(record, 'altered');
    await keyStore.set(record, 'altered too');
    await expect(accounts.find('one')).rejects.toThrow(CredentialsUnreadable);
    expect(await accounts.erase('one')).toBe(true);
    expect(await accounts.find('one')).toBeNull();
    await connect(accounts, 'one');
  });

  it('does not undo a connection that is acknowledged after it', async () => {
    const { store, accounts, restart } = await setUp();
    const other = await restart();
    const { replace } = store;
    store.replace = async (...change) => {
      store.replace = replace;
      await other.erase('new');
      return replace(...change);
    };
    await connect(accounts, 'new');
    expect(await keyFound(other, 'new')).toBe('key-of-new');
  });
});
