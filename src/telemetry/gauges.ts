import type { Lucca } from '../lucca/client.ts';
import type { Measures } from './measures.ts';
import type { createRecentHosts } from './recentHosts.ts';

/** What the gauges read; `redis` is undefined if the app runs without it. */
export type GaugeSources = {
  lucca: Pick<Lucca, 'nextReadAt' | 'openCircuits'>;
  recentHosts: ReturnType<typeof createRecentHosts>;
  redis: { isUp(): boolean } | undefined;
  caches: { bytes(): number };
  now: () => number;
};

/** Adds the gauges of the app. They count hosts and never name one. */
export function addGauges(
  measures: Pick<Measures, 'gauge'>,
  { lucca, recentHosts, redis, caches, now }: GaugeSources,
): void {
  measures.gauge(
    'lucca_hosts_asked',
    'Lucca hosts that were sent a request in the last minute.',
    () => recentHosts.all().length,
  );
  measures.gauge(
    'lucca_hosts_without_quota',
    'Lucca hosts whose quota for reads is used up.',
    () => recentHosts.all().filter((host) => lucca.nextReadAt(host) > now()).length,
  );
  measures.gauge(
    'lucca_circuits_open',
    'Lucca hosts whose circuit is open after repeated failures.',
    lucca.openCircuits,
  );
  measures.gauge(
    'cache_bytes',
    'Estimated size of the cached rows and of the reads in flight, in bytes.',
    caches.bytes,
  );
  if (redis) measures.gauge('redis_up', 'Whether Redis answers in time.', () => Number(redis.isUp()));
}
