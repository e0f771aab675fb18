import { defaults } from '../defaults.ts';
import type { Credentials, Lucca } from '../lucca/client.ts';
import { LuccaUnauthorized } from '../lucca/errors.ts';
import type { ShareFailures } from './connect/attempts.ts';
import { type KeySubmission, proveKey, proveSubmission, type Submission } from './connect/connect.ts';
import { createConnectLimits } from './connect/limits.ts';
import { type ConnectProblem, ofCheck } from './connect/problems.ts';
import { createProgressTracker, type Progress } from './connect/progress.ts';
import { destroyKey, saveConnection, saveReplacement } from './connect/save.ts';
import { AccountNotConnected } from './errors.ts';
import { createBackground } from './lifecycle/background.ts';
import { createConnectionMonitor } from './lifecycle/monitor.ts';
import { startSchedule } from './lifecycle/schedule.ts';
import { type AccountStatus, statusOf } from './lifecycle/status.ts';
import { saveMapping } from './lifecycle/updates.ts';
import { parseMapping, type RemunerationMapping } from './mapping.ts';
import type { Check } from './rights/permissions.ts';
import type { Vault } from './sealing/vault.ts';
import { proveKeyring } from './store/keyringProof.ts';
import { type ConnectedRecord, createRecords, recordKey } from './store/record.ts';
import { rewrapAll } from './store/rewrap.ts';
import type { Store } from './store/store.ts';

/** A tenant's connected Lucca instance, without its key. */
export type Account = {
  /** Random. Stays the same when the same host is reconnected or its key replaced; changes with the host. */
  id: string;
  tenant: string;
  host: string;
  /** Rises with every connect, key change, rejection and disconnect, so that no cached data outlives them. */
  version: number;
  status: AccountStatus;
  /** ISO 8601, UTC. */
  connectedAt: string;
  /** When the rights were last checked, ISO 8601 in UTC; null when they have to be checked again. */
  checkedAt: string | null;
  /** When a check last found different rights than the previous one, ISO 8601 in UTC; null when none has. */
  rightsChangedAt: string | null;
  /** The rights of the key, as last checked. */
  checks: Check[];
  /** The customer's own settings for reading their pay. */
  mapping: RemunerationMapping;
};

/** The account is connected; Lucca has just accepted its key. */
export type Connected = { kind: 'connected'; account: Account; checks: Check[] };

/** The submission would be accepted. Nothing was saved. */
export type Tested = { kind: 'tested'; checks: Check[] };

/** The connected Lucca account of each tenant, and its key. */
export type Accounts = {
  /** The tenant's account, or null when none is connected. */
  find(tenant: string): Promise<Account | null>;
  /**
   * Decrypts the key of exactly this connection. Throws `AccountNotConnected` after a later connect, key change or disconnect,
   * and `LuccaUnauthorized`, without a request, once Lucca has rejected the key.
   */
  credentials(account: Account): Promise<Credentials>;
  /** Whether exactly this connection is still the tenant's. Decrypts no key. */
  isCurrent(account: Account): Promise<boolean>;
  /** Checks a submission with Lucca and saves it. A refusal is a returned value, not an error. */
  connect(submission: Submission): Promise<Connected | ConnectProblem>;
  /** Returns what `connect` would, and saves nothing. */
  test(submission: Submission): Promise<Tested | ConnectProblem>;
  /** Checks the rights of the stored key again and saves the result. Throws `AccountNotConnected` when there is no key. */
  check(tenant: string, deadlineAt: number): Promise<Connected | ConnectProblem>;
  /** Checks a new key for the connected host and replaces the old one with it; a refused key replaces nothing. */
  replaceKey(submission: KeySubmission): Promise<Connected | ConnectProblem>;
  /** Changes how this connection reads its pay. Throws `AccountNotConnected` when the tenant has another connection by now. */
  setMapping(account: Account, change: (before: RemunerationMapping) => RemunerationMapping): Promise<Account>;
  /** The progress of the tenant's connect, test, check or key replacement that is running in this process, or null. */
  progress(tenant: string): Progress | null;
  /** Destroys the tenant's key. Returns false when there was none. */
  disconnect(tenant: string): Promise<boolean>;
  /** Call it with every error of reading an account. Returns at once; reacts to it in the background. */
  onFailure(account: Account, failure: unknown): void;
  /** Call it whenever Lucca has answered a read of an account. Returns at once. */
  onRead(account: Account): void;
  /** Starts no more background work, and closes the store when the running work has ended. */
  close(): Promise<void>;
};

