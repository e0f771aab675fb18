import { randomBytes } from 'node:crypto';
import { AccountsUnusable, CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { proveKeyring } from './keyringProof.ts';
import { createHashName, type HashName, isRecordKey } from './recordKey.ts';
import { answered, type Store } from './store.ts';

/** The store's row with the name key. It is made once and outlives every master key, since it decides where records are found. */
export const nameKeyRow = 'name-key';

/**
 * Proves the keyring and opens the store's name key, which a new store is given. Throws `AccountsUnusable`, and writes nothing, when
 * the keyring is another one, and when the name key is lost although records depend on it.
 */
export async function openHashName(vault: Vault, store: Store): Promise<HashName> {
  await proveKeyring(vault, store);
  let sealed = await answered(store.get(nameKeyRow));
  if (sealed === undefined) {
    if ((await answered(store.keys())).some(isRecordKey))
      throw new AccountsUnusable(`The account store has accounts, but its row ${nameKeyRow} is missing: restore it.`);
    const made = await vault.seal(nameKeyRow, randomBytes(32).toString('base64url'));
    await answered(store.replace(nameKeyRow, undefined, made));
    // Another instance may have written first.
    sealed = await answered(store.get(nameKeyRow));
  }
  try {
    return createHashName(await vault.open(nameKeyRow, sealed ?? ''));
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    throw new AccountsUnusable(
      `The row ${nameKeyRow} of the account store cannot be decrypted: restore it, or the keyring.`,
    );
  }
}
