import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountsParts, createAccounts } from './accounts/accounts.ts';
import { reasonOf } from './accounts/errors.ts';
import { keyringWrapper } from './accounts/sealing/keyWrapper.ts';
import { openWrappers, type WrapperOptions } from './accounts/sealing/openWrappers.ts';
import { openVault, type Vault } from './accounts/sealing/vault.ts';
import { type DataKeys, openDataKeys } from './accounts/store/dataKeys.ts';
import { openHashName } from './accounts/store/nameHash.ts';
import type { HashName } from './accounts/store/recordKey.ts';
import {
  createStore,
  keyStoreUrl,
  keyTable,
  type Store,
  type StoreName,
  type StoreOptions,
} from './accounts/store/store.ts';
import type { StoreWatch } from './accounts/store/watched.ts';
import { type AuditOptions, openAudit } from './audit/audit.ts';
import { createAccountCaches } from './cache/accountCaches.ts';
import type { Snapshots } from './cache/sharedCache.ts';
import { defaults } from './defaults.ts';
import type { ContextOptions } from './graph/context.ts';
import { createInferences } from './graph/remunerationMapping/inference.ts';
import { onceFor } from './graph/server/onceFor.ts';
import type { Authenticate } from './http/authenticate.ts';
import { createGraphql } from './http/graphql.ts';
import { listen } from './http/listen.ts';
import { operatingRoutes } from './http/operating.ts';
import { Overloaded, watchLateness } from './http/overload.ts';
import { type ConnectPageSetup, pageRoutes } from './http/pages.ts';
import type { ProveRouter } from './http/routerSecret.ts';
import { createWebServer, type Routes } from './http/server.ts';
import { createTrust, type TrustedDocuments } from './http/trustedDocuments.ts';
import { createPolicies, type Policies, sharedTtl } from './loaders/freshness.ts';
import { createLucca, type Lucca, type LuccaOptions, type Policy } from './lucca/client.ts';
import { defaultPolicy, readsPerMinute } from './lucca/resilience/policy.ts';
import { connectLater } from './lucca/transport/connections.ts';
import { once } from './once.ts';
import { openRedis, type Redis, type RedisOptions, RedisUnusable } from './redis/redis.ts';
import { createSealedNotes } from './redis/sealedNotes.ts';
import { createSealedSnapshots } from './redis/sealedSnapshots.ts';
import { createSharedFailures } from './redis/sharedFailures.ts';
import { createSharedSlots } from './redis/sharedSlots.ts';
import { addGauges } from './telemetry/gauges.ts';
import { describeError, type Log } from './telemetry/log.ts';
import { createMeasures, type Measures } from './telemetry/measures.ts';
import { createRecentHosts } from './telemetry/recentHosts.ts';
import { createRefusals } from './telemetry/refusals.ts';
import { observeDatabase, traceOperation, traceRequest } from './telemetry/tracing.ts';
import { version } from './version.ts';

export { RedisUnusable };

/** Options of the app: durations in milliseconds, sizes in bytes. Omitted options have their value in `defaults`, unless stated here. */
export type AppOptions = {
  /** Where accounts are stored, how long the store may take, and the keyring file that seals them. */
  storeUrl: string;
  store?: StoreOptions;
  keyringFile: string;
  /** Where the data keys are stored; beside the accounts by default. */
  keyStoreUrl?: string | undefined;
  /** What wraps the data keys; the keyring alone by default. */
  keyWrappers?: Pick<WrapperOptions, 'names' | 'token' | 'namespace'>;
  authenticate: Authenticate;
  /** Verifies the router's secret; without it any caller with a token is served. */
  proveRouter?: ProveRouter | undefined;
  /** The only documents that are executed, by id; any document by default. */
  trustedDocuments?: TrustedDocuments | undefined;
  log: Log;
  /** Redis shared by several instances: how many they are, the prefix of its keys, and how long an answer may take. */
  redis?: Pick<RedisOptions, 'url' | 'prefix' | 'timeoutMs'> & { instances: number };
  /** Overrides of `defaultPolicy`. */
  policy?: Partial<Policy>;
  /** An e-mail address or URL at which Lucca can reach you about our requests; sent with each of them. */
  luccaContact?: string;
  /** Port on this machine to connect to instead of every Lucca host, for the demo and for tests. */
  sandboxPort?: number;
  /** Opens the connections instead, for tests in which connections fail; closed with the app. */
  dispatcher?: LuccaOptions['dispatcher'];
  /** The mapping of a new account at this host, for the demo, whose companies are known; empty by default. */
  mappingOfNew?: AccountsParts['mappingOfNew'];
  deadlineMs?: number;
  /** Time between reporting not ready and closing the listener, so that load balancers notice; none by default. */
  notReadyMs?: number;
  freshMs?: number;
  staleMs?: number;
  /** Least age of cached data that a request can ask for; none by default. */
  minMaxAgeMs?: number;
  /** Age at which the rights of an account are checked again; null for never. */
  recheckAfterMs?: number | null;
  /** Time between a rejected key and the request that confirms the rejection, a few seconds by default. */
  confirmAfterMs?: number;
  cacheBytes?: number;
  introspection?: boolean;
  showsValidation?: boolean;
  /** Whether to serve only requests to this machine's own host name, for a server that needs no token. */
  isForThisMachine?: boolean;
  explorer?: boolean;
  connectPage?: boolean;
  /** How the connect page is integrated with other sites. */
  connectSetup?: ConnectPageSetup;
  /** Overrides of the audit's defaults. */
  audit?: Partial<Pick<AuditOptions, 'directory' | 'fileBytes' | 'isRequired' | 'retentionMs' | 'bulkPay'>>;
  /** Whether `/metrics` is served. */
  metrics?: boolean;
  /** Delay of the event loop above which operations are refused; never by default. */
  shedAboveMs?: number;
  now?: () => number;
};

