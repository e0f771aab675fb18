import { AccountNotConnected, CredentialsUnreadable } from '../errors.ts';
import type { Vault } from '../sealing/vault.ts';
import type { DataKeys } from './dataKeys.ts';
import type { KeyRow } from './keyRow.ts';
import { createLoading, type OnPutBack } from './loading.ts';
import { createRecordOpener, type OnEnded } from './openRecords.ts';
import { type AccountRecord, type ConnectedRecord, isConnected } from './record.ts';
import { type HashName, isRecordKey, recordKey } from './recordKey.ts';
import { answered, type Store } from './store.ts';
import { createWriting } from './writing.ts';

/** Reads and writes the one record of a tenant, whose key is from `keyOf`. */
export type Records = ReturnType<typeof createRecords>;

/** What `createRecords` needs. */
export type RecordsParts = {
  store: Store;
  keys: DataKeys;
  vault: Vault;
  hashName: HashName;
  onEnded?: OnEnded | undefined;
  onPutBack?: OnPutBack | undefined;
  /** Called once a record has been written or deleted here, or may have been. */
  onChanged?: (key: string) => void;
};

/** Opens the sealed records of a store. Every method throws `CredentialsUnavailable` when a store or the key service does not answer. */
export function createRecords({ store, keys, vault, hashName, onEnded = async () => {}, ...parts }: RecordsParts) {
  const { onPutBack, onChanged = () => {} } = parts;
  const opener = createRecordOpener(vault, keys, onEnded);
  const loading = createLoading({ store, keys, opener, onPutBack });
  const { load, connection } = loading;
  const writing = createWriting({ store, keys, opener, loading });

  /** The tenant's record, or null when it has no key. Throws `CredentialsUnreadable` when it cannot be opened. */
  async function readConnected(key: string): Promise<ConnectedRecord | null> {
    const { record, failure } = await load(key);
    if (failure) throw failure;
    return record !== null && isConnected(record) ? record : null;
  }

  const reported = createReported(onChanged);

  return {
    /** The key of a tenant's record. */
    keyOf: (tenant: string) => recordKey(hashName, tenant),

    readConnected,
    connection,

    /** Whether a tenant has this host connected; false when its record cannot be opened. */
    isConnectedTo: async (key: string, host: string): Promise<boolean> =>
      (await readConnected(key).catch(nullIfUnreadable))?.host === host,

    /**
     * Replaces the record by what `next` returns for it (null for no record) and returns that; writes nothing when `next` returns
     * null. When another instance writes first, `next` is called again with its record. Throws `WriteUnconfirmed` when a store
     * fails during the write, and any other error only when nothing was written.
     */
    change: <Next extends AccountRecord>(
      key: string,
      next: (current: AccountRecord | null, row: KeyRow) => Next | null,
      { isOverUnreadable = false } = {},
    ): Promise<Next | null> =>
      reported(key, replaceRecord({ load, write: writing.write }, key, next, isOverUnreadable)),

    settle: (key: string) => reported(key, writing.settle(key)),
    erase: (key: string) => reported(key, writing.erase(key)),

    /** The keys of all records, connected or not. */
    keys: async (): Promise<string[]> => (await answered(store.keys())).filter(isRecordKey),
  };
}

/** Also reports a change if writing failed, because it may still have been written. */
const createReported =
  (onChanged: (key: string) => void) =>
  async <Result>(key: string, changing: Promise<Result>): Promise<Result> => {
    try {
      return await changing;
    } finally {
      onChanged(key);
    }
  };

type Parts = Pick<ReturnType<typeof createLoading>, 'load'> & Pick<ReturnType<typeof createWriting>, 'write'>;

async function replaceRecord<Next extends AccountRecord>(
  { load, write }: Parts,
  key: string,
  next: (current: AccountRecord | null, row: KeyRow) => Next | null,
  isOverUnreadable: boolean,
): Promise<Next | null> {
  for (;;) {
    const loaded = await load(key);
    if (loaded.failure && !isOverUnreadable) throw loaded.failure;
    const changed = next(loaded.record, loaded.row);
    if (changed === null) return null;
    const written = await write(key, loaded, changed);
    if (written !== null) return written;
  }
}

/** The record of a connected tenant. Throws `AccountNotConnected` when there is none. */
export async function connectedRecord(records: Records, tenant: string): Promise<ConnectedRecord> {
  const record = await records.readConnected(records.keyOf(tenant));
  if (record === null) throw new AccountNotConnected();
  return record;
}

function nullIfUnreadable(failure: unknown): null {
  if (failure instanceof CredentialsUnreadable) return null;
  throw failure;
}
