/** The limits that the web server sets for its clients; sizes are in bytes, durations in milliseconds. */
export const httpLimits = {
  /** A body without a verified token: more than any query for the schema takes. */
  strangerBodyBytes: 16_000,
  /** A body with a verified token. Ten thousand representations of an entity take about one megabyte. */
  bodyBytes: 2_000_000,
  /** Values in a body, and how deep lists and objects are nested. Ten thousand representations contain 30,000, on four levels. */
  bodyValues: 100_000,
  bodyDepth: 50,
  /** All bodies that are being received, together, and those of one tenant, so that it cannot use up the budget of others. */
  allBodiesBytes: 64_000_000,
  tenantBodiesBytes: 16_000_000,
  /** The maximum number of bodies decompressed at once, each with a window of at most 2 MiB; Node has this number of threads for it. */
  decompressions: 4,
  connections: 1_000,
  /** The head of a request, from its first byte or from when the connection was opened. */
  headersMs: 10_000,
  /** The whole of a request. Bodies are small and callers are near. */
  requestMs: 15_000,
  /** How often these are checked: Node's default of half a minute would let a slow request live three times as long. */
  checkMs: 1_000,
  /** Longer than a router keeps an idle connection: the side that closes it must not be the one about to receive a request. */
  keepAliveMs: 75_000,
} as const;
