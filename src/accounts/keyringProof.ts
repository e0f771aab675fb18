import { AccountsUnusable, CredentialsUnreadable } from './errors.ts';
import { answered, type Store } from './store/store.ts';
import type { Vault } from './vault.ts';

const place = 'keyring-check';

/** Refuses a keyring that the store was not sealed with, before anything can be written with it. */
export async function proveKeyring(vault: Vault, store: Store): Promise<void> {
  const held = await answered(store.get(place));
  if (held === undefined) await answered(store.set(place, await vault.seal(place, 'fits')));
  // Read again even when just written: another instance with another keyring may have opened a new store just after.
  const check = held ?? (await answered(store.get(place)));
  try {
    await vault.open(place, check ?? '');
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    throw new AccountsUnusable('The account store was sealed with another keyring. Start with that one.');
  }
}
