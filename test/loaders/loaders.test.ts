import { describe, expect, it } from 'vitest';
import { createAccountCaches } from '../../src/cache/accountCaches.ts';
import { createPolicies } from '../../src/loaders/freshness.ts';
import { createLoaders, type Loaders } from '../../src/loaders/loaders.ts';
import type { Filter } from '../../src/lucca/client.ts';
import { LuccaTimeout } from '../../src/lucca/errors.ts';
import { createScriptedLucca } from '../support/scriptedLucca.ts';

const minutes = (count: number) => count * 60_000;
const hours = (count: number) => minutes(60 * count);
const acme = { id: 'a', version: 1, host: 'acme.ilucca.net' };
/** Requests for the whole, whose size is taken to be eight pages until it is known; one by id counts as the beginning of four. */
const pagesOfAll = 10;
const eagerness = 4;
const byIdBefore = 8 - eagerness;

const everybody = Array.from({ length: 10_000 }, (_, index) => index + 10_001);

/** Loaders over a company of 10,000 people with a row each, in pages of a thousand; the cache of a resource takes 1.2 MB. */
function largeCompany(maxBytes = 1e9) {
  let clock = hours(1_000);
  let requests = 0;
  let isDown = false;
  async function* pages(_caller: unknown, _resource: unknown, filter: Filter = {}) {
    const [ids] = Object.values(filter).map((list) => list.split(',').map(Number));
    const asked = ids ?? everybody;
    for (let from = 0; from < asked.length; from += 1_000) {
      requests += 1;
      await Promise.resolve();
      if (isDown) throw new LuccaTimeout({ resource: 'scripted' });
      const rows = asked.slice(from, from + 1_000).map((id) => ({ id, ownerId: id, workContract: { ownerId: id } }));
      yield { rows, total: asked.length, rejected: [], bytes: 1_000, items: [] };
    }
  }
  const { lucca } = createScriptedLucca(pages);
  const caches = createAccountCaches({ lucca, maxBytes, now: () => clock, onSkipped: () => {} });

  /** The loaders of one request. */
  const loaders = () =>
    createLoaders({
      caches,
      account: acme,
      credentials: async () => ({ host: acme.host, apiKey: 'irrelevant' }),
      policies: createPolicies(),
      startedAt: clock,
      maxAgeMs: null,
      rightsChangedAt: 0,
      isCurrent: async () => true,
      deadlineAt: clock + 9_000,
      readDeadlineAt: clock + minutes(20),
      onLate: () => new LuccaTimeout({ resource: 'operation' }),
      onFailure: () => {},
      onRead: () => {},
      now: () => clock,
      turns: { pass: (value) => value, isSettled: () => true, onSettled: () => {} },
    });
  return {
    loaders,
    pass: (ms: number) => {
      clock += ms;
    },
    fail: () => {
      isDown = true;
    },
    requests: () => requests,
    /** How many requests to Lucca it takes to answer one of ours. */
    async requestsOf(ask: (loaders: Loaders) => Promise<unknown> | unknown) {
      const before = requests;
      await ask(loaders());
      return requests - before;
    },
  };
}

const contractsOf =
  (ids: readonly number[]) =>
  ({ contracts }: Loaders) =>
    Promise.all(ids.map((id) => contracts.many(id)));

/** Asks for the contracts of everybody, so many in each request. */
async function exportOf(company: ReturnType<typeof largeCompany>, atOnce: number) {
  let requests = 0;
  for (let from = 0; from < everybody.length; from += atOnce)
    requests += await company.requestsOf(contractsOf(everybody.slice(from, from + atOnce)));
  return requests;
}

