import { reasonOf } from '../accounts/errors.ts';
import { keyringWrapper } from '../accounts/sealing/keyWrapper.ts';
import { openWrappers } from '../accounts/sealing/openWrappers.ts';
import { openVault, type Vault } from '../accounts/sealing/vault.ts';
import { type DataKeys, openDataKeys } from '../accounts/store/dataKeys.ts';
import { openHashName } from '../accounts/store/nameHash.ts';
import type { HashName } from '../accounts/store/recordKey.ts';
import { createStore, keyStoreUrl, keyTable, type Store, type StoreName } from '../accounts/store/store.ts';
import type { StoreWatch } from '../accounts/store/watched.ts';
import { openAudit } from '../audit/audit.ts';
import { defaults } from '../defaults.ts';
import { describeError, type Log } from '../telemetry/log.ts';
import type { Measures } from '../telemetry/measures.ts';
import { observeDatabase } from '../telemetry/tracing.ts';
import type { AppOptions } from './options.ts';

/** Opens the account store, with the keys that encrypt accounts and name their rows. */
export async function openStores(options: AppOptions, measures: Measures) {
  const observe = observeDatabase('postgresql', measures.onDatabaseCall);
  const vault = await openVault(options.keyringFile);
  const store = await createStore(options.storeUrl, {
    ...options.store,
    observe,
    watch: watchOf('account store', options.log),
  });
  const hashName = await openHashName(vault, store);
  return {
    vault,
    store,
    hashName,
    keys: await openKeys({ ...options, store: { ...options.store, observe } }, store, vault),
  };
}

/** Opens the data keys, which are stored apart from the accounts. */
async function openKeys(options: AppOptions, accountStore: Store, vault: Vault): Promise<DataKeys> {
  const { storeUrl, store: storeOptions = {}, keyWrappers, now = Date.now } = options;
  const onFailure = (reason: string) => options.log.error({ reason }, 'the key service cannot be used');
  const wrappers =
    keyWrappers && (await openWrappers(vault, { ...keyWrappers, timeoutMs: defaults.keyServiceMs, onFailure }));
  const store = await createStore(options.keyStoreUrl ?? keyStoreUrl(storeUrl), {
    ...storeOptions,
    table: keyTable(storeOptions.table),
    name: 'key store',
    watch: watchOf('key store', options.log),
  });
  return openDataKeys({ accountStore, store, wrappers: wrappers ?? [keyringWrapper(vault)], now });
}

const watchOf = (resource: StoreName, log: Log): StoreWatch => ({
  onLost: (reason) => log.error({ resource, reason }, 'a store does not answer'),
  onBack: () => log.warn({ resource }, 'the store answers again'),
});

/** Opens the audit next to the account store, unless it has its own directory. */
export const connectAudit = (options: AppOptions, hash: HashName, measures: Measures) =>
  openAudit({
    storeUrl: options.storeUrl,
    table: options.store?.table === undefined ? undefined : `${options.store.table}_audit`,
    timeouts: { ...options.store, observe: observeDatabase('postgresql', measures.onDatabaseCall) },
    hash,
    now: options.now ?? Date.now,
    isRequired: false,
    retentionMs: defaults.auditRetentionMs,
    bulkPay: { people: defaults.bulkPayPeople, isRefused: false },
    ...options.audit,
    onFailure(failure) {
      measures.onAuditFailure();
      options.log.error({ reason: reasonOf(failure), ...describeError(failure) }, 'the audit could not be written');
    },
    onExpiryFailure: (failure) =>
      options.log.warn({ reason: reasonOf(failure) }, 'old accesses could not be deleted from the audit'),
    onBulkPay(correlationId) {
      measures.onBulkPay();
      options.log.warn({ correlationId }, 'a user has read the pay of many people within a minute');
    },
  });
