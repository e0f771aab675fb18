import { z } from 'zod';
import { defaultTimeouts } from './accounts/store/store.ts';
import { defaultPolicy, type Policy } from './lucca/resilience/policy.ts';
import { defaultTimeoutMs } from './redis/redis.ts';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\s*\d{1,15}\s*$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const environment = z.object({
  /** Port to listen on. */
  PORT: wholeNumber(0, 65_535).default(4000),
  /** Address to listen on. */
  HOST: z.string().default('0.0.0.0'),
  /** Where accounts are kept: `file:…` for the embedded store, `postgres://…` when there is more than one instance. */
  STORE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'file:… or postgres://…')
    .default('file:./data/lucca-subgraph.db'),
  /** Redis that several instances share: `redis://…` or `rediss://…`. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'redis://… or rediss://…')
    .optional(),
  /** How many instances share it; each keeps to its part of Lucca's quota while Redis is lost. */
  INSTANCES: wholeNumber(1, 50).default(2),
  /** Keyring that seals the accounts: `{ "current": "k1", "keys": { "k1": "<base64 of 32 bytes>" } }`. */
  MASTER_KEY_FILE: z.string('a path to the keyring file'),
  /** Where the keys that sign callers' tokens are published. Either this or `JWT_SECRET_FILE`. */
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long the keys last read there stay in use while they cannot be read again, in hours. */
  JWT_KEYS_STALE_HOURS: wholeNumber(0, 168).default(12),
  /** File with the secret shared with whoever signs callers' tokens, at least 32 bytes. */
  JWT_SECRET_FILE: z.string().optional(),
  /** Issuer every token must name. */
  JWT_ISSUER: z.string('the issuer every token must name'),
  /** Audience every token must name. */
  JWT_AUDIENCE: z.string('the audience every token must name'),
  /** Claim that names the tenant. */
  JWT_TENANT_CLAIM: z.string().default('tenant_id'),
  /** File with the secret only our router knows, or on two lines the old one and the new one. Without it anybody with a token may ask. */
  ROUTER_SECRET_FILE: z.string().optional(),
  /** Requests a minute sent to one Lucca host at most; Lucca allows 50, shared with the customer's other integrations. */
  LUCCA_REQUESTS_PER_MINUTE: wholeNumber(12, 50).default(defaultPolicy.requestsPerMinute),
  /** How long one operation waits for Lucca, in milliseconds. */
  OPERATION_DEADLINE_MS: wholeNumber(100, 60_000).default(9_000),
  /** How long the process goes on serving once it says at `/readyz` that it stops, in seconds. */
  NOT_READY_SECONDS: wholeNumber(0, 300).default(5),
  /** How long what was read is served without asking Lucca again, in seconds. */
  FRESH_SECONDS: wholeNumber(0, 86_400).default(300),
  /** How long what was read is served, and said to be stale, while Lucca fails, in seconds; pay for 900 at most, 0 for never. */
  STALE_SECONDS: wholeNumber(0, 604_800).default(86_400),
  /** Age at which the rights of an account are checked again, in hours, give or take a tenth; 0 for never. */
  RECHECK_HOURS: wholeNumber(0, 8_760).default(24),
  /** Memory for what was read, in megabytes. */
  CACHE_MEGABYTES: wholeNumber(1, 65_536).default(256),
  /** `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Whether metrics are served at `/metrics`, to whoever reaches it. */
  METRICS: z.stringbool().default(false),
  /** Whether the schema can be introspected. */
  INTROSPECTION: z.stringbool().default(false),
  /** Whether the explorer is served at `/`. */
  EXPLORER: z.stringbool().default(false),
  /** Whether the connect page is served at `/connect`. */
  CONNECT_PAGE: z.stringbool().default(false),

  // Seldom changed: how Lucca and our own stores are treated.

  /** Requests to one Lucca at once. */
  LUCCA_REQUESTS_UNDER_WAY: wholeNumber(1, 50).default(defaultPolicy.maxConcurrent),
  /** Requests that may wait for their turn at one Lucca; connecting alone asks nine at once, which must find room. */
  LUCCA_LONGEST_QUEUE: wholeNumber(10, 1_000).default(defaultPolicy.maxQueueLength),
  /** Longest a connection to Lucca may take to be there, in milliseconds. */
  LUCCA_CONNECT_TIMEOUT_MS: wholeNumber(50, 60_000).default(defaultPolicy.connectTimeoutMs),
  /** Longest a try may be without the head of its answer, in milliseconds. */
  LUCCA_HEADERS_TIMEOUT_MS: wholeNumber(50, 60_000).default(defaultPolicy.headersTimeoutMs),
  /** Longest a try may take, in milliseconds. */
  LUCCA_REQUEST_TIMEOUT_MS: wholeNumber(50, 60_000).default(defaultPolicy.requestTimeoutMs),
  /** How often a request is tried again at most. */
  LUCCA_RETRIES: wholeNumber(0, 3).default(defaultPolicy.maxRetries),
  /** Tries again of one Lucca, for each 100 requests of the last minute; three always. */
  LUCCA_RETRY_PERCENT: wholeNumber(0, 100).default(defaultPolicy.retryRatio * 100),
  /** Failures in a row, tries again included, after which a Lucca is left alone. */
  LUCCA_FAILURES_UNTIL_ALONE: wholeNumber(1, 100).default(defaultPolicy.breakerThreshold),
  /** How long it is left alone at first, in seconds, twice as long each time. */
  LUCCA_SHORTEST_ALONE_SECONDS: wholeNumber(1, 3_600).default(defaultPolicy.openMinMs / 1_000),
  /** How long it is left alone at most, in seconds. */
  LUCCA_LONGEST_ALONE_SECONDS: wholeNumber(1, 3_600).default(defaultPolicy.openMaxMs / 1_000),
  /** How long an answer of Redis is waited for, in milliseconds. */
  REDIS_PATIENCE_MS: wholeNumber(5, 1_000).default(defaultTimeoutMs),
  /** Longest a connection to PostgreSQL may take to be there, in milliseconds. */
  POSTGRES_CONNECT_TIMEOUT_MS: wholeNumber(50, 5_000).default(defaultTimeouts.connectTimeoutMs),
  /** Longest PostgreSQL may take to answer, in milliseconds; it gives up itself after three quarters of it. */
  POSTGRES_QUERY_TIMEOUT_MS: wholeNumber(50, 5_000).default(defaultTimeouts.queryTimeoutMs),
});

