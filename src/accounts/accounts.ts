import type { Lucca } from '../lucca/client.ts';
import { proveSubmission, type Submission } from './connect.ts';
import { AccountNotConnected } from './errors.ts';
import { createTurns } from './inTurn.ts';
import { proveKeyring } from './keyringProof.ts';
import type { Check } from './permissions.ts';
import type { ConnectProblem } from './problems.ts';
import { type AccountRecord, createRecords } from './record.ts';
import { destroyKey, saveConnection } from './save.ts';
import type { Store } from './store/store.ts';
import type { Vault } from './vault.ts';

/** A tenant's connected Lucca instance, without its key. */
export type Account = {
  /** Random; kept while the same host is connected again, new with another host. */
  id: string;
  tenant: string;
  host: string;
  /** Rises with every connect and disconnect, so that no cache outlives either. */
  version: number;
  /** ISO 8601, UTC. */
  connectedAt: string;
  /** What the key was found to see when it was connected. */
  checks: Check[];
};

/** An open key and the only host it may be sent to. */
export type Credentials = { host: string; apiKey: string };

/** The submission was accepted by Lucca and is saved. */
export type Connected = { kind: 'connected'; account: Account; checks: Check[] };

/** The submission would be accepted; nothing was saved. */
export type Tested = { kind: 'tested'; checks: Check[] };

/** Who is connected, and with what key. */
export type Accounts = {
  /** The tenant's account, or null when none is connected. */
  find(tenant: string): Promise<Account | null>;
  /** Opens the key of exactly this connection; after a later connect or disconnect it is `AccountNotConnected`. */
  credentials(account: Account): Promise<Credentials>;
  /** Proves a submission at Lucca and saves it; a refusal is a value, not an error. */
  connect(submission: Submission): Promise<Connected | ConnectProblem>;
  /** Answers what `connect` would and saves nothing. */
  test(submission: Submission): Promise<Tested | ConnectProblem>;
  /** Destroys the tenant's key; false when there was none. */
  disconnect(tenant: string): Promise<boolean>;
  /** Closes the store. */
  close(): Promise<void>;
};

/** Opens the accounts in a store; refuses, writing nothing, a keyring that the store was not sealed with. */
export async function createAccounts(parts: {
  store: Store;
  vault: Vault;
  lucca: Pick<Lucca, 'peek'>;
  /** Milliseconds of the epoch. */
  now?: () => number;
}): Promise<Accounts> {
  const { store, vault, lucca, now = Date.now } = parts;
  await proveKeyring(vault, store);
  const records = createRecords(store, vault);
  const inTurn = createTurns();

  return {
    async find(tenant) {
      const record = await records.read(tenant);
      return record === null || record.apiKey === null ? null : accountOf(tenant, record);
    },

    async credentials({ tenant, id, version }) {
      const record = await records.read(tenant);
      if (record === null || record.apiKey === null) throw new AccountNotConnected();
      if (record.id !== id || record.version !== version) throw new AccountNotConnected();
      return { host: record.host, apiKey: record.apiKey };
    },

    async connect(submission) {
      const proven = await proveSubmission(lucca, submission);
      if (proven.kind === 'problem') return proven;
      const { tenant } = submission;
      const saved = await inTurn(tenant, () => saveConnection(records, tenant, proven, now()));
      if ('kind' in saved) return saved;
      return { kind: 'connected', account: accountOf(tenant, saved), checks: saved.checks };
    },

    async test(submission) {
      const proven = await proveSubmission(lucca, submission);
      return proven.kind === 'problem' ? proven : { kind: 'tested', checks: proven.checks };
    },

    disconnect: (tenant) => inTurn(tenant, () => destroyKey(records, tenant, now())),

    close: () => store.disconnect(),
  };
}

function accountOf(tenant: string, { id, host, version, connectedAt, checks }: AccountRecord): Account {
  return { id, tenant, host, version, connectedAt, checks };
}
