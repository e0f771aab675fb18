import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccounts } from './accounts/accounts.ts';
import { openVault } from './accounts/sealing/vault.ts';
import { createStore, type StoreOptions } from './accounts/store/store.ts';
import { createAccountCaches } from './cache/accountCaches.ts';
import { createInferences } from './graph/remunerationMapping/inference.ts';
import type { Authenticate } from './http/authenticate.ts';
import { createGraphql } from './http/graphql.ts';
import { Overloaded, watchLateness } from './http/overload.ts';
import { pageRoutes } from './http/pages.ts';
import type { ProveRouter } from './http/routerSecret.ts';
import { createWebServer, type Routes } from './http/server.ts';
import { createPolicies, sharedTtl } from './loaders/freshness.ts';
import { createLucca, type LuccaOptions, type Policy } from './lucca/client.ts';
import { defaultPolicy } from './lucca/resilience/policy.ts';
import { createAgent, createLoopbackAgent } from './lucca/transport/connect.ts';
import { openRedis } from './redis/redis.ts';
import { createSealedSnapshots } from './redis/sealedSnapshots.ts';
import { createSharedFailures } from './redis/sharedFailures.ts';
import { createSharedSlots } from './redis/sharedSlots.ts';
import { describeError, type Log } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { createRecentHosts } from './telemetry/recentHosts.ts';
import { traceOperation, traceRequest } from './telemetry/tracing.ts';

/** What an app is made of; durations are in milliseconds. */
export type AppOptions = {
  /** Where accounts are kept, how that is waited for, and the keyring file that seals them. */
  storeUrl: string;
  store?: StoreOptions;
  keyringFile: string;
  authenticate: Authenticate;
  /** Given where only our router may ask. */
  proveRouter?: ProveRouter | undefined;
  log: Log;
  /** What several instances share, how many they are, with what its keys begin there, and how long it is waited for. */
  redis?: { url: string; instances: number; prefix?: string; timeoutMs?: number };
  /** How a Lucca is treated, where that is to be otherwise than usual. */
  policy?: Partial<Policy>;
  /** Port on this machine at which every Lucca host is dialled instead, for the demo and for tests. */
  sandboxPort?: number;
  /** Who dials there instead, for tests of how dialling fails; closed with the app. */
  dispatcher?: LuccaOptions['dispatcher'];
  deadlineMs?: number;
  /** How long the app goes on serving once it says that it is not ready, so that a load balancer can look away first. */
  notReadyMs?: number;
  freshMs?: number;
  staleMs?: number;
  /** Age at which the rights of an account are checked again, a day by default; null for never. */
  recheckAfterMs?: number | null;
  /** How long after Lucca has rejected a key it is asked whether it really does, a few seconds by default. */
  confirmAfterMs?: number;
  cacheBytes?: number;
  introspection?: boolean;
  showsValidation?: boolean;
  explorer?: boolean;
  connectPage?: boolean;
  /** Whether `/metrics` is served. */
  metrics?: boolean;
  /** How late the event loop may be before operations are refused; never unless given. */
  shedAboveMs?: number;
  now?: () => number;
};

// As long as a read of a large company may wait for its share of Lucca's quota.
const readMs = 20 * 60_000;

/** The address cannot be listened on; the message says why, by the system's code. */
export class AddressUnusable extends Error {
  constructor(port: number, host: string, { code = 'unknown' }: NodeJS.ErrnoException) {
    const isPort = code === 'EADDRINUSE' || code === 'EACCES';
    super(
      `${isPort ? 'Port' : 'Address'} ${isPort ? port : host} cannot be listened on (${code}). Set ${isPort ? 'PORT' : 'HOST'} to another.`,
    );
  }
}

