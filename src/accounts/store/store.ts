import { Keyv } from 'keyv';
import { AccountsUnusable, CredentialsUnavailable, reasonOf } from '../errors.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

/** Where sealed values are kept; every failure of it is thrown, none is only an event. */
export type Store = Keyv<string>;

/**
 * Opens the store behind a URL: `file:./data/lucca.db` for one instance, `postgres://…` for several, `memory:` for tests.
 * Refuses one that cannot be read and written, with a message that names no more of the URL than its kind.
 */
export async function createStore(url: string, table = 'lucca_accounts'): Promise<Store> {
  return new Keyv<string>({
    store: await openAdapter(url, table),
    throwOnErrors: true,
    useKeyPrefix: false,
    // Sealed values are texts already, and never expire.
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
}

/** Waits for the store; its failure, whatever the driver says, is `CredentialsUnavailable`. */
export async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (failure) {
    throw new CredentialsUnavailable(failure);
  }
}

async function openAdapter(url: string, table: string) {
  try {
    if (url === 'memory:') return new Map<string, string>();
    if (url.startsWith('file:')) return await openEmbedded(url.slice('file:'.length), table);
    if (/^postgres(ql)?:\/\//.test(url)) return await openPostgres(url, table);
  } catch (failure) {
    throw new AccountsUnusable(`The account store cannot be opened for writing (${reasonOf(failure)}).`);
  }
  throw new AccountsUnusable('The account store URL must begin with file:, postgres:// or memory:.');
}
