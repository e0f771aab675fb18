import { beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody] = findTrap(acme, 'amended');
const minutes = (count: number) => count * 60_000;
let clock = 0;
let subgraph: Subgraph;
let id: string;

const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;

// One Lucca per test, because its circuit stays open for a while after a failure.
beforeEach(async () => {
  clock = 0;
  subgraph = await startSubgraph({ companies: [acme], app: { now, recheckAfterMs: null, deadlineMs: 9_000 } });
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(somebody);
  await subgraph.data(person, { id });
});

const person = `query ($id: ID!) { employee(id: $id) { displayName freshness { source fetchedAt }
  remuneration { ... on Remuneration { baseSalary { money { amount } } freshness { source } } } } }`;
const people = '{ employees { totalCount edges { node { freshness { source } } } } }';
const fail = (fault: Fault) => subgraph.sandbox.control.fail(fault, { times: 1_000 });
const down: Fault = { kind: 'status', status: 503 };
const sources = ({ data }: { data: { employee: { freshness: object; remuneration: { freshness: object } } } }) => [
  data.employee.freshness,
  data.employee.remuneration?.freshness ?? null,
];

describe('while Lucca fails', () => {
  it('every stale object says that it is stale', async () => {
    const parts = `{ employees { edges { node { freshness { source } manager { freshness { source } }
      position { freshness { source } occupationCategory { freshness { source } } qualification { freshness { source } }
        department { freshness { source } head { freshness { source } } } }
      establishment { freshness { source } } legalEntity { freshness { source } } contract { freshness { source } } } } } }`;
    await subgraph.data(parts);
    clock += minutes(11);
    fail(down);
    const sources = JSON.stringify(await subgraph.data(parts)).match(/"source":"\w+"/g) ?? [];
    expect(sources.length).toBeGreaterThan(7 * 50);
    expect(new Set(sources)).toEqual(new Set(['"source":"STALE_ON_ERROR"']));
  });

  it.each<[string, Fault]>([
    ['does not answer', down],
    ['breaks off', { kind: 'reset' }],
    ['says 429', { kind: 'status', status: 429, retryAfterSeconds: 60 }],
    ['answers a page', { kind: 'html', status: 200 }],
  ])('because it %s, cached data is served and marked as stale', async (_, fault) => {
    clock += minutes(11);
    fail(fault);
    const answer = await subgraph.ask(person, { id });
    expect(answer.errors).toBeUndefined();
    expect(sources(answer)).toMatchObject([{ source: 'STALE_ON_ERROR' }, { source: 'STALE_ON_ERROR' }]);
    const list = await subgraph.data(people);
    expect(list.employees.edges[0].node.freshness.source).toBe('STALE_ON_ERROR');
  });

  it('cached people are served for a day, and cached pay for a quarter of an hour', async () => {
    clock += minutes(16);
    fail(down);
    const { data, errors } = await subgraph.ask(person, { id });
    expect(data.employee).toMatchObject({ displayName: expect.any(String), remuneration: null });
    expect(errors).toMatchObject([{ path: ['employee', 'remuneration'] }]);
    clock += minutes(24 * 60);
    expect((await subgraph.ask(person, { id })).data.employee).toBeNull();
  });

  it('no data is served that is older than the caller accepts', async () => {
    clock += minutes(11);
    fail(down);
    expect((await subgraph.ask(person, { id }, uncached)).data).toEqual({ employee: null });
    const narrow = { headers: { 'cache-control': 'max-age=600' } };
    expect((await subgraph.ask(person, { id }, narrow)).data).toEqual({ employee: null });
    expect((await subgraph.ask(person, { id })).data.employee).not.toBeNull();
  });

  it.each([403, 404])('no data is served that was read before a %i', async (status) => {
    clock += minutes(11);
    subgraph.sandbox.control.fail({ kind: 'status', status }, { path: '/api/v3/users' });
    expect((await subgraph.ask(people)).data).toEqual({ employees: null });
    clock += minutes(2);
    fail(down);
    expect((await subgraph.ask(people)).data).toEqual({ employees: null });
  });

  it('no data is served once it has rejected the key', async () => {
    clock += minutes(11);
    subgraph.sandbox.control.revoke(acme.host, findKey(acme, 'full'));
    expect((await subgraph.ask(person, { id })).data).toEqual({ employee: null });
    fail(down);
    expect((await subgraph.ask(person, { id })).data).toEqual({ employee: null });
  });
});

describe('cached data that is no longer fresh', () => {
  it('is served once more while it is refreshed, except for pay', async () => {
    clock += minutes(6);
    const answer = await subgraph.ask(person, { id });
    expect(sources(answer)).toMatchObject([{ source: 'CACHE' }, { source: 'LIVE' }]);
    const [{ query = '' } = {}] = subgraph.sandbox.control.requests({ path: '/remuneration' }).slice(-1);
    expect(query).not.toBe('');
    await expect
      .poll(async () => (await subgraph.data(person, { id })).employee.freshness.fetchedAt)
      .not.toBe(answer.data.employee.freshness.fetchedAt);
  });

  it('is refreshed first for a caller who does not accept it', async () => {
    clock += minutes(6);
    const answer = await subgraph.ask(person, { id }, { headers: { 'cache-control': 'max-age=300' } });
    expect(sources(answer)[0]).toMatchObject({ source: 'LIVE' });
  });
});

describe('custom fields, which follow the freshness policy of pay,', () => {
  const [filed] = findTrap(acme, 'extendedData');
  const file = 'query ($id: ID!) { employee(id: $id) { customFields(ids: ["e_costcentre"]) { values { text } } } }';
  let filedId: string;
  const ask = () => subgraph.ask(file, { id: filedId });
  const costCentre = async () => (await ask()).data.employee.customFields?.[0].values[0].text;

  beforeEach(async () => {
    filedId = (await employeeIds(subgraph))(filed);
    expect(await costCentre()).toBe('007');
  });

  it('are refreshed before they are served as soon as they are no longer fresh', async () => {
    subgraph.sandbox.control.change(acme.host, (company) =>
      Object.assign(personOf(company, filed).extendedData, { e_costcentre: { value: '008' } }),
    );
    clock += minutes(4);
    expect(await costCentre()).toBe('007');
    clock += minutes(2);
    expect(await costCentre()).toBe('008');
  });

  it('are served for a quarter of an hour while Lucca fails, and no longer', async () => {
    fail(down);
    clock += minutes(14);
    expect(await costCentre()).toBe('007');
    clock += minutes(2);
    const { data, errors } = await ask();
    expect(data.employee.customFields).toBeNull();
    expect(errors).toMatchObject([{ path: ['employee', 'customFields'], extensions: { retryable: true } }]);
  });
});
