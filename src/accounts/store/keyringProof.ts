import { AccountsUnusable, CredentialsUnreadable } from '../errors.ts';
import { answered, type Store } from './store.ts';
import type { Vault } from './vault.ts';

const place = 'keyring-check';
const proof = 'fits';

/** Refuses a keyring that the store was not sealed with, before anything can be written with it. */
export async function proveKeyring(vault: Vault, store: Store): Promise<void> {
  let held = await answered(store.get(place));
  if (held === undefined) {
    await answered(store.replace(place, undefined, await vault.seal(place, proof)));
    // Another instance with another keyring may have come first.
    held = await answered(store.get(place));
  }
  try {
    await vault.open(place, held ?? '');
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    throw new AccountsUnusable('The account store was sealed with another keyring. Start with that one.');
  }
}

/** Lets the store be opened by keyrings without the older master keys; to be called once no record needs these any more. */
export async function renewKeyringProof(vault: Vault, store: Store): Promise<void> {
  const held = await answered(store.get(place));
  if (held === undefined || vault.isCurrent(held)) return;
  await vault.open(place, held);
  await answered(store.replace(place, held, await vault.seal(place, proof)));
}
