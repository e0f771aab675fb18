import { Keyv } from 'keyv';
import { AccountsUnusable, CredentialsUnavailable, reasonOf } from '../errors.ts';
import { openEmbedded } from './embedded.ts';
import { openMemory } from './memory.ts';
import { openPostgres, type PostgresTimeouts } from './postgres.ts';

/** Where sealed values are kept; every failure of it is thrown, none is only an event. */
export type Store = Keyv<string> & BeyondKeyv;

/** What every storage behind a Keyv can do here, and Keyv has no word for. */
type BeyondKeyv = {
  /** Puts a value in the place of the old one (undefined for none); false, and nothing is done, where that is no longer there. */
  replace(key: string, old: string | undefined, value: string): Promise<boolean>;
  /** Every key that has a value. */
  keys(): Promise<string[]>;
};

/** What of a store is to be otherwise than usual. */
export type StoreOptions = Partial<PostgresTimeouts> & { table?: string };

/** How long PostgreSQL is waited for: that it is down is to be said soon. */
export const usualTimeouts: PostgresTimeouts = { connectTimeoutMs: 2_000, queryTimeoutMs: 2_000 };

/**
 * Opens the store behind a URL: `file:./data/lucca.db` for one instance, `postgres://…` for several, `memory:` for tests.
 * Refuses one that cannot be read and written, with a message that names no more of the URL than its kind.
 */
export async function createStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const adapter = await openAdapter(url, { table: 'lucca_accounts', ...usualTimeouts, ...options });
  const keyv = new Keyv<string>({
    store: adapter,
    throwOnErrors: true,
    useKeyPrefix: false,
    // Sealed values are texts already, and never expire.
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  return Object.assign(keyv, { replace: adapter.replace, keys: adapter.keys });
}

/** Waits for the store; its failure, whatever the driver says, is `CredentialsUnavailable`. */
export async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (failure) {
    throw new CredentialsUnavailable(failure);
  }
}

async function openAdapter(url: string, { table, ...timeouts }: Required<StoreOptions>): Promise<BeyondKeyv> {
  try {
    if (url === 'memory:') return openMemory();
    if (url.startsWith('file:')) return await openEmbedded(url.slice('file:'.length), table);
    if (/^postgres(ql)?:\/\//.test(url)) return await openPostgres(url, table, timeouts);
  } catch (failure) {
    throw new AccountsUnusable(`The account store cannot be opened for writing (${reasonOf(failure)}).`);
  }
  throw new AccountsUnusable('The account store URL must begin with file:, postgres:// or memory:.');
}
