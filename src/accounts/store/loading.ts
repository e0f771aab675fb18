import { LRUCache } from 'lru-cache';
import { CredentialsUnreadable, RecordOutdated } from '../errors.ts';
import type { DataKeys } from './dataKeys.ts';
import type { KeyRow } from './keyRow.ts';
import type { createRecordOpener } from './openRecords.ts';
import { type AccountVersion, connectionOf, digestOf, type StoredRecord } from './record.ts';
import { answered, type Store } from './store.ts';

/** A record that must not be used is in the store: an older one than the latest, or one of an erased tenant. */
export type PutBack = { record: string; kind: 'outdated' | 'erased' };

/** Called once for each record that must not be used. */
export type OnPutBack = (found: PutBack) => void;

type LoadingParts = {
  store: Store;
  keys: DataKeys;
  opener: ReturnType<typeof createRecordOpener>;
  onPutBack: OnPutBack | undefined;
};

/** What the stores contain for a tenant; `record` is null when there is none, and when it cannot be decrypted (`failure`). */
export type Loaded = {
  row: KeyRow;
  sealed: string | undefined;
  record: StoredRecord | null;
  failure?: CredentialsUnreadable;
};

/** Loads records together with the rows of their data keys. */
export function createLoading({ store, keys, opener, onPutBack = () => {} }: LoadingParts) {
  const reported = new LRUCache<string, true>({ max: 1_000 });
  const read = (key: string) => answered(store.get(key));

  function report(kind: PutBack['kind'], key: string, sealed: string): void {
    const digest = digestOf(sealed);
    if (!reported.has(digest)) onPutBack({ record: key, kind });
    reported.set(digest, true);
  }

  async function open(key: string, row: KeyRow, sealed: string | undefined): Promise<Omit<Loaded, 'row' | 'sealed'>> {
    if (sealed === undefined || row.state === 'erased') {
      await opener.noteRemoved(key);
      return { record: null };
    }
    try {
      const record = await opener.open(key, row, sealed);
      // The process that wrote it ended before it could raise the watermark.
      if (row.state === 'live' && record.revision > row.watermark) await keys.raise(key, row, record.revision);
      return { record };
    } catch (failure) {
      if (failure instanceof CredentialsUnreadable) return { record: null, failure };
      throw failure;
    }
  }

  async function load(key: string): Promise<Loaded> {
    for (;;) {
      // Read in this order, because a record is never older than the watermark that was stored before it was read.
      const row = await keys.read(key);
      const sealed = await read(key);
      const opened = await open(key, row, sealed);
      // The data key may have been replaced between the two.
      if (opened.failure && (await keys.read(key)).stored !== row.stored) continue;
      if (opened.failure instanceof RecordOutdated) report('outdated', key, sealed ?? '');
      if (row.state === 'erased' && sealed !== undefined) report('erased', key, sealed);
      return { row, sealed, ...opened };
    }
  }

  return {
    read,
    load,

    /** The tenant's connection, or null when there is none. Opens the sealed value only if it has changed since the last time. */
    async connection(key: string): Promise<AccountVersion | null> {
      const row = await keys.read(key);
      const sealed = await read(key);
      const known = sealed === undefined ? undefined : opener.recall(key, row, sealed);
      if (known !== undefined) return known.connection;
      const { record, failure } = await load(key);
      if (failure) throw failure;
      return record && connectionOf(record);
    },
  };
}
