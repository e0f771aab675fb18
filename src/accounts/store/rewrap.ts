import { CredentialsUnreadable, FormatTooNew } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import type { DataKeys } from './dataKeys.ts';
import { keyringProofRow, reseal } from './keyringProof.ts';
import { nameKeyRow } from './nameHash.ts';
import type { Records } from './records.ts';
import type { Store } from './store.ts';

/** What `rewrapAll` needs; all of the same stores. */
export type RewrapParts = { records: Records; keys: DataKeys; vault: Vault; store: Store };

/**
 * Wraps every data key, and seals the name key and then the keyring proof, with the current master key; the older ones can be removed
 * afterwards. Records that a master key seals get a data key; what is left of erased tenants is deleted. Returns false when another instance
 * wrote at the same time, so that something may be left.
 */
export async function rewrapAll({ records, keys, vault, store }: RewrapParts): Promise<boolean> {
  for (const key of await records.keys()) await records.settle(key).catch(leaveUnopened);
  const isDone = await keys.rewrapAll();
  return isDone && (await reseal(vault, store, nameKeyRow)) && (await reseal(vault, store, keyringProofRow));
}

/** A record that no key opens does not need an older one, and one of a later version is settled by that. */
function leaveUnopened(failure: unknown): void {
  if (!(failure instanceof CredentialsUnreadable || failure instanceof FormatTooNew)) throw failure;
}
