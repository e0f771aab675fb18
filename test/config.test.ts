import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { appSettings, keyWrappersOf } from '../src/config/appSettings.ts';
import { ConfigInvalid, readConfig } from '../src/config.ts';

const good = {
  MASTER_KEY_FILE: '/run/secrets/keyring.json',
  JWT_SECRET_FILE: '/run/secrets/jwt',
  JWT_ISSUER: 'https://issuer.example',
  JWT_AUDIENCE: 'graph',
};

/** The vitest configuration gives the young generation three semi-spaces of 64 MiB. */
const oldGeneration = getHeapStatistics().heap_size_limit - 3 * 64 * 2 ** 20;

const redisUrl = 'redis://redis.example';

const usualAudit = appSettings(readConfig(good)).audit;

/** The complaints about an environment, by the variable they name. */
function complaintsAbout(env: Record<string, string | undefined>): Record<string, string> {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    const [title, ...lines] = error.message.split('\n');
    expect(title).toBe('Invalid configuration:');
    return Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/)));
  }
  return {};
}

describe('the configuration from the environment', () => {
  it('requires four variables and has a default for every other', () => {
    expect(readConfig(good)).toEqual({
      ...good,
      PORT: 4000,
      HOST: '0.0.0.0',
      STORE_URL: 'file:./data/lucca-subgraph.db',
      KEY_WRAPPERS: ['keyring'],
      REDIS_PREFIX: 'lucca',
      INSTANCES: 2,
      JWT_KEYS_STALE_HOURS: 12,
      JWT_MAX_LIFE_SECONDS: 86_400,
      SECRET_FILE_MODES: 'owner',
      JWT_TENANT_CLAIM: 'tenant_id',
      JWT_SCOPE_CLAIM: 'scope',
      LUCCA_REQUESTS_PER_MINUTE: 40,
      OPERATION_DEADLINE_MS: 9_000,
      NOT_READY_SECONDS: 5,
      FRESH_SECONDS: 300,
      MIN_MAX_AGE_SECONDS: 30,
      STALE_SECONDS: 86_400,
      RECHECK_HOURS: 24,
      // Two fifths of the heap.
      CACHE_MEGABYTES: Math.floor((oldGeneration * 0.45) / 1_000_000),
      AUDIT_REQUIRED: false,
      AUDIT_RETENTION_DAYS: 365,
      BULK_PAY_PEOPLE: 100,
      BULK_PAY: 'note',
      LOG_LEVEL: 'info',
      METRICS: false,
      INTROSPECTION: false,
      EXPLORER: false,
      CONNECT_PAGE: false,
    });
  });

  it('ignores variables of other programs, and treats a blank one of its own as absent', () => {
    const blank = { PORT: '', CACHE_MEGABYTES: ' ', JWT_JWKS_URL: '' };
    expect(readConfig({ ...good, HOME: '/root', ...blank })).toEqual(readConfig(good));
  });

  it('lists all invalid variables at once, by name', () => {
    const complaints = complaintsAbout({ PORT: 'many', LOG_LEVEL: 'loud', EXPLORER: 'perhaps', FRESH_SECONDS: '-1' });
    expect(Object.keys(complaints).sort()).toEqual([
      'EXPLORER',
      'FRESH_SECONDS',
      'JWT_AUDIENCE',
      'JWT_ISSUER',
      'JWT_JWKS_URL',
      'LOG_LEVEL',
      'MASTER_KEY_FILE',
      'PORT',
    ]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '40.5'],
    ['PORT', '1e3'],
    ['FRESH_SECONDS', '0x10'],
    ['JWT_ISSUER', ' '],
    ['NOT_READY_SECONDS', '301'],
    ['LUCCA_REQUESTS_PER_MINUTE', '51'],
    ['LUCCA_REQUESTS_PER_MINUTE', '11'],
    ['SUBJECT_REQUESTS_PER_MINUTE', '7'],
    ['SUBJECT_REQUESTS_PER_MINUTE', '31'],
    ['LUCCA_CONTACT', 'Ada (HR)'],
    ['LUCCA_CONTACT', 'équipe@figures.example'],
    ['LUCCA_CONTACT', 'a\nb'],
    ['LUCCA_CONTACT', 'a'.repeat(101)],
    ['OPERATION_DEADLINE_MS', '99'],
    ['REDIS_URL', 'http://redis.example'],
    ['REDIS_PREFIX', 'two words'],
    ['REDIS_PREFIX', 'x'.repeat(65)],
    ['INSTANCES', '0'],
    ['CACHE_MEGABYTES', '0'],
    ['JWT_MAX_LIFE_SECONDS', '59'],
    ['AUDIT_REQUIRED', 'perhaps'],
    ['AUDIT_RETENTION_DAYS', '-1'],
    ['BULK_PAY_PEOPLE', '0'],
    ['BULK_PAY', 'forbid'],
    ['SECRET_FILE_MODES', '0640'],
    ['STORE_URL_FILE', '/nowhere/at-all'],
    ['KEY_STORE_URL', 'redis://keys.example'],
    ['KEY_STORE_URL_FILE', '/nowhere/at-all'],
    ['KEY_WRAPPERS', 'awskms:'],
    ['KEY_WRAPPERS', 'keyring elsewhere'],
    ['KEY_WRAPPERS', 'https://vault.example/v1/transit/encrypt/lucca'],
    ['KEY_WRAPPERS', 'http://vault.example/v1/transit/keys/lucca'],
    ['KEY_WRAPPERS', 'awskms:alias/a awskms:alias/b'],
    ['INTROSPECTION', '2'],
    ['SIGN_IN_URL', 'http://login.example.com'],
    ['SIGN_IN_URL', 'https://user:password@login.example.com'],
    ['RETURN_URL', 'https://app.example.com javascript:alert(1)'],
    ['EMBED_ORIGINS', 'https://app.example.com/path'],
    ['EMBED_ORIGINS', 'https://*.example.com'],
  ])('is refused for %s=%s', (name, value) => {
    expect(Object.keys(complaintsAbout({ ...good, [name]: value }))).toContain(name);
  });

  it.each([
    ['OPERATION_DEADLINE_MS', '9001', { deadlineMs: 9_001 }],
    ['NOT_READY_SECONDS', '6', { notReadyMs: 6_000 }],
    ['FRESH_SECONDS', '301', { freshMs: 301_000 }],
    ['MIN_MAX_AGE_SECONDS', '0', { minMaxAgeMs: 0 }],
    ['STALE_SECONDS', '0', { staleMs: 0 }],
    ['RECHECK_HOURS', '2', { recheckAfterMs: 7_200_000 }],
    ['RECHECK_HOURS', '0', { recheckAfterMs: null }],
    ['CACHE_MEGABYTES', '3', { cacheBytes: 3_000_000 }],
    ['LUCCA_REQUESTS_PER_MINUTE', '33', { policy: { requestsPerMinute: 33, subjectRequestsPerMinute: 16 } }],
    ['LUCCA_REQUESTS_PER_MINUTE', '12', { policy: { requestsPerMinute: 12, subjectRequestsPerMinute: 8 } }],
    ['SUBJECT_REQUESTS_PER_MINUTE', '30', { policy: { requestsPerMinute: 40, subjectRequestsPerMinute: 30 } }],
    ['LUCCA_CONTACT', 'team@figures.example', { luccaContact: 'team@figures.example' }],
    [
      'RETURN_URL',
      'https://app.example.com/lucca http://localhost:3000/',
      { connectSetup: { returnUrls: ['https://app.example.com/lucca', 'http://localhost:3000/'], embedOrigins: [] } },
    ],
    ['AUDIT_DIRECTORY', '/var/audit', { audit: { ...usualAudit, directory: '/var/audit' } }],
    ['AUDIT_REQUIRED', 'true', { audit: { ...usualAudit, isRequired: true } }],
    ['AUDIT_RETENTION_DAYS', '2', { audit: { ...usualAudit, retentionMs: 172_800_000 } }],
    ['AUDIT_RETENTION_DAYS', '0', { audit: { ...usualAudit, retentionMs: null } }],
    ['BULK_PAY_PEOPLE', '7', { audit: { ...usualAudit, bulkPay: { people: 7, isRefused: false } } }],
    ['BULK_PAY', 'refuse', { audit: { ...usualAudit, bulkPay: { people: 100, isRefused: true } } }],
    ['METRICS', 'true', { metrics: true }],
    ['INTROSPECTION', 'true', { introspection: true, showsValidation: true }],
    ['EXPLORER', 'true', { explorer: true }],
    ['CONNECT_PAGE', 'true', { connectPage: true }],
    ['STORE_URL', 'file:other.db', { storeUrl: 'file:other.db' }],
    ['KEY_STORE_URL', 'file:other.keys', { keyStoreUrl: 'file:other.keys' }],
    ['REDIS_URL', redisUrl, { redis: { url: redisUrl, prefix: 'lucca', instances: 2 } }],
  ])('with %s=%s changes that option of the app alone', (name, value, changed) => {
    const usual = appSettings(readConfig(good));
    expect(appSettings(readConfig({ ...good, [name]: value }))).toEqual({ ...usual, ...changed });
    expect(usual).not.toMatchObject(changed);
  });

  it('names the wrappers of data keys, the first of which wraps, and asks for the token of HashiCorp Vault', () => {
    const vault = 'https://vault.example:8200/v1/team/transit/keys/lucca';
    const aws = 'awskms:arn:aws:kms:eu-west-3:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(complaintsAbout({ ...good, KEY_WRAPPERS: vault })).toEqual({ VAULT_TOKEN_FILE: expect.any(String) });
    const given = {
      KEY_WRAPPERS: ` ${vault}  ${aws} keyring`,
      VAULT_TOKEN_FILE: '/run/token',
      VAULT_NAMESPACE: 'admin',
    };
    const { token, ...settings } = keyWrappersOf(readConfig({ ...good, ...given }));
    expect(settings).toEqual({ names: [vault, aws, 'keyring'], namespace: 'admin' });
    expect(token).toThrow('VAULT_TOKEN_FILE: the file cannot be read.');
  });

  it.each([
    'ftp://keys.example',
    'http://keys.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://localhost@keys.example',
    'http://10.0.0.1',
  ])('refuses keys at %s, where somebody on the way can replace them, and says what would be right', (url) => {
    // Without the secret, nothing else is wrong.
    const { JWT_SECRET_FILE: _, ...without } = good;
    expect(complaintsAbout({ ...without, JWT_JWKS_URL: url })).toEqual({
      JWT_JWKS_URL: expect.stringContaining('https://…'),
    });
  });

  it.each(['https://169.254.169.254/jwks.json', 'https://[fd00:ec2::254]', 'https://0xa9fea9fe'])(
    'refuses keys at %s, where a cloud hands out the credentials of the machine',
    (url) => {
      const { JWT_SECRET_FILE: _, ...without } = good;
      expect(complaintsAbout({ ...without, JWT_JWKS_URL: url })).toEqual({
        JWT_JWKS_URL: expect.stringContaining("a cloud's metadata"),
      });
    },
  );

  it.each(['https://10.0.0.1', 'https://keys.example', 'http://localhost:9', 'http://127.8.9.1:9/a', 'http://[::1]:9'])(
    'accepts keys at %s, where nobody on the way can replace them',
    (url) => {
      const { JWT_SECRET_FILE: _, ...without } = good;
      expect(readConfig({ ...without, JWT_JWKS_URL: url }).JWT_JWKS_URL).toBe(url);
    },
  );

  describe.each([
    ['STORE_URL', 'postgres://user:hunter2@db.example/lucca', 'mysql://user:hunter2@db.example'],
    ['KEY_STORE_URL', 'postgres://user:hunter2@db.example/keys', 'mysql://user:hunter2@db.example'],
    ['REDIS_URL', 'rediss://user:hunter2@redis.example', 'http://user:hunter2@redis.example'],
  ] as const)('with %s in a file', (name, url, invalid) => {
    const fileWith = (content: string, mode = 0o600) => {
      const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'url');
      writeFileSync(path, content);
      chmodSync(path, mode);
      return path;
    };

    it('reads it there, without the line end', () => {
      expect(readConfig({ ...good, [`${name}_FILE`]: fileWith(`${url}\n`) })[name]).toBe(url);
    });

    it('is refused if it is set as well, or invalid, and repeats nothing of it', () => {
      const both = complaintsAbout({ ...good, [name]: url, [`${name}_FILE`]: fileWith(url) });
      expect(both).toEqual({ [`${name}_FILE`]: `set this or ${name}, not both` });
      const complaints = complaintsAbout({ ...good, [`${name}_FILE`]: fileWith(invalid) });
      expect(Object.keys(complaints)).toEqual([name]);
      expect(JSON.stringify(complaints)).not.toContain('hunter2');
    });

    it.each([0o640, 0o604, 0o644, 0o622, 0o610])(
      'is refused if others may use the file (mode %i), unless that is allowed',
      (mode) => {
        const env = { ...good, [`${name}_FILE`]: fileWith(url, mode) };
        const octal = mode.toString(8);
        expect(complaintsAbout(env)).toEqual({
          [`${name}_FILE`]: expect.stringContaining(`mode is 0${octal}). Change it to 0600`),
        });
        expect(readConfig({ ...env, SECRET_FILE_MODES: 'any' })[name]).toBe(url);
      },
    );
  });

  it.each([
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
  ])('with %s, a setting of an earlier version, is refused, unless it is blank', (name) => {
    expect(complaintsAbout({ ...good, [name]: '1' })).toEqual({ [name]: 'no longer a setting; remove it' });
    expect(readConfig({ ...good, [name]: '' })).toEqual(readConfig(good));
  });

  it('is refused with a cache that does not fit into the heap, and says what fits and how to have more', () => {
    const fitting = Math.floor((oldGeneration * 0.6) / 1_000_000);
    expect(readConfig({ ...good, CACHE_MEGABYTES: String(fitting) }).CACHE_MEGABYTES).toBe(fitting);
    const { CACHE_MEGABYTES: complaint } = complaintsAbout({ ...good, CACHE_MEGABYTES: String(fitting + 1) });
    expect(complaint).toContain(`at most ${fitting}, which is 60 % of the heap`);
    expect(complaint).toContain('--max-old-space-size');
  });

  it('is refused with trusted documents where callers send others: a router, or the explorer', () => {
    const trusting = { ...good, TRUSTED_DOCUMENTS_FILE: '/etc/documents.json' };
    expect(readConfig(trusting).TRUSTED_DOCUMENTS_FILE).toBe('/etc/documents.json');
    expect(complaintsAbout({ ...trusting, ROUTER_SECRET_FILE: '/run/secrets/router', EXPLORER: 'true' })).toEqual({
      TRUSTED_DOCUMENTS_FILE: expect.stringContaining('a router writes its own documents'),
      EXPLORER: expect.stringContaining('must be false with TRUSTED_DOCUMENTS_FILE'),
    });
  });

  it('is refused with more instances than requests a minute', () => {
    const few = { ...good, REDIS_URL: 'redis://redis.example', LUCCA_REQUESTS_PER_MINUTE: '12' };
    expect(readConfig({ ...few, INSTANCES: '12' })).toMatchObject({ INSTANCES: 12 });
    expect(Object.keys(complaintsAbout({ ...few, INSTANCES: '13' }))).toEqual(['INSTANCES']);
  });

  it('is refused without a way to verify tokens, with a pointer to the demo', () => {
    const { JWT_SECRET_FILE: _, ...without } = good;
    const { JWT_JWKS_URL: complaint } = complaintsAbout(without);
    expect(complaint).toMatch(/JWT_SECRET_FILE.*tokens can be verified.*npm run demo/);
  });

  it('is refused with two ways to verify tokens', () => {
    const complaints = complaintsAbout({ ...good, JWT_JWKS_URL: 'https://keys.example/jwks.json' });
    expect(complaints).toEqual({ JWT_JWKS_URL: expect.stringMatching(/JWT_SECRET_FILE, not both/) });
  });

  it('is never quoted in an error, because it may contain secrets', () => {
    const names = Object.keys(readConfig(good));
    const env = Object.fromEntries([...names, 'JWT_JWKS_URL'].map((name) => [name, 'hunter2']));
    const complaints = complaintsAbout(env);
    expect(Object.keys(complaints).length).toBeGreaterThan(5);
    expect(JSON.stringify(complaints)).not.toContain('hunter2');
  });
});
