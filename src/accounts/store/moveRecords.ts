import { CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { parseRecord } from './record.ts';
import { type HashName, isUnkeyedRecordKey, keyOfUnkeyed } from './recordKey.ts';
import { answered, type Store } from './store.ts';

/**
 * Moves the records of versions that hashed tenants without a key. A record is deleted there only once it is stored at its new key, so
 * that none is lost when this is interrupted. One that cannot be opened stays.
 */
export async function moveRecords(store: Store, vault: Vault, hashName: HashName): Promise<void> {
  for (const key of (await answered(store.keys())).filter(isUnkeyedRecordKey)) {
    while (!(await move(store, vault, key, keyOfUnkeyed(hashName, key)).catch(leaveUnreadable)));
  }
}

/** Moves one record; returns false when another write came first. */
async function move(store: Store, vault: Vault, from: string, to: string): Promise<boolean> {
  const sealed = await answered(store.get(from));
  if (sealed === undefined) return true;
  const text = await vault.open(from, sealed);
  const found = await answered(store.get(to));
  // Where both exist, an interrupted move or an instance of the earlier version left the other; versions only rise.
  const isNewer = found === undefined || versionIn(text) > versionIn(await vault.open(to, found));
  if (isNewer && !(await answered(store.replace(to, found, await vault.seal(to, text))))) return false;
  return answered(store.remove(from, sealed));
}

const versionIn = (text: string) => parseRecord(text).version;

function leaveUnreadable(failure: unknown): true {
  if (failure instanceof CredentialsUnreadable) return true;
  throw failure;
}
