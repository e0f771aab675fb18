import { CredentialsUnreadable } from '../errors.ts';
import { renewKeyringProof } from './keyringProof.ts';
import type { Records } from './record.ts';
import type { Store } from './store.ts';
import type { Vault } from './vault.ts';

/** Seals anew every record that an older master key seals, and then the proof: from then on, a keyring without that key fits. */
export async function rewrapAll(records: Records, vault: Vault, store: Store): Promise<void> {
  let isWhole = true;
  for (const place of await records.places()) {
    isWhole = (await records.rewrap(place).catch(isLost)) && isWhole;
  }
  if (isWhole) await renewKeyringProof(vault, store);
}

/** A record that none of our keys opens is not held back by one of them. */
function isLost(failure: unknown): true {
  if (failure instanceof CredentialsUnreadable) return true;
  throw failure;
}
