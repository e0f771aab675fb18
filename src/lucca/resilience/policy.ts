/** How a Lucca is treated: how much it is asked, how long it is waited for, and what follows when it fails. */
export type Policy = {
  /** Requests to one host in any 60 seconds; Lucca allows 50, to all of a customer's integrations together. */
  requestsPerMinute: number;
  /** Requests to one host at once: one slow Lucca then keeps nobody else's connections. */
  maxConcurrent: number;
  /** Requests that may wait for their turn at one host; whoever comes then is refused at once. */
  maxQueueLength: number;
  /** Longest a connection may take to be there, TLS included, in milliseconds. */
  connectTimeoutMs: number;
  /** Longest a single try may be without the head of its answer, in milliseconds. */
  headersTimeoutMs: number;
  /** Longest a single try may take, in milliseconds. */
  requestTimeoutMs: number;
  /** Largest body that is read. */
  maxResponseBytes: number;
  /** How often a request is tried again at most, where that may help. */
  maxRetries: number;
  /** What part of its requests of the last minute a host may be tried again; three always. */
  retryRatio: number;
  /** Tries that Lucca has to fail in a row to be left alone. */
  breakerThreshold: number;
  /** How long it is left alone at first, and at most, in milliseconds: each time twice as long as before. */
  openMinMs: number;
  openMaxMs: number;
};

/** What suits production: Lucca ends a request after 5 seconds by itself. */
export const defaultPolicy: Policy = {
  requestsPerMinute: 40,
  maxConcurrent: 4,
  maxQueueLength: 50,
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 6_000,
  requestTimeoutMs: 8_000,
  maxResponseBytes: 64 * 1_024 * 1_024,
  maxRetries: 2,
  retryRatio: 0.1,
  breakerThreshold: 5,
  openMinMs: 5_000,
  openMaxMs: 60_000,
};
