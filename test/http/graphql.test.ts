import { beforeAll, describe, expect, it } from 'vitest';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../support/subgraph.ts';

describe("a request's Cache-Control", () => {
  let subgraph: Subgraph;
  let time = Date.parse(`${today}T09:00:00Z`);

  beforeAll(async () => {
    const companies = [createTestCompany(hosts.acme)];
    subgraph = await startSubgraph({ companies, app: { now: () => time } });
    for (const company of companies) await subgraph.connect(company);
  });

  /** Fills the cache with data that is exactly as old as `ageSeconds` says, and returns the source of the second answer. */
  async function sourceAfter(ageSeconds: number, cacheControl?: string) {
    const query = '{ employees(first: 1) { edges { node { freshness { source fetchedAt } } } } }';
    const ask = async (headers: Record<string, string>) => {
      const { employees } = await subgraph.data(query, {}, { headers });
      return employees.edges[0].node.freshness as { source: string; fetchedAt: string };
    };
    time += 3_600_000;
    const first = await ask({});
    expect(first).toEqual({ source: 'LIVE', fetchedAt: new Date(time).toISOString() });
    time += ageSeconds * 1000;
    const second = await ask(cacheControl === undefined ? {} : { 'cache-control': cacheControl });
    expect(second.fetchedAt === first.fetchedAt).toBe(second.source === 'CACHE');
    return second.source;
  }

  it.each([
    ['nothing', undefined, 299, 'CACHE'],
    // People are served once more while they are refreshed.
    ['nothing', undefined, 301, 'CACHE'],
    ['nothing', undefined, 601, 'LIVE'],
    ['no-cache', 'no-cache', 1, 'LIVE'],
    ['no-cache among others', 'no-transform, No-Cache', 1, 'LIVE'],
    ['max-age=60', 'max-age=60', 59, 'CACHE'],
    ['max-age=60', 'max-age=60', 61, 'LIVE'],
    ['max-age=0', 'max-age=0', 1, 'LIVE'],
    ['max-age=3600, which is no wider than the usual', 'max-age=3600', 299, 'CACHE'],
    ['max-age=3600, which is no wider than the usual', 'max-age=3600', 601, 'LIVE'],
    ['something we do not know', 'only-if-cached, max-age=soon', 299, 'CACHE'],
  ])('of %s (%s) makes what is %i s old %s', async (_, cacheControl, ageSeconds, source) => {
    expect(await sourceAfter(ageSeconds, cacheControl)).toBe(source);
  });
});

describe('the least age that a request can ask for', () => {
  let time = Date.parse(`${today}T09:00:00Z`);

  /** Reads people, and again after so many seconds; returns the source and the age of the second answer. */
  async function servedAfter(seconds: number, cacheControl: string, app: { minMaxAgeMs: number; freshMs: number }) {
    const company = createTestCompany(hosts.acme);
    const subgraph = await startSubgraph({ companies: [company], app: { ...app, now: () => time } });
    await subgraph.connect(company);
    const query = '{ employees(first: 1) { edges { node { freshness { source fetchedAt } } } } }';
    await subgraph.data(query);
    time += seconds * 1000;
    const { employees } = await subgraph.data(query, {}, { headers: { 'cache-control': cacheControl } });
    const { source, fetchedAt } = employees.edges[0].node.freshness;
    return { source, ageSeconds: (time - Date.parse(fetchedAt)) / 1000 };
  }

  it.each([
    ['no-cache', 29, 300_000, 'CACHE'],
    ['no-cache', 31, 300_000, 'LIVE'],
    ['max-age=10', 29, 300_000, 'CACHE'],
    ['max-age=10', 31, 300_000, 'LIVE'],
    ['max-age=60', 59, 300_000, 'CACHE'],
    ['max-age=60', 61, 300_000, 'LIVE'],
    // Where everything is read again at once, so it is for such a request.
    ['no-cache', 29, 0, 'LIVE'],
  ])(
    'lets %s show what is %i s old as what it is, with data fresh for %i ms: %s',
    async (header, age, freshMs, source) => {
      const served = await servedAfter(age, header, { minMaxAgeMs: 30_000, freshMs });
      expect(served.source).toBe(source);
      expect(served.ageSeconds).toBe(source === 'CACHE' ? age : 0);
    },
  );
});

it('a query hash gets the error that makes clients send the full query, and is not logged as an internal fault', async () => {
  const subgraph = await startSubgraph();
  const persistedQuery = { version: 1, sha256Hash: 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38' };
  const { errors } = JSON.parse(await subgraph.post({ extensions: { persistedQuery } }));
  expect(errors).toMatchObject([
    { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED', retryable: false } },
  ]);
  expect(subgraph.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});

describe('introspection and suggestions', () => {
  const introspection = '{ __schema { queryType { name } } }';

  it('are disabled by default', async () => {
    const subgraph = await startSubgraph();
    expect((await subgraph.ask(introspection)).errors).toMatchObject([
      { message: 'The document does not match the schema.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await subgraph.ask('{ employe { id } }')).errors?.[0]?.message).toBe(
      'The document does not match the schema.',
    );
  });

  it('are available when enabled', async () => {
    const subgraph = await startSubgraph({ app: { introspection: true, showsValidation: true } });
    expect(await subgraph.data(introspection)).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect((await subgraph.ask('{ employe { id } }')).errors?.[0]?.message).toContain('employee');
  });
});
