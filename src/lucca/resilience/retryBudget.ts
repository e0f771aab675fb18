import { LRUCache } from 'lru-cache';
import { minuteMs } from '../../time.ts';

const leastRetries = 3;

/** Limits the retries of each host to a share of its requests in the last minute, and at least three. */
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
    /** Counts a request that is not a retry. */
    note(host: string): void {
      recent(host).requests.push(now());
    },
    /** Takes one retry; false if none is left. */
    take(host: string): boolean {
      const { requests, retries } = recent(host);
      if (retries.length >= Math.max(leastRetries, Math.floor(requests.length * share))) return false;
      retries.push(now());
      return true;
    },
  };
}
