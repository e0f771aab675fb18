import { oldGenerationBytes } from './heap.ts';
import { dayMs, minuteMs, secondMs } from './time.ts';

/**
 * The part of the heap for data from Lucca. Rows take up to a fifth more than their estimated size, and twice as much while they are parsed;
 * operations need the rest.
 */
const cacheShare = 0.45;

/** The largest part that a setting may give it: with seven tenths, a process under load ran out of memory (`test/load/memory.ts`). */
const mostCacheShare = 0.6;

/** The most bytes for data from Lucca that fit into the heap. */
export const mostCacheBytes = mostCacheShare * oldGenerationBytes;

/** Defaults of the app and of its stores: durations in milliseconds, sizes in bytes. Those for Lucca are in `lucca/resilience/policy.ts`. */
export const defaults = {
  /** Time an operation may take. */
  deadlineMs: 9 * secondMs,
  /** Time between the first 503 of `/readyz` and the end of listening. */
  notReadyMs: 5 * secondMs,
  /** Age up to which cached data is served without a request to Lucca. */
  freshMs: 5 * minuteMs,
  /** Age up to which cached data is served while Lucca fails. */
  staleMs: dayMs,
  /**
   * Least age that a request can ask for in production. A company of 250 takes 12 requests to read, so that repeating `no-cache` takes at
   * most 24 of the 40 a minute; a correction in Lucca still shows at the next glance.
   */
  minMaxAgeMs: 30 * secondMs,
  /** Time a read of Lucca may take in the background: a large company waits that long for its share of the quota. */
  readMs: 20 * minuteMs,
  /** Age at which the rights of an account are checked again. */
  recheckAfterMs: dayMs,
  cacheBytes: cacheShare * oldGenerationBytes,
  redisPrefix: 'lucca',
  /** How long entries of the audit are kept. */
  auditRetentionMs: 365 * dayMs,
  /** The most bytes of a file of the audit. */
  auditFileBytes: 10_000_000,
  /** People whose pay one subject may read in a minute before that is an event. */
  bulkPayPeople: 100,
  /** The maximum lifetime of a token, and therefore how long a leaked one can be used. */
  tokenLifeMs: dayMs,
  /** Time to wait for an answer of Redis. Every request to Lucca waits for one, so it is short. */
  redisTimeoutMs: 50,
  /** Time to wait for the service that wraps data keys. */
  keyServiceMs: 2 * secondMs,
  /** Time to wait for PostgreSQL: for a connection, and for an answer. Short, because an operation waits for it before it asks Lucca. */
  postgres: { connectTimeoutMs: 2 * secondMs, queryTimeoutMs: 2 * secondMs },
};
