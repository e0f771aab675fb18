import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Accounts } from '../../../src/accounts/accounts.ts';
import { AccountsUnusable, CredentialsUnreadable } from '../../../src/accounts/errors.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { contentsOf, keyIn, keyStoreOf, openAccounts } from '../openAccounts.ts';
import { newKey, vaultWith } from '../sealing/keyrings.ts';

const [k1, k2] = [newKey(), newKey()];
const before = await vaultWith({ current: 'k1', keys: { k1, k2 } });
const after = await vaultWith({ current: 'k2', keys: { k1, k2 } });
const withoutOld = await vaultWith({ current: 'k2', keys: { k2 } });

// Only what makes the schedule go: everything else takes the time it takes.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const connect = (accounts: Accounts, tenant: string, apiKey = `key-of-${tenant}`) =>
  accounts.connect({
    tenant,
    domain: 'acme.ilucca.net',
    apiKey,
    acceptMissingPermissions: true,
    deadlineAt: Number.MAX_SAFE_INTEGER,
  });

/** A store with an account that is connected, and one that was, sealed with the older master key. */
async function setUp() {
  const store = await createStore('memory:');
  const accounts = await openAccounts({ store, vault: before, recheckAfterMs: null });
  await connect(accounts, 'tenant-1');
  await connect(accounts, 'tenant-2');
  await accounts.disconnect('tenant-2');
  return { store, accounts };
}

/** Starts with the newer master key and lets the schedule, which checks nothing here, do what it does. */
async function rotate(store: Store): Promise<void> {
  const accounts = await openAccounts({ store, vault: after, recheckAfterMs: null });
  vi.advanceTimersByTime(10 * 60_000);
  await accounts.close();
}

const start = (store: Store) => openAccounts({ store, vault: withoutOld });

describe('a store whose keyring has a new current master key', () => {
  it('no longer needs the older key when all records are resealed', async () => {
    const { store } = await setUp();
    await expect(start(store)).rejects.toThrow(AccountsUnusable);
    await rotate(store);
    const accounts = await start(store);
    const account = await accounts.find('tenant-1');
    expect(account && (await accounts.credentials(account))).toEqual({
      host: 'acme.ilucca.net',
      apiKey: 'key-of-tenant-1',
    });
    expect(await accounts.find('tenant-2')).toBeNull();
    for (const row of ['name-key', 'keyring-check'])
      expect(after.isCurrent((await store.get(row)) ?? ''), row).toBe(true);
  });

  it('writes no record, only the keys of records', async () => {
    const { store } = await setUp();
    const record = await keyIn(store, 'tenant-1', before);
    const sealed = await store.get(record);
    await rotate(store);
    expect(await store.get(record)).toBe(sealed);
  });

  it('cannot be opened without the older key while a data key is still wrapped with it', async () => {
    const { store } = await setUp();
    const keyStore = await keyStoreOf(store);
    const { replace } = keyStore;
    const record = await keyIn(store, 'tenant-1', before);
    keyStore.replace = (place, ...change) =>
      place === record ? Promise.reject(new Error('down')) : replace(place, ...change);
    await rotate(store);
    await expect(start(store)).rejects.toThrow(AccountsUnusable);
    keyStore.replace = replace;
    await rotate(store);
    await start(store);
  });

  it('is resealed again when an instance with the older keyring has written in the meantime', async () => {
    const { store, accounts } = await setUp();
    await rotate(store);
    await connect(accounts, 'tenant-3');
    await rotate(store);
    expect(await (await start(store)).find('tenant-3')).not.toBeNull();
  });

  it('keeps values that are written while it is being resealed', async () => {
    const { store, accounts } = await setUp();
    const keyStore = await keyStoreOf(store);
    const { replace } = keyStore;
    keyStore.replace = async (place, ...change) => {
      keyStore.replace = replace;
      await connect(accounts, 'tenant-1', 'another-key');
      return replace(place, ...change);
    };
    await rotate(store);
    const account = await accounts.find('tenant-1');
    expect(account && (await accounts.credentials(account)).apiKey).toBe('another-key');
    await expect(start(store)).rejects.toThrow(AccountsUnusable);
  });

  it('is resealed despite a record that no master key opens', async () => {
    const { store } = await setUp();
    const record = await keyIn(store, 'tenant-1', before);
    await store.set(record, 'altered');
    await rotate(store);
    const accounts = await start(store);
    await expect(accounts.find('tenant-1')).rejects.toThrow(CredentialsUnreadable);
    expect(await store.get(record)).toBe('altered');
  });

  it('is not written to when no record needs resealing', async () => {
    const { store } = await setUp();
    const contents = async () => [await contentsOf(store), await contentsOf(await keyStoreOf(store))];
    await rotate(store);
    const before = await contents();
    await rotate(store);
    expect(await contents()).toEqual(before);
  });
});
