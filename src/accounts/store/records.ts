import { AccountNotConnected, CredentialsUnreadable, WriteUnconfirmed } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import { createRecordOpener, type OnEnded } from './openRecords.ts';
import { type AccountRecord, type AccountVersion, type ConnectedRecord, isConnected } from './record.ts';
import { type HashName, isRecordKey, recordKey } from './recordKey.ts';
import { answered, type Store } from './store.ts';

/** Reads and writes the one record of a tenant, whose key is from `keyOf`. */
export type Records = ReturnType<typeof createRecords>;

/** Opens the sealed records of a store. Every method throws `CredentialsUnavailable` when the store does not answer. */
export function createRecords(store: Store, vault: Vault, hashName: HashName, onEnded: OnEnded = async () => {}) {
  const opener = createRecordOpener(vault, onEnded);
  const read = (key: string) => answered(store.get(key));
  const open = async (key: string, sealed: string | undefined) =>
    sealed === undefined ? null : opener.open(key, sealed);

  /** The tenant's record, or null when it has no key. Throws `CredentialsUnreadable` when it cannot be opened. */
  async function readConnected(key: string): Promise<ConnectedRecord | null> {
    const record = await open(key, await read(key));
    return record !== null && isConnected(record) ? record : null;
  }

  return {
    /** The key of a tenant's record. */
    keyOf: (tenant: string) => recordKey(hashName, tenant),

    readConnected,

    /** The tenant's connection, or null when there is none. Opens the sealed value only if it has changed since the last time. */
    async connection(key: string): Promise<AccountVersion | null> {
      const sealed = await read(key);
      return sealed === undefined ? null : opener.connection(key, sealed);
    },

    /** Whether a tenant has this host connected; false when its record cannot be opened. */
    isConnectedTo: async (key: string, host: string): Promise<boolean> =>
      (await readConnected(key).catch(nullIfUnreadable))?.host === host,

    /**
     * Replaces the record by what `next` returns for it (null for no record) and returns that; writes nothing when `next` returns
     * null. When another instance writes first, `next` is called again with its record. Throws `WriteUnconfirmed` when the store
     * fails during the write, and any other error only when nothing was written.
     */
    async change<Next extends AccountRecord>(
      key: string,
      next: (current: AccountRecord | null) => Next | null,
      { isOverUnreadable = false } = {},
    ): Promise<Next | null> {
      for (;;) {
        const sealed = await read(key);
        const opening = open(key, sealed);
        const changed = next(await (isOverUnreadable ? opening.catch(nullIfUnreadable) : opening));
        if (changed === null) return null;
        const resealed = await vault.seal(key, JSON.stringify(changed));
        if (!(await replace(store, key, sealed, resealed))) continue;
        await opener.note(key, resealed, changed);
        return changed;
      }
    },

    /** Deletes the tenant's record, even one that cannot be opened. */
    async remove(key: string): Promise<void> {
      await answered(store.delete(key));
      await opener.noteRemoved(key);
    },

    /** The keys of all records, connected or not. */
    keys: async (): Promise<string[]> => (await answered(store.keys())).filter(isRecordKey),
  };
}

/** The record of a connected tenant. Throws `AccountNotConnected` when there is none. */
export async function connectedRecord(records: Records, tenant: string): Promise<ConnectedRecord> {
  const record = await records.readConnected(records.keyOf(tenant));
  if (record === null) throw new AccountNotConnected();
  return record;
}

/** Replaces the old value; returns false when another write came first. */
async function replace(store: Store, key: string, old: string | undefined, sealed: string): Promise<boolean> {
  try {
    return await store.replace(key, old, sealed);
  } catch (refusal) {
    // The answer may be lost although the write was done, so look at what the store contains now.
    const found = await store.get(key).catch(() => null);
    if (found === sealed) return true;
    throw new WriteUnconfirmed(refusal);
  }
}

function nullIfUnreadable(failure: unknown): null {
  if (failure instanceof CredentialsUnreadable) return null;
  throw failure;
}
