import { subjectShare } from '../lucca/resilience/policy.ts';
import { readSecretFile, refuseOthers } from '../secretFiles.ts';
import { dayMs, hourMs, secondMs } from '../time.ts';
import { type Config, megabyte } from './environment.ts';

/**
 * The settings as options of the app: durations in milliseconds, sizes in bytes. Secrets are read by the caller. Throws
 * `SecretFileUnusable` when users other than its owner may use the keyring file.
 */
export const appSettings = (config: Config) => ({
  storeUrl: config.STORE_URL,
  keyStoreUrl: config.KEY_STORE_URL,
  keyringFile: keyringFileOf(config),
  ...(config.REDIS_URL !== undefined && {
    redis: { url: config.REDIS_URL, prefix: config.REDIS_PREFIX, instances: config.INSTANCES },
  }),
  policy: {
    requestsPerMinute: config.LUCCA_REQUESTS_PER_MINUTE,
    subjectRequestsPerMinute: config.SUBJECT_REQUESTS_PER_MINUTE ?? subjectShare(config.LUCCA_REQUESTS_PER_MINUTE),
  },
  ...(config.LUCCA_CONTACT !== undefined && { luccaContact: config.LUCCA_CONTACT }),
  deadlineMs: config.OPERATION_DEADLINE_MS,
  notReadyMs: config.NOT_READY_SECONDS * secondMs,
  freshMs: config.FRESH_SECONDS * secondMs,
  minMaxAgeMs: config.MIN_MAX_AGE_SECONDS * secondMs,
  staleMs: config.STALE_SECONDS * secondMs,
  recheckAfterMs: config.RECHECK_HOURS === 0 ? null : config.RECHECK_HOURS * hourMs,
  cacheBytes: config.CACHE_MEGABYTES * megabyte,
  audit: {
    directory: config.AUDIT_DIRECTORY,
    isRequired: config.AUDIT_REQUIRED,
    retentionMs: config.AUDIT_RETENTION_DAYS === 0 ? null : config.AUDIT_RETENTION_DAYS * dayMs,
    bulkPay: { people: config.BULK_PAY_PEOPLE, isRefused: config.BULK_PAY === 'refuse' },
  },
  introspection: config.INTROSPECTION,
  showsValidation: config.INTROSPECTION,
  explorer: config.EXPLORER,
  connectPage: config.CONNECT_PAGE,
  connectSetup: {
    signInUrl: config.SIGN_IN_URL,
    returnUrls: config.RETURN_URL ?? [],
    embedOrigins: config.EMBED_ORIGINS ?? [],
  },
  metrics: config.METRICS,
});

/** The keyring file. Throws `SecretFileUnusable` when users other than its owner may use it. */
export function keyringFileOf({
  MASTER_KEY_FILE,
  SECRET_FILE_MODES,
}: Pick<Config, 'MASTER_KEY_FILE' | 'SECRET_FILE_MODES'>): string {
  refuseOthers('MASTER_KEY_FILE', MASTER_KEY_FILE, SECRET_FILE_MODES);
  return MASTER_KEY_FILE;
}

/** What wraps the data keys, as the app takes it; the token is read when it is needed. */
export const keyWrappersOf = ({ KEY_WRAPPERS, VAULT_TOKEN_FILE, VAULT_NAMESPACE, SECRET_FILE_MODES }: Config) => ({
  names: KEY_WRAPPERS,
  namespace: VAULT_NAMESPACE,
  token: () => readSecretFile('VAULT_TOKEN_FILE', VAULT_TOKEN_FILE ?? '', SECRET_FILE_MODES),
});
