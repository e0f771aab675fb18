import { LRUCache } from 'lru-cache';
import { secondMs } from '../time.ts';
import type { Account } from './account.ts';

/** Age from which an account is read again while the one in memory is served, and age up to which it is. */
const refreshAfterMs = secondMs;
const maxAgeMs = 5 * secondMs;

const mostAccounts = 1_000;

/** The accounts that are remembered. */
export type RecentAccounts = ReturnType<typeof createRecentAccounts>;

/** What is known of a tenant; `askedAt` is when the read that found the account began. */
type Entry = { key: string; account: Account | null; askedAt: number; reading: Promise<Account | null> | undefined };

/**
 * Remembers accounts for some seconds, so that not every request opens a sealed record. The absence of an account is not remembered. A
 * change made by this process must be reported at once (`forget`); one made elsewhere takes effect within `maxAgeMs`. `read` reads from the
 * store, and `clock` returns milliseconds of a clock that cannot be set.
 */
export function createRecentAccounts(
  read: (tenant: string) => Promise<Account | null>,
  clock: () => number = () => performance.now(),
) {
  const entries = new LRUCache<string, Entry>({ max: mostAccounts });

  function begin(tenant: string, key: string): Entry {
    const entry: Entry = { key, account: null, askedAt: Number.NEGATIVE_INFINITY, reading: undefined };
    entries.set(tenant, entry);
    return entry;
  }

  /** Reads the account into an entry, once for all waiting callers. An entry that was forgotten in the meantime does no harm. */
  async function readInto(tenant: string, entry: Entry): Promise<Account | null> {
    const askedAt = clock();
    try {
      entry.account = await read(tenant);
      entry.askedAt = askedAt;
      return entry.account;
    } finally {
      entry.reading = undefined;
    }
  }

  function refresh(tenant: string, entry: Entry): Promise<Account | null> {
    entry.reading ??= readInto(tenant, entry);
    return entry.reading;
  }

  return {
    /**
     * The tenant's account, from memory if it is recent; `keyOf` returns the key of the tenant's record. Rejects with the store's errors.
     */
    of(tenant: string, keyOf: (tenant: string) => string): Account | null | Promise<Account | null> {
      const entry = entries.get(tenant) ?? begin(tenant, keyOf(tenant));
      const age = clock() - entry.askedAt;
      if (entry.account === null || age > maxAgeMs) return refresh(tenant, entry);
      // A failure shows once the account is too old.
      if (age > refreshAfterMs) refresh(tenant, entry).catch(() => {});
      return entry.account;
    },

    /** Forgets the account of a record, also one that is being read. */
    forget(key: string): void {
      for (const [tenant, entry] of entries.entries()) if (entry.key === key) entries.delete(tenant);
    },

    /** Forgets an account by its id, and first reads in flight that may turn out to be of this account. */
    forgetId(id: string): void {
      for (const [tenant, { account }] of entries.entries())
        if (account === null || account.id === id) entries.delete(tenant);
    },
  };
}
