import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { hourMs } from '../../time.ts';
import { CredentialsUnreadable, FormatTooNew, KeyServiceUnavailable } from '../errors.ts';
import type { KeyWrapper, KeyWrappers } from '../sealing/keyWrapper.ts';
import { type DataKey, dataKeyOf, newDataKeyBytes, openWith, sealWith } from '../sealing/vault.ts';
import { type KeyRow, type LiveRow, type NewRow, parseRow, textOfRow } from './keyRow.ts';
import { proveKeyStore } from './keyStoreProof.ts';
import { isRecordKey } from './recordKey.ts';
import { answered, type Store } from './store.ts';

/** The data key of each tenant, by the key of its record, and the watermark of its records. */
export type DataKeys = Awaited<ReturnType<typeof openDataKeys>>;

/** What `openDataKeys` needs. */
export type DataKeysParts = {
  /** The store of the records. */
  accountStore: Store;
  /** Stored apart from the records: otherwise, a backup of both could restore an erased tenant. */
  store: Store;
  wrappers: KeyWrappers;
  /** Milliseconds of the epoch. */
  now: () => number;
};

/** How long an unwrapped data key stays in memory, and therefore how soon a key disabled at its service stops working. */
const unwrappedMs = hourMs;

/**
 * Opens the data keys in a store. Throws `AccountsUnusable` when it is the key store of other accounts. Every method throws
 * `CredentialsUnavailable` when the store or the wrapper does not answer.
 */
export async function openDataKeys({ accountStore, ...parts }: DataKeysParts) {
  await proveKeyStore(accountStore, parts.store);
  return createDataKeys(parts);
}

function createDataKeys({ store, wrappers, now }: Omit<DataKeysParts, 'accountStore'>) {
  const [current] = wrappers;
  const unwrapped = createUnwrapping(wrappers);
  const replace = (key: string, old: KeyRow, row: NewRow) => fromKeys(store.replace(key, old.stored, textOfRow(row)));
  const read = async (key: string): Promise<KeyRow> => parseRow(await fromKeys(store.get(key)));

  return {
    read,

    /** Whether the data key of a row can be unwrapped. */
    isUsable: (key: string, row: LiveRow): Promise<boolean> =>
      unwrapped.of(key, row).then(() => true, falseIfUnreadable),

    /** Seals a text with the data key of a row. */
    seal: async (key: string, row: LiveRow, text: string) => sealWith(await unwrapped.of(key, row), key, text),

    /** Throws `CredentialsUnreadable` unless `seal` made this value with the same key and the same data key. */
    async open(key: string, row: KeyRow, sealed: string): Promise<string> {
      if (row.state !== 'live') throw new CredentialsUnreadable();
      return openWith(await unwrapped.of(key, row), key, sealed);
    },

    /**
     * Replaces a row with one that has a new data key; values sealed with the old one are lost. Returns null when another write came first.
     */
    async renew(key: string, old: KeyRow): Promise<LiveRow | null> {
      const id = randomUUID();
      const wrapped = await current.wrap(contextOf(key, id), newDataKeyBytes());
      const row = { id, watermark: old.watermark, wrapper: current.name, ...wrapped };
      return (await replace(key, old, row)) ? { state: 'live', stored: textOfRow(row), ...row } : null;
    },

    /** Raises the watermark. Returns false, without raising it, when the data key is no longer the tenant's. */
    async raise(key: string, row: LiveRow, revision: number): Promise<boolean> {
      for (let found: KeyRow = row; ; found = await read(key)) {
        if (found.state !== 'live' || found.id !== row.id) return false;
        if (found.watermark >= revision) return true;
        if (await replace(key, found, { ...keptOf(found), watermark: revision })) return true;
      }
    },

    /**
     * Destroys a tenant's data key, and leaves a mark that none of the tenant's earlier records may be used. Returns false without a key.
     */
    async destroy(key: string): Promise<boolean> {
      for (;;) {
        const row = await read(key);
        if (row.state === 'erased') return false;
        const mark = { erasedAt: new Date(now()).toISOString(), watermark: row.watermark + 1 };
        if (!(await replace(key, row, mark))) continue;
        unwrapped.forget(key);
        return row.state !== 'none';
      }
    },

    rewrapAll: () => rewrapAll({ store, unwrapped, current, read, replace }),

    close: () => store.disconnect(),
  };
}

type RewrapParts = {
  store: Store;
  unwrapped: ReturnType<typeof createUnwrapping>;
  current: KeyWrapper;
  read: (key: string) => Promise<KeyRow>;
  replace: (key: string, old: KeyRow, row: NewRow) => Promise<boolean>;
};

/** Rewraps all data keys that are not wrapped by the current key. Returns whether every key that can be unwrapped is rewrapped. */
async function rewrapAll({ store, unwrapped, current, read, replace }: RewrapParts): Promise<boolean> {
  const keyId = await current.currentKeyId();
  let isDone = true;
  for (const key of (await fromKeys(store.keys())).filter(isRecordKey)) {
    const row = await read(key).catch(nullIfTooNew);
    // It stays with the key that wraps it until an instance of its version wraps it again.
    if (row === null) isDone = false;
    if (row?.state !== 'live' || (row.wrapper === current.name && row.keyId === keyId)) continue;
    const bytes = await unwrapped.bytesOf(key, row).catch(falseIfUnreadable);
    if (bytes === false) continue;
    const wrapped = await current.wrap(contextOf(key, row.id), bytes);
    isDone = (await replace(key, row, { ...keptOf(row), wrapper: current.name, ...wrapped })) && isDone;
  }
  return isDone;
}

/** Awaits the key store. */
const fromKeys = <Answer>(answer: Promise<Answer>) => answered(answer, 'key store');

/** Binds a wrapped key to its record and its id, so that it is of no use in another row. */
const contextOf = (key: string, id: string) => `data-key:${key}:${id}`;

const keptOf = ({ state: _state, stored: _stored, ...row }: LiveRow) => row;

/** Unwraps data keys, and remembers them for as long as the store has the same rows. */
function createUnwrapping(wrappers: KeyWrappers) {
  type Remembered = { id: string; text: string; dataKey: Promise<DataKey> };
  const remembered = new LRUCache<string, Remembered>({ max: 10_000, ttl: unwrappedMs, ttlAutopurge: true });

  async function bytesOf(key: string, { id, wrapper: name, keyId, text }: LiveRow): Promise<Buffer> {
    const wrapper = wrappers.find((each) => each.name === name);
    // An operator may have removed it from the settings; the key is not lost.
    if (wrapper === undefined) throw new KeyServiceUnavailable('NOT_CONFIGURED');
    return wrapper.unwrap(contextOf(key, id), { keyId, text });
  }

  return {
    bytesOf,

    of(key: string, row: LiveRow): Promise<DataKey> {
      const known = remembered.get(key);
      if (known?.text === row.text && known.id === row.id) return known.dataKey;
      const dataKey = bytesOf(key, row).then((bytes) => dataKeyOf(row.id, bytes));
      const entry = { id: row.id, text: row.text, dataKey };
      remembered.set(key, entry);
      // A failure is not remembered, but is thrown to all waiting callers.
      dataKey.catch(() => remembered.peek(key) === entry && remembered.delete(key));
      return dataKey;
    },

    forget: (key: string) => void remembered.delete(key),
  };
}

function nullIfTooNew(failure: unknown): null {
  if (failure instanceof FormatTooNew) return null;
  throw failure;
}

function falseIfUnreadable(failure: unknown): false {
  if (failure instanceof CredentialsUnreadable) return false;
  throw failure;
}
