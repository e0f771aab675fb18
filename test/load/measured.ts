import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { createApp } from '../../src/app.ts';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { watchBlocks } from './blocks.ts';
import { audience, issuer } from './tokens.ts';

// The measured process: as in production, but in front of the sandbox, whose quota is no limit here.

const { SANDBOX_PORT, KEYS_PORT, KEYRING, CACHE_MEGABYTES, DEADLINE_MS, METRICS, STORE_URL, REDIS_URL } = process.env;

const app = await createApp({
  storeUrl: STORE_URL ?? 'memory:',
  ...(REDIS_URL !== undefined && { redis: { url: REDIS_URL, prefix: 'load', instances: 2 } }),
  keyringFile: KEYRING ?? '',
  sandboxPort: Number(SANDBOX_PORT),
  policy: { requestsPerMinute: 100_000, subjectRequestsPerMinute: 100_000 },
  metrics: METRICS === 'true',
  // A tenth of what it is in production, so that `no-cache` reads everything again in each measurement.
  minMaxAgeMs: 3_000,
  ...(DEADLINE_MS !== undefined && { deadlineMs: Number(DEADLINE_MS) }),
  ...(CACHE_MEGABYTES !== undefined && { cacheBytes: 1e6 * Number(CACHE_MEGABYTES) }),
  authenticate: createAuthenticate({
    keys: { jwksUrl: `http://127.0.0.1:${KEYS_PORT}`, staleMs: 3_600_000 },
    issuer,
    audience,
    tenantClaim: 'tenant_id',
  }),
  log: createLog('error'),
});

const lateness = monitorEventLoopDelay({ resolution: 1 });
lateness.enable();
const longestBlock = watchBlocks();
let longestCollection = 0;
let usedBefore = process.cpuUsage();
const collections = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollection = Math.max(longestCollection, duration);
});
collections.observe({ entryTypes: ['gc'] });

/**
 * On any message: how late the event loop was since the last one, the longest garbage collection, and the time used of processors, in
 * milliseconds; memory in megabytes.
 */
process.on('message', () => {
  // Only a process that exposes it collects its garbage first.
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage(usedBefore);
  usedBefore = process.cpuUsage();
  process.send?.({
    p99: lateness.percentile(99) / 1e6,
    max: lateness.max / 1e6,
    gc: longestCollection,
    block: longestBlock(),
    cpu: (user + system) / 1_000,
    rss: rss / 1e6,
    heap: Math.round(heapUsed / 1e6),
    heldBytes: heapUsed + arrayBuffers,
  });
  lateness.reset();
  longestCollection = 0;
});
process.once('disconnect', () => process.exit());
process.send?.({ port: await app.listen(0, '127.0.0.1') });
