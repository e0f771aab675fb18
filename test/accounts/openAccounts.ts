import { vi } from 'vitest';
import { type AccountsParts, createAccounts } from '../../src/accounts/accounts.ts';
import { keyringWrapper } from '../../src/accounts/sealing/keyWrapper.ts';
import { type DataKeys, openDataKeys } from '../../src/accounts/store/dataKeys.ts';
import { openHashName } from '../../src/accounts/store/nameHash.ts';
import { recordKey } from '../../src/accounts/store/recordKey.ts';
import { createStore, type Store } from '../../src/accounts/store/store.ts';
import { createFakeLucca } from './fakeLucca.ts';
import { newVault } from './sealing/keyrings.ts';

/** The vault of all accounts opened here. */
export const vault = await newVault();

const keyStores = new WeakMap<Store, Promise<Store>>();

/** The key store of a store: in memory, and the same for all instances that are given this very store. */
export function keyStoreOf(store: Store): Promise<Store> {
  const keyStore = keyStores.get(store) ?? createStore('memory:');
  keyStores.set(store, keyStore);
  return keyStore;
}

/** The data keys of a store whose keyring is that of all accounts opened here. */
export const dataKeysOf = async (store: Store, of = vault) =>
  openDataKeys({ accountStore: store, store: await keyStoreOf(store), wrappers: [keyringWrapper(of)], now: Date.now });

/** A record in a store, opened. */
export async function recordIn(store: Store, tenant: string, keys?: DataKeys): Promise<Record<string, unknown>> {
  const key = await keyIn(store, tenant);
  const from = keys ?? (await dataKeysOf(store));
  return JSON.parse(await from.open(key, await from.read(key), (await store.get(key)) ?? ''));
}

/** Opens accounts, in memory and with a Lucca that proves every right but for the parts given; a fault in the background fails the test. */
export async function openAccounts(parts: Partial<AccountsParts> = {}) {
  const store = parts.store ?? (await createStore('memory:'));
  return createAccounts({
    store,
    keys: parts.keys ?? (await dataKeysOf(store, parts.vault)),
    vault,
    hashName: await openHashName(parts.vault ?? vault, store),
    lucca: createFakeLucca(),
    confirmAfterMs: 0,
    // A run of all tests takes so long that a finished test's schedule could start.
    recheckAfterMs: null,
    onFault(fault) {
      throw fault;
    },
    ...parts,
  });
}

/** The key of a tenant's record in a store. */
export const keyIn = async (store: Store, tenant: string, of = vault) =>
  recordKey(await openHashName(of, store), tenant);

/** The contents of a store, even if its methods have been replaced. */
export async function contentsOf(store: Store): Promise<Map<string, unknown>> {
  const contents = new Map<string, unknown>();
  for (const key of await store.keys()) contents.set(key, await store.store.get(key));
  return contents;
}

/** Waits for what happens in the background, however busy the machine. */
export const eventually = <Result>(expectation: () => Result | Promise<Result>) => vi.waitFor(expectation, 20_000);
