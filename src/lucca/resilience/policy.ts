import { minuteMs, secondMs } from '../../time.ts';

/** The limits of requests to Lucca: rate, timeouts, sizes, retries and the circuit breaker. */
export type Policy = {
  /** Requests to one host in any 60 seconds. Lucca allows 50, shared with the customer's other integrations. */
  requestsPerMinute: number;
  /** Part of them that is reserved for operations on the account. A check of a key takes ten requests, a quarter of the usual 40. */
  accountShare: number;
  /** Requests to one host in any 60 seconds that the reads of one user may take. */
  subjectRequestsPerMinute: number;
  /** Requests to one host in flight, so that a slow Lucca does not use up the connections of the others. */
  maxConcurrent: number;
  /** Requests to one host that wait for a permit; further ones are refused at once. Operations on the account have as much room of their own. */
  maxQueueLength: number;
  /** Time to open a connection, TLS included, in milliseconds. */
  connectTimeoutMs: number;
  /** Time until the headers of an answer, in milliseconds. */
  headersTimeoutMs: number;
  /** Time for one attempt, in milliseconds. */
  requestTimeoutMs: number;
  /** Largest body that is read, in bytes. */
  maxResponseBytes: number;
  /** Retries of one request. */
  maxRetries: number;
  /** Retries of a host as a share of its requests in the last minute; three are always allowed. */
  retryRatio: number;
  /** Failures in a row, retries included, that open a host's circuit. */
  breakerThreshold: number;
  /** Shortest and longest time that a circuit stays open, in milliseconds. It doubles each time the host is still failing. */
  openMinMs: number;
  openMaxMs: number;
};

/** Requests to one host in any 60 seconds that reads may take. */
export const readsPerMinute = ({ requestsPerMinute, accountShare }: Policy): number =>
  requestsPerMinute - Math.floor(requestsPerMinute * accountShare);

/**
 * Requests a minute that one user may use by default: half, so that a third of the quota for reads is left for others. Reading a company of
 * 250 needs 12. Never less than 8, which a person with all data needs.
 */
export const subjectShare = (requestsPerMinute: number): number => Math.max(8, Math.floor(requestsPerMinute / 2));

/** The policy in production. Lucca itself aborts a request after 5 seconds. */
export const defaultPolicy: Policy = {
  requestsPerMinute: 40,
  accountShare: 0.25,
  subjectRequestsPerMinute: subjectShare(40),
  maxConcurrent: 4,
  maxQueueLength: 50,
  connectTimeoutMs: 2 * secondMs,
  headersTimeoutMs: 6 * secondMs,
  requestTimeoutMs: 8 * secondMs,
  maxResponseBytes: 64 * 1_024 * 1_024,
  maxRetries: 2,
  retryRatio: 0.1,
  breakerThreshold: 5,
  openMinMs: 5 * secondMs,
  openMaxMs: minuteMs,
};
