import { defaults } from '../defaults.ts';
import type { Credentials, Lucca } from '../lucca/client.ts';
import type { Account } from './account.ts';
import type { KeySubmission, Submission } from './connect/connect.ts';
import { createConnectLimits } from './connect/limits.ts';
import type { ConnectProblem } from './connect/problems.ts';
import type { Progress, SharedProgress } from './connect/progress.ts';
import type { ShareFailures } from './connect/recentFailures.ts';
import { destroyKey } from './connect/save.ts';
import { AccountNotConnected } from './errors.ts';
import { createBackground } from './lifecycle/background.ts';
import { createConnectionMonitor } from './lifecycle/monitor.ts';
import { startSchedule } from './lifecycle/schedule.ts';
import { saveMapping } from './lifecycle/updates.ts';
import { createLookup } from './lookup.ts';
import { type AccountMapping, emptyMapping, parseMapping } from './mapping.ts';
import { type Connected, createOperations, type Tested } from './operations.ts';
import { createRecentAccounts, type RecentAccounts } from './recentAccounts.ts';
import type { Vault } from './sealing/vault.ts';
import type { DataKeys } from './store/dataKeys.ts';
import type { OnPutBack } from './store/loading.ts';
import { moveRecords } from './store/moveRecords.ts';
import type { OnEnded } from './store/openRecords.ts';
import type { HashName } from './store/recordKey.ts';
import { createRecords, type RecordsParts } from './store/records.ts';
import { rewrapAll } from './store/rewrap.ts';
import type { Store } from './store/store.ts';

export type { Account } from './account.ts';
export type { Connected, Tested } from './operations.ts';

/** The connected Lucca account of each tenant, and its key. */
export type Accounts = {
  /** The tenant's account, or null when none is connected. */
  find(tenant: string): Promise<Account | null>;
  /** The same from memory, if it was read within the last seconds and is not known to have changed since. */
  recent(tenant: string): Account | null | Promise<Account | null>;
  /** Call it when a connection of this account has ended on another instance. */
  forget(id: string): void;
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
  setMapping(account: Account, change: (before: AccountMapping) => AccountMapping): Promise<Account>;
  /** The progress of the tenant's connect, test, check or key replacement that is running, or null. */
  progress(tenant: string): Promise<Progress | null>;
  /** Destroys the tenant's key. Returns false when there was none. */
  disconnect(tenant: string): Promise<boolean>;
  /**
   * Destroys everything stored for the tenant, including the data key, without which no backup of the store can be decrypted. Returns false
   * when nothing was stored. Can be repeated after a failure.
   */
  erase(tenant: string): Promise<boolean>;
  /** Seals everything with the current master key. Returns false when other writes came in between, so that something may be left. */
  rewrap(): Promise<boolean>;
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
  /** The data keys of this store. */
  keys: DataKeys;
  vault: Vault;
  /** Of the same store and vault. */
  hashName: HashName;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now?: () => number;
  /** Age in milliseconds at which rights are checked again; a day by default, null for never. */
  recheckAfterMs?: number | null;
  /** How long to wait before a rejected key is tried a second time, in milliseconds; 4 s by default. */
  confirmAfterMs?: number;
  /** Shares failed attempts with other instances; absent when there are none. */
  shareFailures?: ShareFailures | undefined;
  /** Shares the progress of operations with other instances; absent when there are none. */
  shareProgress?: SharedProgress | undefined;
  /** The mapping of a new account at this host; empty by default. */
  mappingOfNew?: ((host: string) => AccountMapping) | undefined;
  /** Called when a connection is found to have ended, here or on another instance, so that its data is removed from the cache. */
  onEnded?: OnEnded;
  /** Called once for each record in the store that must not be used, because it was restored from a backup. */
  onPutBack?: OnPutBack;
  /** Called with errors of background work that are our own fault. */
  onFault: (fault: unknown) => void;
  /** A monotonic clock in milliseconds, for how long accounts are remembered. */
  clock?: () => number;
};

/** Forgets accounts whose records change here, or are found to have changed. */
const forgetting = (
  { onEnded }: AccountsParts,
  recent: RecentAccounts,
): Pick<RecordsParts, 'onEnded' | 'onChanged'> => ({
  onChanged: recent.forget,
  async onEnded(connection) {
    recent.forgetId(connection.id);
    await onEnded?.(connection);
  },
});

/** Opens the accounts in a store, and moves those of earlier versions to their new keys. */
export async function createAccounts(parts: AccountsParts): Promise<Accounts> {
  const { store, keys, vault, hashName, lucca, now = Date.now, confirmAfterMs = 4_000 } = parts;
  const { recheckAfterMs = defaults.recheckAfterMs, mappingOfNew = () => emptyMapping } = parts;
  const recent = createRecentAccounts((tenant) => lookup.find(tenant), parts.clock);
  const records = createRecords({ ...parts, ...forgetting(parts, recent) });
  const move = () => moveRecords({ store, vault, hashName, records });
  await move();
  const background = createBackground(parts.onFault);
  const monitor = createConnectionMonitor({ records, lucca, now, confirmAfterMs, background });
  const { check: recheck } = monitor;
  const lookup = createLookup(records, monitor);
  const rewrap = async () => {
    await move();
    return rewrapAll({ records, keys, vault, store });
  };
  startSchedule({ records, check: recheck, rewrap, now, recheckAfterMs, background });
  const proving = { lucca, records, now, limits: createConnectLimits(now, parts.shareFailures) };

  return {
    ...lookup,
    recent: (tenant) => recent.of(tenant, records.keyOf),
    forget: recent.forgetId,
    rewrap,
    ...createOperations({ records, proving, recheck, mappingOfNew, shareProgress: parts.shareProgress }),

    async setMapping(account, change) {
      const { tenant, id, version } = account;
      const updated = await saveMapping(records, { key: records.keyOf(tenant), id, version }, change);
      if (updated === null) throw new AccountNotConnected();
      return { ...account, mapping: parseMapping(updated.mapping) };
    },

    disconnect: (tenant) => destroyKey(records, records.keyOf(tenant), now()),

    erase: (tenant) => records.erase(records.keyOf(tenant)),

    onFailure: ({ tenant, id, version }, failure) =>
      monitor.onFailure({ key: records.keyOf(tenant), id, version }, failure),

    onRead({ tenant, id, version, status }) {
      if (status === 'UNREACHABLE') monitor.onReached({ key: records.keyOf(tenant), id, version });
    },

    async close() {
      await background.close();
      await Promise.all([store.disconnect(), keys.close()]);
    },
  };
}
