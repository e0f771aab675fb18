import { CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { keyringProofRow, reseal } from './keyringProof.ts';
import { nameKeyRow } from './nameHash.ts';
import type { Records } from './records.ts';
import type { Store } from './store.ts';

/** Seals every record, the name key, and then the keyring proof, with the current master key; the older ones can be removed afterwards. */
export async function rewrapAll(records: Records, vault: Vault, store: Store): Promise<void> {
  let isDone = true;
  for (const key of await records.keys()) {
    isDone = (await reseal(vault, store, key).catch(isLost)) && isDone;
  }
  if (isDone && (await reseal(vault, store, nameKeyRow))) await reseal(vault, store, keyringProofRow);
}

/** A record that no key of the keyring opens does not need an older one. */
function isLost(failure: unknown): true {
  if (failure instanceof CredentialsUnreadable) return true;
  throw failure;
}
