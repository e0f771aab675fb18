import { LRUCache } from 'lru-cache';
import { RecordOutdated } from '../errors.ts';
import { dataKeyIdOf, type Vault } from '../sealing/vault.ts';
import type { DataKeys } from './dataKeys.ts';
import { dataKeyIn, type KeyRow } from './keyRow.ts';
import { type AccountVersion, connectionOf, digestOf, parseRecord, type StoredRecord } from './record.ts';

/** Called when a connection is found to have ended: by a later connect, key change, rejection or disconnect, here or elsewhere. */
export type OnEnded = (ended: AccountVersion) => Promise<void>;

type Opened = Pick<StoredRecord, 'version' | 'revision'> & {
  digest: string;
  /** Undefined when a master key sealed it, as versions without data keys did. */
  dataKeyId: string | undefined;
  connection: AccountVersion | null;
};

/** Opens sealed records; for each it remembers the connection, but never the key. */
export function createRecordOpener(vault: Vault, keys: DataKeys, onEnded: OnEnded) {
  // The content of a sealed value never changes: while the store has the same one, it need not be opened again.
  const opened = new LRUCache<string, Opened>({ max: 10_000 });

  /** Remembers a record as the latest of its key, unless a later one is known already. */
  async function note(key: string, sealed: string, record: StoredRecord): Promise<void> {
    const known = opened.get(key);
    const { version, revision } = record;
    if (known && known.version > version) return;
    const dataKeyId = dataKeyIdOf(sealed);
    opened.set(key, { digest: digestOf(sealed), version, revision, dataKeyId, connection: connectionOf(record) });
    if (known?.connection && known.version < version) await onEnded(known.connection);
  }

  return {
    note,

    /** Notes that a record was deleted. */
    async noteRemoved(key: string): Promise<void> {
      const known = opened.get(key);
      opened.delete(key);
      if (known?.connection) await onEnded(known.connection);
    },

    /** Opens a sealed record. Throws `CredentialsUnreadable` when it cannot be opened, and `RecordOutdated` below the watermark. */
    async open(key: string, row: KeyRow, sealed: string): Promise<StoredRecord> {
      const isOfDataKey = dataKeyIdOf(sealed) !== undefined;
      const record = parseRecord(await (isOfDataKey ? keys.open(key, row, sealed) : vault.open(key, sealed)));
      if (record.revision < row.watermark) throw new RecordOutdated();
      await note(key, sealed, record);
      return record;
    },

    /** What is known of a sealed record, if it has been opened and may still be used. */
    recall(key: string, row: KeyRow, sealed: string): Pick<Opened, 'connection'> | undefined {
      const known = opened.get(key);
      const isSame = known?.digest === digestOf(sealed) && known.dataKeyId === dataKeyIn(row);
      return isSame && known.revision >= row.watermark ? known : undefined;
    },
  };
}
