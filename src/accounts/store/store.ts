import { Keyv } from 'keyv';
import { defaults } from '../../defaults.ts';
import { AccountsUnusable, CredentialsUnavailable, reasonOf } from '../errors.ts';
import type { PostgresTimeouts } from './database.ts';
import { openMemory } from './memory.ts';
import { type StoreWatch, watched } from './watched.ts';

/** Stores sealed values. Every failure is thrown, rather than only emitted as an event. */
export type Store = Keyv<string> & Extensions;

/** The methods of our adapters beyond Keyv's interface. */
type Extensions = {
  /** Replaces the old value (undefined for none) atomically; returns false and writes nothing when the store has another. */
  replace(key: string, old: string | undefined, value: string): Promise<boolean>;
  /** Deletes a value atomically; returns false and deletes nothing when the store has another or none. */
  remove(key: string, old: string): Promise<boolean>;
  /** Every key that has a value. */
  keys(): Promise<string[]>;
};

const accountTable = 'lucca_accounts';

/** What a store is called in errors: the store of the accounts, or that of their data keys. */
export type StoreName = 'account store' | 'key store';

/** Changes to a store's defaults. */
export type StoreOptions = Partial<PostgresTimeouts> & { table?: string; name?: StoreName; watch?: StoreWatch };

/** The URL of the key store of an account store, unless it has one of its own: a file beside its file, or the same database. */
export const keyStoreUrl = (storeUrl: string): string => (storeUrl.startsWith('file:') ? `${storeUrl}.keys` : storeUrl);

/** The table of the key store of an account store. */
export const keyTable = (table = accountTable): string => (table === accountTable ? 'lucca_keys' : `${table}_keys`);

/**
 * Opens the store behind a URL: `file:./data/lucca.db` for one instance, `postgres://…` for several, `memory:` for tests.
 * Throws `AccountsUnusable` when it cannot be read and written; the message contains nothing of the URL.
 */
export async function createStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { watch, ...others } = options;
  const opened = await openAdapter(url, {
    table: accountTable,
    name: 'account store',
    ...defaults.postgres,
    ...others,
  });
  const adapter = watch === undefined ? opened : watched(opened, watch);
  const keyv = new Keyv<string>({
    store: adapter,
    throwOnErrors: true,
    useKeyPrefix: false,
    // Sealed values are already text, and never expire.
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  return Object.assign(keyv, { replace: adapter.replace, remove: adapter.remove, keys: adapter.keys });
}

/** Awaits a store; turns every error of its driver into `CredentialsUnavailable`. */
export async function answered<Answer>(answer: Promise<Answer>, name: StoreName = 'account store'): Promise<Answer> {
  try {
    return await answer;
  } catch (failure) {
    throw new CredentialsUnavailable(failure, `The ${name}`);
  }
}

/** Loads the driver of one store only, because each takes part of the start. */
async function openAdapter(
  url: string,
  { table, name, ...timeouts }: PostgresTimeouts & Required<Pick<StoreOptions, 'table' | 'name'>>,
): Promise<Extensions> {
  try {
    if (url === 'memory:') return openMemory();
    if (url.startsWith('file:')) {
      const { openEmbedded } = await import('./embedded.ts');
      return await openEmbedded(url.slice('file:'.length), table);
    }
    if (/^postgres(ql)?:\/\//.test(url)) {
      const { openPostgres } = await import('./postgres.ts');
      return await openPostgres(url, table, timeouts);
    }
  } catch (failure) {
    throw new AccountsUnusable(`The ${name} cannot be opened for writing (${reasonOf(failure)}).`);
  }
  throw new AccountsUnusable(`The URL of the ${name} must begin with file:, postgres:// or memory:.`);
}
