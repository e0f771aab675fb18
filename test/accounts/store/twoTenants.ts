import { vi } from 'vitest';
import type { Account, Accounts } from '../../../src/accounts/accounts.ts';
import type { PutBack } from '../../../src/accounts/store/loading.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { keyIn, keyStoreOf, openAccounts } from '../openAccounts.ts';

export const host = 'acme.ilucca.net';

/** What a tenant submits to connect. */
export const submissionOf = (tenant: string, apiKey: string) => ({
  tenant,
  domain: host,
  apiKey,
  acceptMissingPermissions: true,
  deadlineAt: Number.MAX_SAFE_INTEGER,
});

/** Connects a tenant. */
export async function connect(accounts: Accounts, tenant: string, apiKey = `key-of-${tenant}`): Promise<Account> {
  const outcome = await accounts.connect(submissionOf(tenant, apiKey));
  if (outcome.kind === 'problem') throw new Error(outcome.code);
  return outcome.account;
}

/** The API key that a tenant's account is read with, or null. */
export async function keyFound(accounts: Accounts, tenant: string): Promise<string | null> {
  const account = await accounts.find(tenant);
  return account && (await accounts.credentials(account)).apiKey;
}

/** Two connected tenants, and a backup of the record of the first. */
export async function setUp() {
  const store = await createStore('memory:');
  const putBack: PutBack[] = [];
  const onPutBack = (found: PutBack) => void putBack.push(found);
  const accounts = await openAccounts({ store, onPutBack });
  await connect(accounts, 'one');
  await connect(accounts, 'two');
  const record = await keyIn(store, 'one');
  const backup = (await store.get(record)) ?? '';
  /** As a start does after a backup was put back. */
  const restart = () => openAccounts({ store, onPutBack });
  return { store, keyStore: await keyStoreOf(store), accounts, record, backup, putBack, restart };
}

/** Lets the schedule do what it does every ten minutes, and closes the accounts. Needs fake intervals. */
export async function passTenMinutes(accounts: Accounts): Promise<void> {
  vi.advanceTimersByTime(10 * 60_000);
  await accounts.close();
}
