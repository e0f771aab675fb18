import { AccountsUnusable, CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { answered, type Store } from './store.ts';

const key = 'keyring-check';
const proof = 'fits';

/** Refuses a keyring other than the one that sealed the store, before anything is written. Throws `AccountsUnusable`. */
export async function proveKeyring(vault: Vault, store: Store): Promise<void> {
  let sealed = await answered(store.get(key));
  if (sealed === undefined) {
    await answered(store.replace(key, undefined, await vault.seal(key, proof)));
    // Another instance with a different keyring may have written first.
    sealed = await answered(store.get(key));
  }
  try {
    await vault.open(key, sealed ?? '');
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    throw new AccountsUnusable('The account store was sealed with another keyring. Start with that one.');
  }
}

/** Seals the proof with the current master key, so that older ones can be removed; call it when no record needs those any more. */
export async function renewKeyringProof(vault: Vault, store: Store): Promise<void> {
  const sealed = await answered(store.get(key));
  if (sealed === undefined || vault.isCurrent(sealed)) return;
  await vault.open(key, sealed);
  await answered(store.replace(key, sealed, await vault.seal(key, proof)));
}