/** What to do about a record in the account store that must not be used, for the log. */
const putBack = {
  outdated:
    'a stored account is older than the latest one, as if from a backup, and is refused: restore the latest one, or have the company connect again',
  erased: 'there is a stored account of an erased company, as if from a backup: it is not used, and will be deleted',
};

/** Creates everything that outlives a request. Throws if the store and the keyring do not match. */
export async function createApp(options: AppOptions) {
  const { log, now = Date.now } = options;
  const policies = createPolicies(options);
  const measures = createMeasures(options.metrics ? await loadMetrics() : null);
  const stores = await openStores(options, measures);
  const { vault, hashName } = stores;
  const audit = await connectAudit(options, hashName, measures);
  const redis = options.redis && (await connectRedis({ ...options.redis, hashName }, log, measures));
  const { lucca, recentHosts, dispatcher } = connectLucca(options, redis, measures);
  const snapshots = redis && connectSnapshots(redis, vault, options);
  const caches = createCaches(options, { lucca, snapshots, policies });
  addGauges(measures, { lucca, recentHosts, redis, caches, now });
  const inferences = createInferences(now);
  const accounts = await createAccounts({
    ...stores,
    lucca,
    now,
    ...(options.recheckAfterMs !== undefined && { recheckAfterMs: options.recheckAfterMs }),
    ...(options.confirmAfterMs !== undefined && { confirmAfterMs: options.confirmAfterMs }),
    shareFailures: redis && createSharedFailures(redis, now),
    shareProgress: redis && createSealedNotes(redis, 'progress', vault.bytesSealer),
    mappingOfNew: options.mappingOfNew,
    onEnded(connection) {
      inferences.purge(connection);
      return caches.purge(connection);
    },
    onPutBack: ({ record, kind }) => log.warn({ record }, putBack[kind]),
    onFault: (fault) => log.error(describeError(fault), 'maintaining an account failed'),
  });
  snapshots?.onPurged(({ id }) => accounts.forget(id));
  const server = await createServer(options, measures, {
    accounts,
    lucca,
    vault,
    caches,
    policies,
    inferences,
    audit,
    nameSubject: createNameSubject(hashName),
  });

  async function end(): Promise<void> {
    await server.stop();
    await accounts.close();
    await audit.close();
    // Reads that are still in flight would only serve later requests.
    await dispatcher.destroy();
    redis?.close();
  }

  return {
    accounts,
    audit,
    /** Starts listening. Resolves to the port, which the system chooses for 0. */
    listen: server.listen,
    /** Reports not ready, finishes the requests in flight, then closes everything. Further calls have no effect. */
    stop: once(end),
  };
}

export type App = Awaited<ReturnType<typeof createApp>>;

/** Names users by hashes, truncated to 72 bits: enough to distinguish all users of a company, and short enough for the names of slots. */
function createNameSubject(hashName: HashName): ContextOptions['nameSubject'] {
  // A viewer is remembered with the token.
  const named = onceFor(({ tenant, subject }: Parameters<ContextOptions['nameSubject']>[0]) => ({
    name: hashName('subject', JSON.stringify([tenant, subject])).slice(0, 12),
  }));
  return (viewer) => named(viewer).name;
}