/** Makes everything that outlives a request, once, and starts to serve on `listen`. Throws when store and keyring do not fit. */
export async function createApp(options: AppOptions) {
  const { log, now = Date.now } = options;
  const { sandboxPort, deadlineMs = 9_000, notReadyMs = 0 } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const dispatcher =
    options.dispatcher ?? (sandboxPort === undefined ? createAgent(policy) : createLoopbackAgent(sandboxPort, policy));
  const metrics = options.metrics ? createMetrics() : null;
  const recentHosts = createRecentHosts(now);
  const redis =
    options.redis &&
    (await openRedis({
      ...options.redis,
      onLost: (reason) => log.warn({ reason }, 'Redis is lost: every instance goes on with its part of the quota'),
      onBack: () => log.warn({}, 'Redis is back'),
    }));
  const lucca = createLucca({
    now,
    policy,
    ...(options.redis &&
      redis && {
        slots: createSharedSlots(redis, {
          perMinute: policy.requestsPerMinute,
          instances: options.redis.instances,
          now,
        }),
      }),
    scheme: sandboxPort === undefined ? 'https' : 'http',
    dispatcher,
    onRequest(event) {
      log.debug(event, 'request to Lucca');
      traceRequest(event);
      metrics?.onRequest(event);
      recentHosts.note(event.host);
    },
    ...(metrics && { onQuotaWait: metrics.onQuotaWait }),
  });
  const vault = await openVault(options.keyringFile);
  const store = await createStore(options.storeUrl, options.store);
  const accounts = await createAccounts({
    store,
    vault,
    lucca,
    now,
    ...(options.recheckAfterMs !== undefined && { recheckAfterMs: options.recheckAfterMs }),
    ...(options.confirmAfterMs !== undefined && { confirmAfterMs: options.confirmAfterMs }),
    shareFailures: redis && createSharedFailures(redis, now),
    onFault: (fault) => log.error(describeError(fault), 'looking after an account failed'),
  });
  const policies = createPolicies(options);
  const caches = createAccountCaches({
    lucca,
    maxBytes: options.cacheBytes ?? 256_000_000,
    shared: redis && {
      snapshots: createSealedSnapshots(redis, vault.bytesSealer, (fault) =>
        log.error(describeError(fault), 'what was read could not be left for the other instances'),
      ),
      ttl: sharedTtl(policies),
    },
    now,
    onSkipped: (skipped) => log.warn(skipped, 'rows of Lucca were left out, because they could not be understood'),
  });

  const lateness = watchLateness();
  if (metrics) {
    metrics.gauge('lucca_hosts_asked', 'Hosts of Lucca asked during the last minute.', () => recentHosts.all().length);
    metrics.gauge(
      'lucca_hosts_without_quota',
      'Those of them whose quota has no place left.',
      () => recentHosts.all().filter((host) => lucca.quota(host).remaining === 0).length,
    );
    if (redis) metrics.gauge('redis_up', 'Whether Redis answers in time.', () => Number(redis.isUp()));
    metrics.gauge('lucca_circuits_open', 'Hosts of Lucca that failed too often to be asked.', lucca.openCircuits);
  }

  let isStopping = false;
  let stopped: Promise<void> | undefined;
  const routes: Routes = {
    ...pageRoutes({ explorer: options.explorer ?? false, connectPage: options.connectPage ?? false }),
    'GET /livez': (_, response) => void response.end('ok'),
    'GET /readyz'(_, response) {
      response.statusCode = isStopping ? 503 : 200;
      response.end(isStopping ? 'stopping' : 'ok');
    },
  };
  const httpServer = createWebServer(routes, log, () => isStopping);
  const graphql = await createGraphql({
    httpServer,
    authenticate: options.authenticate,
    proveRouter: options.proveRouter,
    log,
    onOperation(event) {
      traceOperation(event);
      metrics?.onOperation(event);
    },
    introspection: options.introspection ?? false,
    showsValidation: options.showsValidation ?? false,
    context: {
      accounts,
      lucca,
      vault,
      caches,
      policies,
      countRows: metrics?.rowsOf,
      inferences: createInferences(now),
      deadlineMs,
      readMs,
      now,
    },
  });
  metrics?.gauge('http_body_bytes', 'Bytes allocated for request bodies that are being received.', graphql.bodyBytes);
  routes['POST /graphql'] = (request, response) => {
    if (lateness.ms() > (options.shedAboveMs ?? Number.POSITIVE_INFINITY)) throw new Overloaded();
    return graphql.serve(request, response);
  };
  if (metrics)
    routes['GET /metrics'] = async (_, response) => {
      response.setHeader('content-type', metrics.contentType);
      response.end(await metrics.text());
    };

  async function end(): Promise<void> {
    isStopping = true;
    await sleep(notReadyMs);
    await graphql.stop();
    lateness.close();
    await accounts.close();
    // What is still read from Lucca now would only have served a next request.
    await dispatcher.destroy();
    redis?.close();
  }

  return {
    accounts,
    /** Starts to serve; resolves to the port, which the system chooses for 0. */
    async listen(port: number, host: string): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        const refuse = (error: Error) => reject(new AddressUnusable(port, host, error));
        httpServer.once('error', refuse).listen(port, host, () => {
          httpServer.off('error', refuse);
          resolve();
        });
      });
      return (httpServer.address() as AddressInfo).port;
    },
    /** Stops to serve, once however often it is told: not ready first, then what is under way is finished, then everything is closed. */
    stop(): Promise<void> {
      stopped ??= end();
      return stopped;
    },
  };
}
