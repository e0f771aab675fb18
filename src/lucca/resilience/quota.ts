import { minuteMs, retrySeconds, secondMs } from '../../time.ts';
import { LuccaRateLimited, LuccaTimeout } from '../errors.ts';
import type { Permit, PermitRequest } from './permit.ts';
import { createPermitQueue, type PermitQueue, type QueueRules, retryAt } from './permitQueue.ts';
import { createLocalSlots, type Slots } from './slots.ts';
import { waitInLine } from './waiter.ts';

const hostsBeforeSweep = 500;

/** What is left of a host's quota; `resetsAt` (epoch milliseconds) is when the next slot is free, null when all are. */
export type QuotaState = { perMinute: number; remaining: number; resetsAt: number | null };

/** The request quotas of all hosts. */
export type Quota = {
  /** Resolves to a permit. Rejects at once with `LuccaRateLimited` if it would come after the deadline or the queue is full. */
  take(request: PermitRequest, resource: string): Promise<Permit>;
  /** Grants no permit for a host for this number of seconds, because Lucca answered 429. */
  pause(host: string, seconds: number): void;
  /** When this number of requests of low priority, in addition to those waiting, could have had their permits (epoch milliseconds). */
  expectedAt(host: string, requests: number): number;
  /** When a read that nothing precedes could have its permit (epoch milliseconds); not in the future if at once. */
  nextReadAt(host: string): number;
  state(host: string): QuotaState;
};

/** Options of a quota; there is no limit other than the quota by default. */
export type QuotaOptions = {
  /** Maximum requests to one host in flight. */
  maxConcurrent?: number;
  /** Maximum reads of one host that wait, and maximum requests of operations on the account. */
  maxQueueLength?: number;
  /** Slots that reads may take, all by default. The others are reserved for operations on the account, which may take any. */
  readsPerMinute?: number;
  /** Where slots are counted; in this process alone by default. */
  slots?: Slots;
  /** How far back Lucca counts, in milliseconds; a minute by default. */
  windowMs?: number;
};

/**
 * Creates the quotas: at most `perMinute` requests to a host in any 60 seconds, counted from the end of each request. Lucca counts
 * from their arrival and so never counts more; fixed windows would let twice as many through. A fifth of what reads may take is reserved
 * for those of normal priority.
 */
export function createQuota(perMinute: number, now: () => number, options: QuotaOptions = {}): Quota {
  const { maxConcurrent = Number.POSITIVE_INFINITY, maxQueueLength = Number.POSITIVE_INFINITY } = options;
  const { readsPerMinute = perMinute, windowMs = minuteMs, slots = createLocalSlots(now, windowMs) } = options;
  const rules: QueueRules = { slots, perMinute, readsPerMinute, maxConcurrent, windowMs, now };
  const queues = new Map<string, PermitQueue>();

  function queueOf(host: string): PermitQueue {
    const known = queues.get(host);
    if (known !== undefined) return known;
    if (queues.size >= hostsBeforeSweep) removeIdle();
    const queue = createPermitQueue(host, rules);
    queues.set(host, queue);
    return queue;
  }

  function removeIdle(): void {
    for (const [host, queue] of queues)
      if (queue.isIdle() && slots.used(host).length === 0 && slots.pausedUntil(host) <= now()) queues.delete(host);
  }

  slots.onFree(() => {
    for (const queue of queues.values()) queue.serve();
  });

  return {
    async take(request, resource) {
      if (request.signal?.aborted) throw new LuccaTimeout({ resource });
      const queue = queueOf(request.host);
      if (queue.length(request.priority ?? 'normal') < maxQueueLength) return waitInLine(request, resource, now, queue);
      throw new LuccaRateLimited({
        resource,
        retryAfterSeconds: retrySeconds(retryAt(request.host, rules, queue.expectedAt(1)) - now()),
      });
    },

    pause(host, seconds) {
      slots.pause(host, now() + seconds * secondMs);
      queueOf(host).serve();
    },

    nextReadAt: (host) => queueOf(host).nextReadAt(),
    expectedAt: (host, requests) => queueOf(host).expectedAt(requests),

    state(host) {
      const pausedUntil = slots.pausedUntil(host);
      if (pausedUntil > now()) return { perMinute, remaining: 0, resetsAt: pausedUntil };
      const taken = slots.used(host).map(({ at }) => at);
      const resetsAt = taken.length === 0 ? null : Math.min(...taken) + windowMs;
      const remaining = Math.max(0, Math.floor((perMinute - taken.length) / slots.weight()));
      return { perMinute, remaining, resetsAt };
    },
  };
}
