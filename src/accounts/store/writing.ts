import { KeyServiceUnavailable, WriteUnconfirmed } from '../errors.ts';
import { dataKeyIdOf } from '../sealing/vault.ts';
import type { DataKeys } from './dataKeys.ts';
import type { createLoading, Loaded } from './loading.ts';
import type { createRecordOpener } from './openRecords.ts';
import { type AccountRecord, textOfRecord } from './record.ts';
import { answered, type Store } from './store.ts';

type WritingParts = {
  store: Store;
  keys: DataKeys;
  opener: ReturnType<typeof createRecordOpener>;
  loading: ReturnType<typeof createLoading>;
};

/** Writes and deletes records, in an order that loses nothing when the process ends in between. */
export function createWriting({ store, keys, opener, loading: { load, read } }: WritingParts) {
  const clear = (key: string) => clearErased(key, { store, keys, read });

  /** Tries once to replace a record; returns null when another write came first. */
  async function write<Next extends AccountRecord>(
    key: string,
    { row, sealed: found, record }: Loaded,
    next: Next,
  ): Promise<Next | null> {
    // A record that an interrupted erasure has left would be unreadable beside a new data key, if the process ended before the write.
    if (row.state === 'erased') await clear(key);
    const sealed = row.state === 'erased' ? undefined : found;
    const live = row.state === 'live' && (await keys.isUsable(key, row)) ? row : await keys.renew(key, row);
    if (live === null) return null;
    const stored = { ...next, revision: Math.max(record?.revision ?? 0, live.watermark) + 1 };
    const resealed = await keys.seal(key, live, textOfRecord(stored));
    if (!(await replace(store, key, sealed, resealed))) return null;
    // After the record: a watermark above the record would make it unreadable if the process ended between the two.
    if (!(await keys.raise(key, live, stored.revision).catch(asUnconfirmed))) return null;
    await opener.note(key, resealed, stored);
    return next;
  }

  return {
    write,

    /** Seals a record with its tenant's data key, if a master key still seals it; deletes it if the tenant was erased. */
    async settle(key: string): Promise<void> {
      await clear(key);
      for (;;) {
        const loaded = await load(key);
        if (loaded.record === null || dataKeyIdOf(loaded.sealed ?? '') !== undefined) return;
        if ((await write(key, loaded, loaded.record)) !== null) return;
      }
    },

    /**
     * Destroys the tenant's data key and record, even if it cannot be decrypted; no earlier record is ever used again. Returns false when
     * there was nothing. Can be repeated when it has failed.
     */
    async erase(key: string): Promise<boolean> {
      // Opened for the connection that ends. Erasing must also work while the key service is down.
      const { sealed } = await load(key).catch(async (failure: unknown) => {
        if (failure instanceof KeyServiceUnavailable) return { sealed: await read(key) };
        throw failure;
      });
      const hadKey = await keys.destroy(key);
      await clear(key);
      await opener.noteRemoved(key);
      return hadKey || sealed !== undefined;
    },
  };
}

/** Deletes what is left of the record of an erased tenant. */
async function clearErased(
  key: string,
  { store, keys, read }: Pick<WritingParts, 'store' | 'keys'> & Pick<WritingParts['loading'], 'read'>,
): Promise<void> {
  for (;;) {
    const sealed = await read(key);
    // In this order: a company that connects again has a data key first, and then a record.
    if (sealed === undefined || (await keys.read(key)).state !== 'erased') return;
    await answered(store.remove(key, sealed));
  }
}

/** Replaces the old value; returns false when another write came first. */
async function replace(store: Store, key: string, old: string | undefined, sealed: string): Promise<boolean> {
  try {
    return await store.replace(key, old, sealed);
  } catch (refusal) {
    // The response may be lost although the write was done, so check what the store contains now.
    const found = await store.get(key).catch(() => null);
    if (found === sealed) return true;
    throw new WriteUnconfirmed(refusal);
  }
}

function asUnconfirmed(failure: unknown): never {
  throw new WriteUnconfirmed(failure);
}
