import { vi } from 'vitest';
import { type AccountsParts, createAccounts } from '../../src/accounts/accounts.ts';
import { openHashName } from '../../src/accounts/store/nameHash.ts';
import { recordKey } from '../../src/accounts/store/recordKey.ts';
import { createStore, type Store } from '../../src/accounts/store/store.ts';
import { createFakeLucca } from './fakeLucca.ts';
import { newVault } from './sealing/keyrings.ts';

/** The vault of all accounts opened here. */
export const vault = await newVault();

/** Opens accounts, in memory and with a Lucca that proves every right but for the parts given; a fault in the background fails the test. */
export async function openAccounts(parts: Partial<AccountsParts> = {}) {
  const store = parts.store ?? (await createStore('memory:'));
  return createAccounts({
    store,
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
