import { randomUUID } from 'node:crypto';
import { AccountsUnusable } from '../errors.ts';
import { answered, type Store } from './store.ts';

/** The row with the same random text in the account store and in its key store. */
export const keyStoreRow = 'key-store';

/** Rejects a key store that does not belong to this account store, before anything is written. Throws `AccountsUnusable`. */
export async function proveKeyStore(store: Store, keyStore: Store): Promise<void> {
  const [expected, found] = [
    await answered(store.get(keyStoreRow)),
    await answered(keyStore.get(keyStoreRow), 'key store'),
  ];
  if (expected === undefined) {
    if (found === undefined) await answered(keyStore.replace(keyStoreRow, undefined, randomUUID()), 'key store');
    // Another instance may have written first, here and there.
    const name = (await answered(keyStore.get(keyStoreRow), 'key store')) ?? '';
    await answered(store.replace(keyStoreRow, undefined, name));
    if ((await answered(store.get(keyStoreRow))) === name) return;
  } else if (expected === found) return;
  throw new AccountsUnusable(
    'The key store is not the one of this account store: restore it, or name it in KEY_STORE_URL. If it is lost for good, delete ' +
      `the row ${keyStoreRow} of the account store; all companies then have to connect again.`,
  );
}