/** The environment variables that are read. */
export const settingNames = Object.keys(environment.shape);

/** The settings of the process, by the names of their environment variables. */
export type Config = z.infer<typeof environment>;

/** The environment is unfit to start with; the message lists everything that is wrong with it. */
export class ConfigInvalid extends Error {}

/** Reads the settings from environment variables, a blank one counting as absent. Throws `ConfigInvalid` with all complaints at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const parsed = environment.safeParse(given, { reportInput: false });
  const complaints = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...complaintsAboutKeys(given),
    ...(parsed.success ? [...complaintsAboutParts(parsed.data), ...complaintsAboutOrder(parsed.data)] : []),
  ];
  if (parsed.success && complaints.length === 0) return parsed.data;
  throw new ConfigInvalid(`The environment is not fit to start with:\n  ${complaints.join('\n  ')}`);
}

/** How the settings would have a Lucca treated. */
export const policyOf = (config: Config): Omit<Policy, 'maxResponseBytes'> => ({
  requestsPerMinute: config.LUCCA_REQUESTS_PER_MINUTE,
  maxConcurrent: config.LUCCA_REQUESTS_UNDER_WAY,
  maxQueueLength: config.LUCCA_LONGEST_QUEUE,
  connectTimeoutMs: config.LUCCA_CONNECT_TIMEOUT_MS,
  headersTimeoutMs: config.LUCCA_HEADERS_TIMEOUT_MS,
  requestTimeoutMs: config.LUCCA_REQUEST_TIMEOUT_MS,
  maxRetries: config.LUCCA_RETRIES,
  retryRatio: config.LUCCA_RETRY_PERCENT / 100,
  breakerThreshold: config.LUCCA_FAILURES_UNTIL_ALONE,
  openMinMs: config.LUCCA_SHORTEST_ALONE_SECONDS * 1_000,
  openMaxMs: config.LUCCA_LONGEST_ALONE_SECONDS * 1_000,
});

/** Settings that have no effect beyond another. */
const noMoreThan = [
  ['LUCCA_REQUESTS_UNDER_WAY', 'LUCCA_REQUESTS_PER_MINUTE'],
  ['LUCCA_CONNECT_TIMEOUT_MS', 'LUCCA_REQUEST_TIMEOUT_MS'],
  ['LUCCA_HEADERS_TIMEOUT_MS', 'LUCCA_REQUEST_TIMEOUT_MS'],
  ['LUCCA_SHORTEST_ALONE_SECONDS', 'LUCCA_LONGEST_ALONE_SECONDS'],
  ['REDIS_PATIENCE_MS', 'OPERATION_DEADLINE_MS'],
] as const;

const complaintsAboutOrder = (config: Config): string[] =>
  noMoreThan.flatMap(([less, more]) =>
    config[less] > config[more] ? [`${less}: ${config[less]} is more than ${more}, which is ${config[more]}`] : [],
  );

function complaintsAboutParts({ REDIS_URL: url, INSTANCES: instances, LUCCA_REQUESTS_PER_MINUTE: requests }: Config) {
  return url !== undefined && requests < instances
    ? ['INSTANCES: there are fewer LUCCA_REQUESTS_PER_MINUTE than instances, so that they could not be shared']
    : [];
}

function complaintsAboutKeys({ JWT_JWKS_URL: url, JWT_SECRET_FILE: file }: Record<string, unknown>): string[] {
  if (url === undefined && file === undefined)
    return [
      'JWT_JWKS_URL: set this or JWT_SECRET_FILE, so that callers can be known; to try it out without either, use `npm run demo`',
    ];
  if (url !== undefined && file !== undefined)
    return ['JWT_JWKS_URL: set this or JWT_SECRET_FILE, not both: which of them verifies a token must not be a guess'];
  return [];
}