/** What `createAccounts` needs. */
export type AccountsParts = {
  store: Store;
  vault: Vault;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now?: () => number;
  /** Age in milliseconds at which rights are checked again; a day by default, null for never. */
  recheckAfterMs?: number | null;
  /** How long to wait before a rejected key is tried a second time, in milliseconds; 4 s by default. */
  confirmAfterMs?: number;
  /** Shares failed attempts with other instances; absent when there are none. */
  shareFailures?: ShareFailures | undefined;
  /** Called with errors of background work that are our own fault. */
  onFault: (fault: unknown) => void;
};

/** Opens the accounts in a store. Throws `AccountsUnusable`, and writes nothing, when the store was sealed with another keyring. */
export async function createAccounts(parts: AccountsParts): Promise<Accounts> {
  const {
    store,
    vault,
    lucca,
    now = Date.now,
    recheckAfterMs = defaults.recheckAfterMs,
    confirmAfterMs = 4_000,
    onFault,
  } = parts;
  await proveKeyring(vault, store);
  const records = createRecords(store, vault);
  const proving = { lucca, records, now, limits: createConnectLimits(now, parts.shareFailures) };
  const progress = createProgressTracker();
  const background = createBackground(onFault);
  const monitor = createConnectionMonitor({ records, lucca, now, confirmAfterMs, background });
  const rewrap = () => rewrapAll(records, vault, store);
  startSchedule({ records, check: monitor.check, rewrap, now, recheckAfterMs, background });

  const connected = (tenant: string, outcome: ConnectedRecord | ConnectProblem): Connected | ConnectProblem =>
    'kind' in outcome ? outcome : { kind: 'connected', account: accountOf(tenant, outcome), checks: outcome.checks };

  async function connectedRecord(tenant: string): Promise<ConnectedRecord> {
    const record = await records.readConnected(recordKey(tenant));
    if (record === null) throw new AccountNotConnected();
    return record;
  }

  return {
    async find(tenant) {
      const key = recordKey(tenant);
      const record = await records.readConnected(key);
      if (record === null) return null;
      monitor.onUse(key, record);
      return accountOf(tenant, record);
    },

    async credentials(account) {
      const record = await connectedRecord(account.tenant);
      if (record.id !== account.id) throw new AccountNotConnected();
      if (record.keyRejectedAt !== null) throw new LuccaUnauthorized({ resource: 'account' });
      if (record.version !== account.version) throw new AccountNotConnected();
      return { host: record.host, apiKey: record.apiKey };
    },

    async isCurrent({ tenant, id, version }) {
      const connection = await records.connection(recordKey(tenant));
      return connection?.id === id && connection.version === version;
    },

    connect: (submission) =>
      progress.track(submission.tenant, async (report) => {
        const proven = await proveSubmission(proving, submission, report);
        if (proven.kind === 'problem') return proven;
        const { tenant } = submission;
        return connected(tenant, await saveConnection(records, recordKey(tenant), proven, now()));
      }),

    test: (submission) =>
      progress.track(submission.tenant, async (report) => {
        const proven = await proveSubmission(proving, submission, report);
        return proven.kind === 'problem' ? proven : { kind: 'tested', checks: proven.checks };
      }),

    check: (tenant, deadlineAt) =>
      progress.track(tenant, async (report) => {
        const checked = await monitor.check(recordKey(tenant), await connectedRecord(tenant), deadlineAt, report);
        return connected(tenant, 'kind' in checked ? ofCheck(checked) : checked);
      }),

    replaceKey: (submission) =>
      progress.track(submission.tenant, async (report) => {
        const { tenant } = submission;
        const { id, host, checks } = await connectedRecord(tenant);
        const proven = await proveKey(proving, host, submission, checks, report);
        if (proven.kind === 'problem') return proven;
        return connected(tenant, await saveReplacement(records, recordKey(tenant), id, proven, now()));
      }),

    async setMapping(account, change) {
      const { tenant, id, version } = account;
      const updated = await saveMapping(records, { key: recordKey(tenant), id, version }, change);
      if (updated === null) throw new AccountNotConnected();
      return { ...account, mapping: parseMapping(updated.mapping) };
    },

    progress: progress.of,

    disconnect: (tenant) => destroyKey(records, recordKey(tenant), now()),

    onFailure: ({ tenant, id, version }, failure) =>
      monitor.onFailure({ key: recordKey(tenant), id, version }, failure),

    onRead({ tenant, id, version, status }) {
      if (status === 'UNREACHABLE') monitor.onReached({ key: recordKey(tenant), id, version });
    },

    async close() {
      await background.close();
      await store.disconnect();
    },
  };
}

function accountOf(tenant: string, record: ConnectedRecord): Account {
  const { id, host, version, connectedAt, checkedAt, rightsChangedAt, checks } = record;
  const status = statusOf(record);
  const mapping = parseMapping(record.mapping);
  return { id, tenant, host, version, status, connectedAt, checkedAt, rightsChangedAt, checks, mapping };
}