/** Opens the account store, with the keys that encrypt accounts and name their rows. */
async function openStores(options: AppOptions, measures: Measures) {
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

const connectRedis = (options: RedisOptions, log: Log, measures: Measures) =>
  openRedis({
    ...options,
    observe: observeDatabase('redis', measures.onDatabaseCall),
    onLost: (reason) => log.warn({ reason }, 'Redis is unreachable: each instance uses its part of the quota'),
    onBack: () => log.warn({}, 'Redis is back'),
  });

/** Opens the audit next to the account store, unless it has its own directory. */
const connectAudit = (options: AppOptions, hash: HashName, measures: Measures) =>
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

/** The package of the metrics is loaded only if they are served. */
async function loadMetrics() {
  const { createMetrics } = await import('./telemetry/metrics.ts');
  return createMetrics();
}

/** Creates the client of Lucca, whose quota is shared through Redis if there is one. */
function connectLucca(options: AppOptions, redis: Redis | undefined, measures: Measures) {
  const { log, sandboxPort, now = Date.now } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const recentHosts = createRecentHosts(now);
  const dispatcher = options.dispatcher ?? connectLater(sandboxPort, policy);
  const shared = redis &&
    options.redis && {
      perMinute: policy.requestsPerMinute,
      readsPerMinute: readsPerMinute(policy),
      instances: options.redis.instances,
      now,
    };
  const lucca = createLucca({
    now,
    policy,
    ...(shared && { slots: createSharedSlots(redis, shared) }),
    userAgent: `lucca-subgraph/${version}${options.luccaContact === undefined ? '' : ` (${options.luccaContact})`}`,
    scheme: sandboxPort === undefined ? 'https' : 'http',
    dispatcher,
    onRequest(event) {
      log.debug(event, 'request to Lucca');
      traceRequest(event);
      measures.onRequest(event);
      recentHosts.note(event.host);
    },
    onQuotaWait: measures.onQuotaWait,
  });
  return { lucca, recentHosts, dispatcher };
}

/** The encrypted rows that this instance stores in Redis for the others. */
function connectSnapshots(redis: Redis, vault: Vault, { log, now }: AppOptions): Snapshots {
  const onFault = (fault: unknown) =>
    log.error(describeError(fault), 'rows could not be shared with the other instances');
  return createSealedSnapshots(redis, vault.bytesSealer, onFault, now);
}

/** Creates the caches of all accounts, whose rows are shared through Redis if there is one. */
function createCaches(
  { log, cacheBytes = defaults.cacheBytes, now = Date.now }: AppOptions,
  { lucca, snapshots, policies }: { lucca: Lucca; snapshots: Snapshots | undefined; policies: Policies },
) {
  return createAccountCaches({
    lucca,
    maxBytes: cacheBytes,
    shared: snapshots && { snapshots, ttl: sharedTtl(policies) },
    now,
    onSkipped: (skipped) => log.warn(skipped, 'rows from Lucca were skipped, because they could not be parsed'),
  });
}

/** Creates the web server with all its routes. */
async function createServer(
  options: AppOptions,
  measures: Measures,
  parts: Pick<
    ContextOptions,
    'accounts' | 'lucca' | 'vault' | 'caches' | 'policies' | 'inferences' | 'audit' | 'nameSubject'
  >,
) {
  const { log, now = Date.now, notReadyMs = 0, shedAboveMs = Number.POSITIVE_INFINITY } = options;
  const { deadlineMs, readMs } = { ...defaults, ...options };
  const lateness = watchLateness();
  let isStopping = false;
  const routes: Routes = {
    ...pageRoutes(options),
    ...operatingRoutes(() => isStopping, measures.prometheus),
  };
  const refusals = createRefusals(log, measures.onRefusal);
  const httpServer = createWebServer(routes, {
    log,
    refusals,
    isStopping: () => isStopping,
    isForThisMachine: options.isForThisMachine,
  });
  const graphql = await createGraphql({
    httpServer,
    authenticate: options.authenticate,
    proveRouter: options.proveRouter,
    trust: options.trustedDocuments && createTrust(options.trustedDocuments, options),
    log,
    refusals,
    onOperation(event) {
      traceOperation(event);
      measures.onOperation(event);
    },
    introspection: options.introspection ?? false,
    showsValidation: options.showsValidation ?? false,
    context: {
      ...parts,
      countRows: measures.prometheus?.rowsOf,
      deadlineMs,
      readMs,
      now,
    },
  });
  measures.gauge('http_body_bytes', 'Bytes allocated for request bodies that are being received.', graphql.bodyBytes);
  routes['POST /graphql'] = (request, response) => {
    if (lateness.ms() > shedAboveMs) throw new Overloaded();
    return graphql.serve(request, response);
  };
  return {
    listen: (port: number, host: string) => listen(httpServer, port, host),
    async stop() {
      isStopping = true;
      await sleep(notReadyMs);
      await graphql.stop();
      lateness.close();
      refusals.close();
    },
  };
}
