import type { Credentials, Lucca } from '../lucca/client.ts';
import { LuccaUnauthorized } from '../lucca/errors.ts';
import { dayMs } from '../time.ts';
import type { ShareFailures } from './connect/attempts.ts';
import { type KeySubmission, proveKey, proveSubmission, type Submission } from './connect/connect.ts';
import { createConnectLimits } from './connect/limits.ts';
import { type ConnectProblem, ofCheck } from './connect/problems.ts';
import { createProgressBoard, type Progress } from './connect/progress.ts';
import { destroyKey, saveConnection, saveReplacement } from './connect/save.ts';
import { AccountNotConnected } from './errors.ts';
import { createBackground } from './lifecycle/background.ts';
import { createAftercare } from './lifecycle/monitor.ts';
import { noteMapping } from './lifecycle/note.ts';
import { startSchedule } from './lifecycle/schedule.ts';
import { type AccountStatus, statusOf } from './lifecycle/status.ts';
import { type RemunerationMapping, understood } from './mapping.ts';
import type { Check } from './rights/permissions.ts';
import { proveKeyring } from './store/keyringProof.ts';
import { type ConnectedRecord, createRecords, placeOf } from './store/record.ts';
import { rewrapAll } from './store/rewrap.ts';
import type { Store } from './store/store.ts';
import type { Vault } from './store/vault.ts';

/** A tenant's connected Lucca instance, without its key. */
export type Account = {
  /** Random; kept while the same host is connected again or its key replaced, new with another host. */
  id: string;
  tenant: string;
  host: string;
  /** Rises with every connect, key change, rejection and disconnect, so that no cache outlives any of them. */
  version: number;
  status: AccountStatus;
  /** ISO 8601, UTC. */
  connectedAt: string;
  /** When the checks were made, ISO 8601 in UTC; null when they are to be made again. */
  checkedAt: string | null;
  /** When a check last found other rights than the one before, ISO 8601 in UTC; null when none has. */
  rightsChangedAt: string | null;
  /** What the key was last found to see. */
  checks: Check[];
  /** How the account reads its pay, as far as it has said so. */
  mapping: RemunerationMapping;
};

/** The account is connected, and its key was accepted by Lucca just now. */
export type Connected = { kind: 'connected'; account: Account; checks: Check[] };

/** The submission would be accepted; nothing was saved. */
export type Tested = { kind: 'tested'; checks: Check[] };

/** Who is connected, and with what key. */
export type Accounts = {
  /** The tenant's account, or null when none is connected. */
  find(tenant: string): Promise<Account | null>;
  /**
   * Opens the key of exactly this connection; after a later connect, key change or disconnect it is `AccountNotConnected`,
   * and once Lucca has rejected the key it is `LuccaUnauthorized` without Lucca being asked.
   */
  credentials(account: Account): Promise<Credentials>;
  /** Whether exactly this connection is still the tenant's. Opens no key. */
  isCurrent(account: Account): Promise<boolean>;
  /** Proves a submission at Lucca and saves it; a refusal is a value, not an error. */
  connect(submission: Submission): Promise<Connected | ConnectProblem>;
  /** Answers what `connect` would and saves nothing. */
  test(submission: Submission): Promise<Tested | ConnectProblem>;
  /** Checks the rights of the stored key again and saves the result; throws `AccountNotConnected` when there is none. */
  check(tenant: string, deadlineAt: number): Promise<Connected | ConnectProblem>;
  /** Proves another key for the connected host and saves it in the place of the old one, which stays otherwise. */
  replaceKey(submission: KeySubmission): Promise<Connected | ConnectProblem>;
  /** Changes how exactly this connection reads its pay; throws `AccountNotConnected` when it is no longer the tenant's. */
  setMapping(account: Account, change: (before: RemunerationMapping) => RemunerationMapping): Promise<Account>;
  /** How far the connect, test, check or key replacement of the tenant that is under way in this process has come, or null. */
  progress(tenant: string): Progress | null;
  /** Destroys the tenant's key; false when there was none. */
  disconnect(tenant: string): Promise<boolean>;
  /** To be told of whatever reading an account failed with; returns at once, and does what is to be done about it. */
  onFailure(account: Account, failure: unknown): void;
  /** To be told whenever Lucca has answered to a read of an account; returns at once. */
  onRead(account: Account): void;
  /** Begins nothing more, and closes the store once nothing is under way. */
  close(): Promise<void>;
};

