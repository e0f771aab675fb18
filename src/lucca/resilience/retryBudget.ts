import { LRUCache } from 'lru-cache';
import { minuteMs } from '../../time.ts';

const leastRetries = 3;

/** How many tries again a host has to spare: a share of the requests of the last minute, and three at least. */
export function createRetryBudget(share: number, now: () => number) {
  const hosts = new LRUCache<string, { requests: number[]; retries: number[] }>({ max: 10_000 });

  function recent(name: string) {
    const horizon = now() - minuteMs;
    const known = hosts.get(name) ?? { requests: [], retries: [] };
    const host = {
      requests: known.requests.filter((at) => at > horizon),
      retries: known.retries.filter((at) => at > horizon),
    };
    hosts.set(name, host);
    return host;
  }

  return {
    /** Notes a request that is not a try again. */
    note(host: string): void {
      recent(host).requests.push(now());
    },
    /** Takes one try again, or tells that there is none left. */
    take(host: string): boolean {
      const { requests, retries } = recent(host);
      if (retries.length >= Math.max(leastRetries, Math.floor(requests.length * share))) return false;
      retries.push(now());
      return true;
    },
  };
}
