import { AccountsUnusable, CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { answered, type Store } from './store.ts';

/** The store's row that proves the keyring. */
export const keyringProofRow = 'keyring-check';
const proof = 'fits';

/** Refuses a keyring other than the one that sealed the store, before anything is written. Throws `AccountsUnusable`. */
export async function proveKeyring(vault: Vault, store: Store): Promise<void> {
  let sealed = await answered(store.get(keyringProofRow));
  if (sealed === undefined) {
    await answered(store.replace(keyringProofRow, undefined, await vault.seal(keyringProofRow, proof)));
    // Another instance with a different keyring may have written first.
    sealed = await answered(store.get(keyringProofRow));
  }
  try {
    await vault.open(keyringProofRow, sealed ?? '');
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    throw new AccountsUnusable('The account store was encrypted with a different keyring. Start with that one.');
  }
}

/** Seals a value with the current master key if an older one still seals it; returns false when another write came first. */
export async function reseal(vault: Vault, store: Store, key: string): Promise<boolean> {
  const sealed = await answered(store.get(key));
  if (sealed === undefined || vault.isCurrent(sealed)) return true;
  return answered(store.replace(key, sealed, await vault.seal(key, await vault.open(key, sealed))));
}