/** What accounts are made of. */
export type AccountsParts = {
  store: Store;
  vault: Vault;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now?: () => number;
  /** Age in milliseconds at which the rights of an account are checked again, a day by default; null for never. */
  recheckAfterMs?: number | null;
  /** How long after Lucca has rejected a key it is asked whether it really does, in milliseconds; a few seconds by default. */
  confirmAfterMs?: number;
  /** Given where other instances count attempts too. */
  shareFailures?: ShareFailures | undefined;
  /** Told of what went wrong in the background by our own fault. */
  onFault: (fault: unknown) => void;
};

/** Opens the accounts in a store; refuses, writing nothing, a keyring that the store was not sealed with. */
export async function createAccounts(parts: AccountsParts): Promise<Accounts> {
  const { store, vault, lucca, now = Date.now, recheckAfterMs = dayMs, confirmAfterMs = 4_000, onFault } = parts;
  await proveKeyring(vault, store);
  const records = createRecords(store, vault);
  const proving = { lucca, records, now, limits: createConnectLimits(now, parts.shareFailures) };
  const board = createProgressBoard();
  const background = createBackground(onFault);
  const aftercare = createAftercare({ records, lucca, now, confirmAfterMs, background });
  const rewrap = () => rewrapAll(records, vault, store);
  startSchedule({ records, check: aftercare.check, rewrap, now, recheckAfterMs, background });

  const connected = (tenant: string, outcome: ConnectedRecord | ConnectProblem): Connected | ConnectProblem =>
    'kind' in outcome ? outcome : { kind: 'connected', account: accountOf(tenant, outcome), checks: outcome.checks };

  async function connectedRecord(tenant: string): Promise<ConnectedRecord> {
    const record = await records.readConnected(placeOf(tenant));
    if (record === null) throw new AccountNotConnected();
    return record;
  }

  return {
    async find(tenant) {
      const place = placeOf(tenant);
      const record = await records.readConnected(place);
      if (record === null) return null;
      aftercare.onUse(place, record);
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
      const connection = await records.connection(placeOf(tenant));
      return connection?.id === id && connection.version === version;
    },

    connect: (submission) =>
      board.during(submission.tenant, async (show) => {
        const proven = await proveSubmission(proving, submission, show);
        if (proven.kind === 'problem') return proven;
        const { tenant } = submission;
        return connected(tenant, await saveConnection(records, placeOf(tenant), proven, now()));
      }),

    test: (submission) =>
      board.during(submission.tenant, async (show) => {
        const proven = await proveSubmission(proving, submission, show);
        return proven.kind === 'problem' ? proven : { kind: 'tested', checks: proven.checks };
      }),

    check: (tenant, deadlineAt) =>
      board.during(tenant, async (show) => {
        const checked = await aftercare.check(placeOf(tenant), await connectedRecord(tenant), deadlineAt, show);
        return connected(tenant, 'kind' in checked ? ofCheck(checked) : checked);
      }),

    replaceKey: (submission) =>
      board.during(submission.tenant, async (show) => {
        const { tenant } = submission;
        const { id, host, checks } = await connectedRecord(tenant);
        const proven = await proveKey(proving, host, submission, checks, show);
        if (proven.kind === 'problem') return proven;
        return connected(tenant, await saveReplacement(records, placeOf(tenant), id, proven, now()));
      }),

    async setMapping(account, change) {
      const { tenant, id, version } = account;
      const noted = await noteMapping(records, { place: placeOf(tenant), id, version }, change);
      if (noted === null) throw new AccountNotConnected();
      return { ...account, mapping: understood(noted.mapping) };
    },

    progress: board.of,

    disconnect: (tenant) => destroyKey(records, placeOf(tenant), now()),

    onFailure: ({ tenant, id, version }, failure) =>
      aftercare.onFailure({ place: placeOf(tenant), id, version }, failure),

    onRead({ tenant, id, version, status }) {
      if (status === 'UNREACHABLE') aftercare.onReached({ place: placeOf(tenant), id, version });
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
  const mapping = understood(record.mapping);
  return { id, tenant, host, version, status, connectedAt, checkedAt, rightsChangedAt, checks, mapping };
}