describe('a loader', () => {
  it('reads by id for hundreds of people each hour, and the whole for the nightly export of everybody', async () => {
    const company = largeCompany();
    const spent: { nights: number[]; days: number[] } = { nights: [], days: [] };
    for (const night of [0, 1]) {
      spent.nights.push(await exportOf(company, 1_000));
      for (let hour = 0; hour < 23; hour++) {
        company.pass(hours(1));
        const from = ((night * 23 + hour) * 200) % everybody.length;
        spent.days.push(await company.requestsOf(contractsOf(everybody.slice(from, from + 200))));
      }
      company.pass(hours(1));
    }
    expect(spent).toEqual({ nights: [pagesOfAll, pagesOfAll], days: Array(46).fill(1) });
  });

  it('reads the whole at once for what begins like last time, and by id for what begins with fewer people', async () => {
    const company = largeCompany();
    expect(await exportOf(company, 200)).toBe(byIdBefore + pagesOfAll);
    company.pass(minutes(11));
    expect(await exportOf(company, 200)).toBe(pagesOfAll);
    company.pass(minutes(11));
    expect(await company.requestsOf(contractsOf(everybody.slice(0, 199)))).toBe(1);
  });

  it('reads the whole only once too often if what began like last time did not go on', async () => {
    const company = largeCompany();
    await exportOf(company, 200);
    const days: number[] = [];
    for (let times = 0; times < 20; times++) {
      company.pass(minutes(11));
      days.push(await company.requestsOf(contractsOf(everybody.slice(200 * times, 200 * times + 200))));
    }
    expect(days).toEqual([pagesOfAll, ...Array(19).fill(1)]);
  });

  it('reads the whole once reading by id, while that is fresh, has cost about as much', async () => {
    const company = largeCompany();
    await exportOf(company, 1_000);
    company.pass(minutes(11));
    let requests = 0;
    for (let from = 0; from < 4_000; from += 200) {
      requests += await company.requestsOf(contractsOf(everybody.slice(from, from + 200)));
      company.pass(1_000);
    }
    // One request for each 200 people, until the next would near the price of the whole.
    expect(requests).toBe(pagesOfAll - eagerness + pagesOfAll);
  });

  it.each<[number, string, (loaders: Loaders) => unknown]>([
    [9, 'a sample of hundreds was asked for', ({ fixedItems }) => fixedItems.sample(everybody.slice(0, 400))],
    [
      200,
      'everybody was looked through to say why something is null',
      async ({ fixedItems }) => {
        await fixedItems.all();
        for (const id of everybody) fixedItems.cached(id);
      },
    ],
  ])('reads by id for the pay of %i people after %s', async (count, _, ask) => {
    const company = largeCompany();
    await company.requestsOf(ask);
    company.pass(minutes(11));
    const people = everybody.slice(-count);
    expect(await company.requestsOf(({ fixedItems }) => Promise.all(people.map((id) => fixedItems.many(id))))).toBe(1);
  });

  it('keeps the resource that is used, and drops one that was read later and never used again', async () => {
    const company = largeCompany(4e6);
    await company.requestsOf(({ employees }) => employees.all());
    await company.requestsOf(({ contracts }) => contracts.all());
    for (let times = 0; times < 5; times++) await company.requestsOf(({ employees }) => employees.all());
    await company.requestsOf(({ fixedItems }) => fixedItems.all());
    expect(await company.requestsOf(({ employees }) => employees.all())).toBe(0);
    expect(await company.requestsOf(({ contracts }) => contracts.all())).toBe(pagesOfAll);
  });
});

describe('keys that are prepared', () => {
  const [first = 0] = everybody;

  it('are read in one batch with others, and are there at once then', async () => {
    const company = largeCompany();
    const { contracts } = company.loaders();
    const requests = await company.requestsOf(() =>
      Promise.all([contracts.many(first), contracts.prepare(everybody), contracts.prepare(everybody)]),
    );
    expect(requests).toBe(pagesOfAll);
    expect(everybody.map((id) => contracts.many(id))).toEqual(
      everybody.map((id) => [expect.objectContaining({ ownerId: id })]),
    );
    expect(contracts.prepare(everybody)).toBeUndefined();
  });

  it('are there at once when they are stale, too, after one attempt to read them', async () => {
    const company = largeCompany();
    await company.loaders().contracts.prepare(everybody);
    company.pass(minutes(11));
    company.fail();
    const { contracts } = company.loaders();
    await company.requestsOf(() => contracts.prepare(everybody));
    expect(await company.requestsOf(() => expect(contracts.many(first)).toMatchObject([{ isStale: true }]))).toBe(0);
  });

  it('are there at once while they are read again in the background', async () => {
    const company = largeCompany();
    await company.loaders().contracts.prepare(everybody);
    company.pass(minutes(6));
    const { contracts } = company.loaders();
    const before = company.requests();
    expect(contracts.prepare(everybody)).toBeUndefined();
    for (const id of everybody) expect(contracts.many(id)).toHaveLength(1);
    await expect.poll(() => company.requests() - before).toBe(pagesOfAll);
  });

  it('fail together', async () => {
    const company = largeCompany();
    company.fail();
    await expect(company.loaders().contracts.prepare(everybody)).rejects.toBeInstanceOf(LuccaTimeout);
  });
});
