import { defaultPolicy, readsPerMinute } from '../lucca/resilience/policy.ts';
import { type Config, isVaultKey } from './environment.ts';

/** The complaints about settings that exclude each other or no longer exist, whether or not the others are valid. */
export const complaintsAboutGiven = (given: Record<string, unknown>): string[] => [
  ...complaintsAboutKeys(given),
  ...complaintsAboutRemoved(given),
];

/** The complaints about valid settings that do not fit together. */
export const complaintsAboutConfig = (config: Config): string[] => [
  ...complaintsAboutParts(config),
  ...complaintsAboutVault(config),
  ...complaintsAboutTrust(config),
];

/** Settings of earlier versions. They have no effect any more, so starting with one of them is refused. */
const removedSettings = [
  'LUCCA_REQUESTS_UNDER_WAY',
  'LUCCA_LONGEST_QUEUE',
  'LUCCA_CONNECT_TIMEOUT_MS',
  'LUCCA_HEADERS_TIMEOUT_MS',
  'LUCCA_REQUEST_TIMEOUT_MS',
  'LUCCA_RETRIES',
  'LUCCA_RETRY_PERCENT',
  'LUCCA_FAILURES_UNTIL_ALONE',
  'LUCCA_SHORTEST_ALONE_SECONDS',
  'LUCCA_LONGEST_ALONE_SECONDS',
  'REDIS_PATIENCE_MS',
  'POSTGRES_CONNECT_TIMEOUT_MS',
  'POSTGRES_QUERY_TIMEOUT_MS',
];

const complaintsAboutRemoved = (given: Record<string, unknown>): string[] =>
  removedSettings.flatMap((name) => (name in given ? [`${name}: no longer a setting; remove it`] : []));

function complaintsAboutParts(config: Config): string[] {
  const { REDIS_URL: url, INSTANCES: instances, LUCCA_REQUESTS_PER_MINUTE: requestsPerMinute } = config;
  const reads = readsPerMinute({ ...defaultPolicy, requestsPerMinute });
  return [
    ...(url !== undefined && requestsPerMinute < instances
      ? ['INSTANCES: must not be more than LUCCA_REQUESTS_PER_MINUTE, which the instances share']
      : []),
    ...((config.SUBJECT_REQUESTS_PER_MINUTE ?? 0) > reads
      ? [
          `SUBJECT_REQUESTS_PER_MINUTE: must not be more than ${reads}, which is what LUCCA_REQUESTS_PER_MINUTE leaves for all queries`,
        ]
      : []),
  ];
}

const complaintsAboutVault = ({ KEY_WRAPPERS: names, VAULT_TOKEN_FILE: file }: Config): string[] =>
  names.some(isVaultKey) && file === undefined ? ['VAULT_TOKEN_FILE: HashiCorp Vault needs a token'] : [];

function complaintsAboutTrust({ TRUSTED_DOCUMENTS_FILE, ROUTER_SECRET_FILE, EXPLORER }: Config): string[] {
  if (TRUSTED_DOCUMENTS_FILE === undefined) return [];
  return [
    ...(ROUTER_SECRET_FILE !== undefined
      ? [
          'TRUSTED_DOCUMENTS_FILE: must not be set with ROUTER_SECRET_FILE: a router writes its own documents, so clients have to be limited in the router',
        ]
      : []),
    ...(EXPLORER ? ['EXPLORER: must be false with TRUSTED_DOCUMENTS_FILE, because what it sends is not trusted'] : []),
  ];
}

function complaintsAboutKeys({ JWT_JWKS_URL: url, JWT_SECRET_FILE: file }: Record<string, unknown>): string[] {
  if (url === undefined && file === undefined)
    return [
      'JWT_JWKS_URL: set this or JWT_SECRET_FILE, so that tokens can be verified; to try it out without either, use `npm run demo`',
    ];
  if (url !== undefined && file !== undefined) return ['JWT_JWKS_URL: set this or JWT_SECRET_FILE, not both'];
  return [];
}
