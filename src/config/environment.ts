import { z } from 'zod';
import { namesMetadata } from '../addresses.ts';
import { defaults, mostCacheBytes } from '../defaults.ts';
import { defaultPolicy } from '../lucca/resilience/policy.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../time.ts';

/** The unit of `CACHE_MEGABYTES`, in bytes. */
export const megabyte = 1_000_000;

/** The most megabytes of the cache that fit into the heap; a tiny heap has one all the same. */
const mostCacheMegabytes = Math.max(1, Math.floor(mostCacheBytes / megabyte));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\s*\d{1,15}\s*$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const words = (text: string) => text.trim().split(/\s+/);

const isPageUrl = (url: string) => isPrivateOnTheWay(url) && !/[\s"'<>]/.test(url) && new URL(url).username === '';

const isOrigin = (url: string) => isPageUrl(url) && new URL(url).origin === url && !url.includes('*');

/** The schema of the environment variables. */
export const environment = z.object({
  /** Port to listen on. */
  PORT: wholeNumber(0, 65_535).default(4000),
  /** Address to listen on. */
  HOST: z.string().default('0.0.0.0'),
  /** Account store: `file:…` for the embedded one, `postgres://…` for several instances. */
  STORE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'file:… or postgres://…')
    .default('file:./data/lucca-subgraph.db'),
  /** File with `STORE_URL`, whose password is then not in the environment. */
  STORE_URL_FILE: z.string().optional(),
  /** Store of the data keys, of the same kinds; beside the accounts without it. */
  KEY_STORE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'file:… or postgres://…')
    .optional(),
  /** File with `KEY_STORE_URL`. */
  KEY_STORE_URL_FILE: z.string().optional(),
  /** What wraps the data keys, separated by spaces: `keyring`, `awskms:…`, or the URL of a key in HashiCorp Vault. The first wraps. */
  KEY_WRAPPERS: z
    .string()
    .transform(words)
    .refine((names) => names.every((name) => name === 'keyring' || isAwsKey(name) || isVaultKey(name)), {
      error: 'keyring, awskms:<key id, ARN or alias>, or https://<host>/v1/<engine>/keys/<key> of HashiCorp Vault',
    })
    .refine((names) => [isAwsKey, isVaultKey].every((isKind) => names.filter(isKind).length < 2), {
      error: 'one key of each service at most',
    })
    .default(['keyring']),
  /** File with the token for HashiCorp Vault, read for each call. */
  VAULT_TOKEN_FILE: z.string().optional(),
  /** Namespace in HashiCorp Vault. */
  VAULT_NAMESPACE: z.string().optional(),
  /** Redis shared by several instances: `redis://…` or `rediss://…`. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'redis://… or rediss://…')
    .optional(),
  /** File with `REDIS_URL`. */
  REDIS_URL_FILE: z.string().optional(),
  /** Prefix of all keys and channels in Redis, so that several environments can share one. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'up to 64 letters, digits, dots, hyphens and underscores')
    .default(defaults.redisPrefix),
  /** Number of instances that share it. While Redis is lost, each uses its part of Lucca's quota. */
  INSTANCES: wholeNumber(1, 50).default(2),
  /** File with the keyring that seals the accounts: `{ "current": "k1", "keys": { "k1": "<base64 of 32 bytes>" } }`. */
  MASTER_KEY_FILE: z.string('a path to the keyring file'),
  /** URL of the key set that verifies tokens. Either this or `JWT_SECRET_FILE`. */
  JWT_JWKS_URL: z
    .url({ protocol: /^https?$/, error: 'https://…' })
    .refine(
      isPrivateOnTheWay,
      'https://… (http://… for this machine only), because this server decides which tokens are valid',
    )
    .refine((url) => !URL.canParse(url) || !namesMetadata(new URL(url)), {
      error: "the address of the identity provider, which must be neither link-local nor a cloud's metadata service",
    })
    .optional(),
  /** How long the keys last read there stay in use while they cannot be read again, in hours. */
  JWT_KEYS_STALE_HOURS: wholeNumber(0, 168).default(12),
  /** File with the shared secret that verifies tokens, at least 32 bytes. */
  JWT_SECRET_FILE: z.string().optional(),
  /** The longest time from the issue of a token, or else from now, to its expiry, in seconds. */
  JWT_MAX_LIFE_SECONDS: wholeNumber(60, 31_536_000).default(defaults.tokenLifeMs / secondMs),
  /** Issuer that every token must have. */
  JWT_ISSUER: z.string('the issuer every token must name'),
  /** Audience that every token must have. */
  JWT_AUDIENCE: z.string('the audience every token must name'),
  /** Claim that contains the tenant. */
  JWT_TENANT_CLAIM: z.string().default('tenant_id'),
  /** Claim that contains the scopes, as text separated by spaces or as a list. */
  JWT_SCOPE_CLAIM: z.string().default('scope'),
  /** File with the router's secret, or with the old and the new one on two lines. Without it any caller with a token is served. */
  ROUTER_SECRET_FILE: z.string().optional(),
  /** Who may read the files with secrets: `owner`, or `any` where the platform sets their modes. */
  SECRET_FILE_MODES: z.enum(['owner', 'any']).default('owner'),
  /** Maximum requests a minute to one Lucca host. Lucca allows 50, shared with the customer's other integrations. */
  LUCCA_REQUESTS_PER_MINUTE: wholeNumber(12, 50).default(defaultPolicy.requestsPerMinute),
  /** Maximum requests a minute to one Lucca for the queries of one user; half of all by default, and at least 8. */
  SUBJECT_REQUESTS_PER_MINUTE: wholeNumber(8, 50).optional(),
  /** E-mail address or URL at which Lucca can reach you about our requests, sent with each of them in `User-Agent`. */
  LUCCA_CONTACT: z
    .string()
    .regex(
      /^[\x20-\x27\x2a-\x7e]{1,100}$/,
      'an e-mail address or URL: up to 100 printable ASCII characters, no parentheses',
    )
    .optional(),
  /** Time an operation may take, in milliseconds. */
  OPERATION_DEADLINE_MS: wholeNumber(100, minuteMs).default(defaults.deadlineMs),
  /** Time between the first 503 of `/readyz` and the end of listening, in seconds. */
  NOT_READY_SECONDS: wholeNumber(0, 300).default(defaults.notReadyMs / secondMs),
  /** Age up to which cached data is served without a request to Lucca, in seconds. */
  FRESH_SECONDS: wholeNumber(0, 86_400).default(defaults.freshMs / secondMs),
  /** Least age of cached data that a request can ask for: `no-cache` and a smaller `max-age` are raised to it, in seconds. */
  MIN_MAX_AGE_SECONDS: wholeNumber(0, 3_600).default(defaults.minMaxAgeMs / secondMs),
  /** Age up to which cached data is served, marked as stale, while Lucca fails, in seconds; at most 900 for pay, 0 for never. */
  STALE_SECONDS: wholeNumber(0, 604_800).default(defaults.staleMs / secondMs),
  /** Age at which the rights of an account are checked again, in hours (varied by a tenth); 0 for never. */
  RECHECK_HOURS: wholeNumber(0, 8_760).default(defaults.recheckAfterMs / hourMs),
  /** Memory for cached data and for reads in flight, in megabytes; a part of the heap by default. */
  CACHE_MEGABYTES: wholeNumber(1, 65_536)
    .refine((megabytes) => megabytes <= mostCacheMegabytes, {
      error:
        `at most ${mostCacheMegabytes}, which is 60 % of the heap of this process; ` +
        'start Node.js with a higher --max-old-space-size for more (also possible in NODE_OPTIONS)',
    })
    .default(Math.max(1, Math.floor(defaults.cacheBytes / megabyte))),
  /** Directory of the audit. Without it, the audit is in the same PostgreSQL as the accounts, or beside their file. */
  AUDIT_DIRECTORY: z.string().optional(),
  /** Whether pay and demographics are returned only if that has been recorded. */
  AUDIT_REQUIRED: z.stringbool().default(false),
  /** Days after which entries of the audit are deleted; 0 for never. */
  AUDIT_RETENTION_DAYS: wholeNumber(0, 36_500).default(defaults.auditRetentionMs / dayMs),
  /** People whose pay one user may read within a minute without the scope for more. */
  BULK_PAY_PEOPLE: wholeNumber(1, 10_000).default(defaults.bulkPayPeople),
  /** What happens beyond that: it is noted, or also refused. */
  BULK_PAY: z.enum(['note', 'refuse']).default('note'),
  /** `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Whether `/metrics` is served. It needs no token. */
  METRICS: z.stringbool().default(false),
  /** Whether the schema can be introspected. */
  INTROSPECTION: z.stringbool().default(false),
  /** File with the only documents that are executed; every document by default. */
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  /** Whether the explorer is served at `/`. */
  EXPLORER: z.stringbool().default(false),
  /** Whether the connect page is served at `/connect`. */
  CONNECT_PAGE: z.stringbool().default(false),
  /** Where users of the connect page sign in, instead of being asked for a token. */
  SIGN_IN_URL: z
    .string()
    .refine(isPageUrl, 'the address of a page: https://… (http://… for this machine only)')
    .optional(),
  /** Where users of the connect page may go on, separated by spaces; the first is the default. */
  RETURN_URL: z
    .string()
    .transform(words)
    .refine((urls) => urls.every(isPageUrl), 'addresses of pages: https://… (http://… for this machine only)')
    .optional(),
  /** Origins whose pages may embed the connect page, separated by spaces. */
  EMBED_ORIGINS: z
    .string()
    .transform(words)
    .refine((urls) => urls.every(isOrigin), 'origins such as https://app.example.com, without a path')
    .optional(),
});

/** The settings, by the names of their environment variables. */
export type Config = z.infer<typeof environment>;

/** Whether the connection is safe from impersonation on the way: a URL with TLS, or of this machine. */
function isPrivateOnTheWay(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

const isAwsKey = (name: string) => /^awskms:[\w:/-]{1,2048}$/.test(name);

/** Whether a wrapper of the data keys is a key in HashiCorp Vault, by its URL. */
export const isVaultKey = (name: string) =>
  /^https?:\/\/[^/]+\/v1\/.+\/keys\/[\w.-]+$/.test(name) && isPrivateOnTheWay(name);
