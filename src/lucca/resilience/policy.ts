/** How a Lucca is treated: how much it is asked, how long it is waited for, and what follows when it fails. */
export type Policy = {
  /** Requests to one host in any 60 seconds; Lucca allows 50, to all of a customer's integrations together. */
  requestsPerMinute: number;
  /** Requests to one host at once: one slow Lucca then keeps nobody else's connections. */
  underWay: number;
  /** Requests that may wait for their turn at one host; whoever comes then is refused at once. */
  longestQueue: number;
  /** Longest a connection may take to be there, TLS included, in milliseconds. */
  connectTimeoutMs: number;
  /** Longest a single try may be without the head of its answer, in milliseconds. */
  headersTimeoutMs: number;
  /** Longest a single try may take, in milliseconds. */
  requestTimeoutMs: number;
  /** Largest body that is read. */
  maxBytes: number;
  /** How often a request is tried again at most, where that may help. */
  retries: number;
  /** What part of its requests of the last minute a host may be tried again; three always. */
  retryShare: number;
  /** Tries that Lucca has to fail in a row to be left alone. */
  failuresUntilAlone: number;
  /** How long it is left alone at first, and at most, in milliseconds: each time twice as long as before. */
  shortestAloneMs: number;
  longestAloneMs: number;
};

/** What suits production: Lucca ends a request after 5 seconds by itself. */
export const usualPolicy: Policy = {
  requestsPerMinute: 40,
  underWay: 4,
  longestQueue: 50,
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 6_000,
  requestTimeoutMs: 8_000,
  maxBytes: 64 * 1_024 * 1_024,
  retries: 2,
  retryShare: 0.1,
  failuresUntilAlone: 5,
  shortestAloneMs: 5_000,
  longestAloneMs: 60_000,
};
