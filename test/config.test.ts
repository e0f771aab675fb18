import { describe, expect, it } from 'vitest';
import { ConfigInvalid, policyOf, readConfig } from '../src/config.ts';
import { defaultPolicy } from '../src/lucca/resilience/policy.ts';

const good = {
  MASTER_KEY_FILE: '/run/secrets/keyring.json',
  JWT_SECRET_FILE: '/run/secrets/jwt',
  JWT_ISSUER: 'https://issuer.example',
  JWT_AUDIENCE: 'graph',
};

/** The complaints about an environment, by the variable they name. */
function complaintsAbout(env: Record<string, string | undefined>): Record<string, string> {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    const [title, ...lines] = error.message.split('\n');
    expect(title).toBe('The environment is not fit to start with:');
    return Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/)));
  }
  return {};
}

describe('the environment', () => {
  it('needs four variables, and has defaults for everything else', () => {
    expect(readConfig(good)).toEqual({
      ...good,
      PORT: 4000,
      HOST: '0.0.0.0',
      STORE_URL: 'file:./data/lucca-subgraph.db',
      INSTANCES: 2,
      JWT_KEYS_STALE_HOURS: 12,
      JWT_TENANT_CLAIM: 'tenant_id',
      LUCCA_REQUESTS_PER_MINUTE: 40,
      OPERATION_DEADLINE_MS: 9_000,
      NOT_READY_SECONDS: 5,
      FRESH_SECONDS: 300,
      STALE_SECONDS: 86_400,
      RECHECK_HOURS: 24,
      CACHE_MEGABYTES: 256,
      LOG_LEVEL: 'info',
      METRICS: false,
      INTROSPECTION: false,
      EXPLORER: false,
      CONNECT_PAGE: false,
      LUCCA_REQUESTS_UNDER_WAY: 4,
      LUCCA_LONGEST_QUEUE: 50,
      LUCCA_CONNECT_TIMEOUT_MS: 2_000,
      LUCCA_HEADERS_TIMEOUT_MS: 6_000,
      LUCCA_REQUEST_TIMEOUT_MS: 8_000,
      LUCCA_RETRIES: 2,
      LUCCA_RETRY_PERCENT: 10,
      LUCCA_FAILURES_UNTIL_ALONE: 5,
      LUCCA_SHORTEST_ALONE_SECONDS: 5,
      LUCCA_LONGEST_ALONE_SECONDS: 60,
      REDIS_PATIENCE_MS: 50,
      POSTGRES_CONNECT_TIMEOUT_MS: 2_000,
      POSTGRES_QUERY_TIMEOUT_MS: 2_000,
    });
  });

  it('may hold variables of others, and a blank one of ours counts as absent', () => {
    const blank = { PORT: '', LUCCA_RETRIES: ' ', JWT_JWKS_URL: '' };
    expect(readConfig({ ...good, HOME: '/root', ...blank })).toEqual(readConfig(good));
  });

  it('is complained about all at once, each variable by its name', () => {
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
    ['OPERATION_DEADLINE_MS', '99'],
    ['REDIS_URL', 'http://redis.example'],
    ['INSTANCES', '0'],
    ['CACHE_MEGABYTES', '0'],
    ['JWT_JWKS_URL', 'ftp://keys.example'],
    ['INTROSPECTION', '2'],
    ['LUCCA_REQUESTS_UNDER_WAY', '0'],
    ['LUCCA_LONGEST_QUEUE', '9'],
    ['LUCCA_CONNECT_TIMEOUT_MS', '49'],
    ['LUCCA_HEADERS_TIMEOUT_MS', '49'],
    ['LUCCA_REQUEST_TIMEOUT_MS', '60001'],
    ['LUCCA_RETRIES', '4'],
    ['LUCCA_RETRY_PERCENT', '101'],
    ['LUCCA_FAILURES_UNTIL_ALONE', '0'],
    ['LUCCA_SHORTEST_ALONE_SECONDS', '0'],
    ['LUCCA_LONGEST_ALONE_SECONDS', '3601'],
    ['REDIS_PATIENCE_MS', '4'],
    ['POSTGRES_CONNECT_TIMEOUT_MS', '49'],
    ['POSTGRES_QUERY_TIMEOUT_MS', '49'],
  ])('is refused for %s=%s', (name, value) => {
    expect(Object.keys(complaintsAbout({ ...good, [name]: value }))).toContain(name);
  });

  it.each([
    ['LUCCA_REQUESTS_UNDER_WAY', 20, 'LUCCA_REQUESTS_PER_MINUTE'],
    ['LUCCA_CONNECT_TIMEOUT_MS', 9_000, 'LUCCA_REQUEST_TIMEOUT_MS'],
    ['LUCCA_HEADERS_TIMEOUT_MS', 9_000, 'LUCCA_REQUEST_TIMEOUT_MS'],
    ['LUCCA_SHORTEST_ALONE_SECONDS', 90, 'LUCCA_LONGEST_ALONE_SECONDS'],
    ['REDIS_PATIENCE_MS', 200, 'OPERATION_DEADLINE_MS'],
  ])('takes %s=%i where %s is as large, and no more', (less, value, more) => {
    const environment = {
      ...good,
      LUCCA_HEADERS_TIMEOUT_MS: '50',
      LUCCA_CONNECT_TIMEOUT_MS: '50',
      [more]: String(value),
    };
    expect(complaintsAbout({ ...environment, [less]: String(value) })).toEqual({});
    expect(complaintsAbout({ ...environment, [less]: String(value + 1) })).toEqual({
      [less]: `${value + 1} is more than ${more}, which is ${value}`,
    });
  });

  const { maxResponseBytes: _, ...settable } = defaultPolicy;
  const reached: [string, number, Partial<typeof settable>][] = [
    ['LUCCA_REQUESTS_PER_MINUTE', 33, { requestsPerMinute: 33 }],
    ['LUCCA_REQUESTS_UNDER_WAY', 7, { maxConcurrent: 7 }],
    ['LUCCA_LONGEST_QUEUE', 10, { maxQueueLength: 10 }],
    ['LUCCA_CONNECT_TIMEOUT_MS', 900, { connectTimeoutMs: 900 }],
    ['LUCCA_HEADERS_TIMEOUT_MS', 901, { headersTimeoutMs: 901 }],
    ['LUCCA_REQUEST_TIMEOUT_MS', 9_002, { requestTimeoutMs: 9_002 }],
    ['LUCCA_RETRIES', 1, { maxRetries: 1 }],
    ['LUCCA_RETRY_PERCENT', 25, { retryRatio: 0.25 }],
    ['LUCCA_FAILURES_UNTIL_ALONE', 9, { breakerThreshold: 9 }],
    ['LUCCA_SHORTEST_ALONE_SECONDS', 11, { openMinMs: 11_000 }],
    ['LUCCA_LONGEST_ALONE_SECONDS', 120, { openMaxMs: 120_000 }],
  ];

  it.each(reached)('with %s=%i has a Lucca treated so, and all else as usual', (name, value, changed) => {
    expect(policyOf(readConfig(good))).toEqual(settable);
    expect(policyOf(readConfig({ ...good, [name]: String(value) }))).toEqual({ ...settable, ...changed });
  });

  it('can change everything about how a Lucca is treated but the largest answer', () => {
    const names = reached.flatMap(([, , changed]) => Object.keys(changed));
    expect(names.sort()).toEqual(Object.keys(settable).sort());
  });

  it('gives every instance a part of the requests', () => {
    const few = { ...good, REDIS_URL: 'redis://redis.example', LUCCA_REQUESTS_PER_MINUTE: '12' };
    expect(readConfig({ ...few, INSTANCES: '12' })).toMatchObject({ INSTANCES: 12 });
    expect(Object.keys(complaintsAbout({ ...few, INSTANCES: '13' }))).toEqual(['INSTANCES']);
  });

  it('without any way to know callers is refused, with a pointer to the demo', () => {
    const { JWT_SECRET_FILE: _, ...without } = good;
    const { JWT_JWKS_URL: complaint } = complaintsAbout(without);
    expect(complaint).toMatch(/JWT_SECRET_FILE.*callers can be known.*npm run demo/);
  });

  it('with both ways to know callers is refused, because one of them is a mistake', () => {
    const complaints = complaintsAbout({ ...good, JWT_JWKS_URL: 'https://keys.example/jwks.json' });
    expect(complaints).toEqual({ JWT_JWKS_URL: expect.stringMatching(/JWT_SECRET_FILE, not both/) });
  });

  it('is never echoed, for anything in it may be a secret', () => {
    const names = Object.keys(readConfig(good));
    const env = Object.fromEntries([...names, 'JWT_JWKS_URL'].map((name) => [name, 'hunter2']));
    const complaints = complaintsAbout(env);
    expect(Object.keys(complaints).length).toBeGreaterThan(5);
    expect(JSON.stringify(complaints)).not.toContain('hunter2');
  });
});
