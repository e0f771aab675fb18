import { LRUCache } from 'lru-cache';
import type { Vault } from '../sealing/vault.ts';
import { type AccountRecord, type AccountVersion, connectionOf, digestOf, parseRecord } from './record.ts';

/** Opens sealed records; for each it remembers the connection, but never the key. */
export function createRecordOpener(vault: Vault) {
  // The content of a sealed value never changes: while the store has the same one, it need not be opened again.
  const opened = new LRUCache<string, { digest: string; connection: AccountVersion | null }>({ max: 10_000 });

  /** Opens a sealed record. Throws `CredentialsUnreadable` when it cannot be opened. */
  async function open(key: string, sealed: string): Promise<AccountRecord> {
    const record = parseRecord(await vault.open(key, sealed));
    opened.set(key, { digest: digestOf(sealed), connection: connectionOf(record) });
    return record;
  }

  /** The connection in a sealed record, or null without a key. Opens the record only if it has changed since the last time. */
  async function connection(key: string, sealed: string): Promise<AccountVersion | null> {
    const known = opened.get(key);
    return known?.digest === digestOf(sealed) ? known.connection : connectionOf(await open(key, sealed));
  }

  return { open, connection };
}
