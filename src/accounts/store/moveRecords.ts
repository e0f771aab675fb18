import { CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { parseRecord } from './record.ts';
import { type HashName, isUnkeyedRecordKey, keyOfUnkeyed } from './recordKey.ts';
import type { Records } from './records.ts';
import { answered, type Store } from './store.ts';

/** What `moveRecords` needs; all of the same store. */
export type MoveRecordsParts = { store: Store; vault: Vault; hashName: HashName; records: Records };

/**
 * Moves the records of versions that hashed tenants without a key. A record is deleted there only once it is stored at its new key, so
 * that none is lost when this is interrupted. One that cannot be opened stays.
 */
export async function moveRecords(parts: MoveRecordsParts): Promise<void> {
  for (const key of (await answered(parts.store.keys())).filter(isUnkeyedRecordKey)) {
    while (!(await move(parts, key).catch(leaveUnreadable)));
  }
}

/** Moves one record; returns false when another write came first. */
async function move({ store, vault, hashName, records }: MoveRecordsParts, from: string): Promise<boolean> {
  const sealed = await answered(store.get(from));
  if (sealed === undefined) return true;
  const moved = parseRecord(await vault.open(from, sealed));
  let isToStay = false;
  await records.change(keyOfUnkeyed(hashName, from), (current, row) => {
    // With a watermark of 0, nothing has ever been stored at the new key. If something was stored there but is gone, this record was
    // restored from a backup.
    isToStay = current === null && row.state === 'live' && row.watermark > 0;
    if (current === null) return row.watermark === 0 ? moved : null;
    // The other one was left by an interrupted move or by an instance of the earlier version; versions only rise.
    return moved.version > current.version ? moved : null;
  });
  if (isToStay) return true;
  return answered(store.remove(from, sealed));
}

function leaveUnreadable(failure: unknown): true {
  if (failure instanceof CredentialsUnreadable) return true;
  throw failure;
}
