import { LRUCache } from 'lru-cache';
import { minuteMs } from '../time.ts';

/** The hosts that were sent a request in the last minute. */
export function createRecentHosts(now: () => number) {
  const lastAskedAt = new LRUCache<string, number>({ max: 10_000 });
  return {
    note: (host: string) => void lastAskedAt.set(host, now()),
    all: () => [...lastAskedAt].flatMap(([host, at]) => (at > now() - minuteMs ? [host] : [])),
  };
}
