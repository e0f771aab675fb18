import { createAccounts } from './accounts/accounts.ts';
import type { Vault } from './accounts/sealing/vault.ts';
import type { HashName } from './accounts/store/recordKey.ts';
import type { AppOptions } from './app/options.ts';
import { createServer } from './app/server.ts';
import { connectAudit, openStores } from './app/stores.ts';
import { createAccountCaches } from './cache/accountCaches.ts';
import type { Snapshots } from './cache/sharedCache.ts';
import { defaults } from './defaults.ts';
import type { ContextOptions } from './graph/context.ts';
import { createInferences } from './graph/remunerationMapping/inference.ts';
import { onceFor } from './graph/server/onceFor.ts';
import { createPolicies, type Policies, sharedTtl } from './loaders/freshness.ts';
import { createLucca, type Lucca } from './lucca/client.ts';
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
import { observeDatabase, traceRequest } from './telemetry/tracing.ts';
import { version } from './version.ts';

export { RedisUnusable };

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

const connectRedis = (options: RedisOptions, log: Log, measures: Measures) =>
  openRedis({
    ...options,
    observe: observeDatabase('redis', measures.onDatabaseCall),
    onLost: (reason) => log.warn({ reason }, 'Redis is unreachable: each instance uses its part of the quota'),
    onBack: () => log.warn({}, 'Redis is back'),
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
