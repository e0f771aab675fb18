import { LRUCache } from 'lru-cache';
import type { Vault } from '../sealing/vault.ts';
import { type AccountRecord, type AccountVersion, connectionOf, digestOf, parseRecord } from './record.ts';

/** Called when a connection is found to have ended: by a later connect, key change, rejection or disconnect, here or elsewhere. */
export type OnEnded = (ended: AccountVersion) => Promise<void>;

type Opened = { digest: string; version: number; connection: AccountVersion | null };

/** Opens sealed records; for each it remembers the connection, but never the key. */
export function createRecordOpener(vault: Vault, onEnded: OnEnded) {
  // The content of a sealed value never changes: while the store has the same one, it need not be opened again.
  const opened = new LRUCache<string, Opened>({ max: 10_000 });

  /** Remembers a record as the latest of its key, unless a later one is known already. */
  async function note(key: string, sealed: string, record: AccountRecord): Promise<void> {
    const known = opened.get(key);
    const { version } = record;
    if (known && known.version > version) return;
    opened.set(key, { digest: digestOf(sealed), version, connection: connectionOf(record) });
    if (known?.connection && known.version < version) await onEnded(known.connection);
  }

  /** Notes that a record was deleted. */
  async function noteRemoved(key: string): Promise<void> {
    const known = opened.get(key);
    opened.delete(key);
    if (known?.connection) await onEnded(known.connection);
  }

  /** Opens a sealed record. Throws `CredentialsUnreadable` when it cannot be opened. */
  async function open(key: string, sealed: string): Promise<AccountRecord> {
    const record = parseRecord(await vault.open(key, sealed));
    await note(key, sealed, record);
    return record;
  }

  /** The connection in a sealed record, or null without a key. Opens the record only if it has changed since the last time. */
  async function connection(key: string, sealed: string): Promise<AccountVersion | null> {
    const known = opened.get(key);
    return known?.digest === digestOf(sealed) ? known.connection : connectionOf(await open(key, sealed));
  }

  return { open, connection, note, noteRemoved };
}
