import { beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import {
  type Answer,
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
} from '../../support/subgraph.ts';
import { contractsOf, peopleUnder, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [chief = 0] = findTrap(acme, 'selfManager');
const minutes = (count: number) => count * 60_000;
let clock = 0;
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;

/** One Lucca per test, because its circuit stays open for a while after a failure. */
async function start(app: { freshMs?: number } = {}) {
  clock = 0;
  subgraph = await startSubgraph({ companies: [acme], app: { now, recheckAfterMs: null, ...app } });
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
}

describe('the pay of a report who was moved to another manager', () => {
  const [report = 0] = [...peopleUnder(acme, chief, 1)].filter((id) => peopleUnder(acme, id).size > 0);
  const [moved = 0] = peopleUnder(acme, report, 1);
  const pay = 'query ($id: ID!) { employee(id: $id) { luccaId remuneration { __typename } } }';
  let asManager: RequestOptions;
  const ask = () => subgraph.ask(pay, { id: idOf(moved) }, asManager);

  beforeEach(async () => {
    await start();
    asManager = {
      scope: scopes.filter((scope) => scope !== 'lucca:remuneration:read').join(' '),
      employeeId: report,
      accountId: (await subgraph.data('{ account { id } }')).account.id,
    };
    const { data } = await ask();
    expect(data.employee.remuneration).toEqual({ __typename: 'Remuneration' });
    subgraph.sandbox.control.change(acme.host, (company) => {
      personOf(company, moved).managerId = chief;
    });
  });

  it('the former manager does not see it while people cannot be read', async () => {
    clock += minutes(5 * 60);
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/users', times: 1_000 });
    const own = await subgraph.data(pay, { id: idOf(report) }, asManager);
    expect(own.employee.remuneration).toEqual({ __typename: 'Remuneration' });
    const { data, errors } = await ask();
    expect(data.employee).toEqual({ luccaId: String(moved), remuneration: null });
    expect(errors).toMatchObject([
      { path: ['employee', 'remuneration'], extensions: { code: expect.stringMatching(/^LUCCA_/), retryable: true } },
    ]);
  });

  it('the former manager does not see it while people are being read again', async () => {
    clock += minutes(9);
    const { data, errors } = await ask();
    expect(data.employee).toEqual({ luccaId: String(moved), remuneration: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the figures of pay that depend on the person’s own row', () => {
  const [halfTimer = 0] = findTrap(acme, 'partTime');
  const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration {
    baseSalary { money { amount } period } annualBaseFullTime { money { amount } } luccaTheoreticalAnnual { money { amount } }
    dataGaps { field reason } freshness { source fetchedAt } } } } }`;
  const ask = (document = query) => subgraph.ask(document, { id: idOf(halfTimer) });
  const payIn = ({ data, errors }: Answer) => {
    expect(errors).toBeUndefined();
    return data.employee.remuneration;
  };
  const people = '/api/v3/users';
  const fail = () => subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: people, times: 1_000 });
  /** Halves the share of full time, which doubles the yearly pay at full time, and changes Lucca's yearly figure. */
  const change = () =>
    subgraph.sandbox.control.change(acme.host, (company) => {
      const person = personOf(company, halfTimer);
      person.fullTimeEquivalent = (person.fullTimeEquivalent ?? 0) / 2;
      person.theoreticalRemuneration = 12_345.67;
    });
  const yearly = (pay: Answer['data']) => Number(pay.annualBaseFullTime.money.amount);

  it('the figures use today’s share of full time and yearly figure, not those read nine minutes before', async () => {
    await start();
    const before = payIn(await ask());
    change();
    clock += minutes(9);
    const after = payIn(await ask());
    expect(yearly(after)).toBeCloseTo(2 * yearly(before), 1);
    expect(after.luccaTheoreticalAnnual.money.amount).toBe('12345.67');
  });

  it('their freshness is that of the oldest row they are computed from, while Lucca fails for less than a quarter of an hour', async () => {
    await start();
    const before = payIn(await ask());
    clock += minutes(12);
    fail();
    const after = payIn(await ask());
    expect(yearly(after)).toBe(yearly(before));
    expect(after.freshness.source).toBe('STALE_ON_ERROR');
    expect(now() - Date.parse(after.freshness.fetchedAt)).toBeGreaterThan(minutes(11));
    const without = payIn(
      await ask(
        'query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration { freshness { source } } } } }',
      ),
    );
    expect(without.freshness.source).not.toBe('STALE_ON_ERROR');
  });

  it('the figures are null with an error once Lucca has failed for a quarter of an hour, and the other fields stay', async () => {
    await start();
    const before = payIn(await ask());
    clock += minutes(2 * 60);
    fail();
    const { data, errors = [] } = await ask();
    expect(data.employee.remuneration).toMatchObject({
      baseSalary: before.baseSalary,
      annualBaseFullTime: null,
      luccaTheoreticalAnnual: null,
      dataGaps: [
        { field: 'annualBaseFullTime', reason: 'UPSTREAM_ERROR' },
        { field: 'luccaTheoreticalAnnual', reason: 'UPSTREAM_ERROR' },
      ],
    });
    expect(errors.map(({ path = [] }) => path.at(-1)).toSorted()).toEqual([
      'annualBaseFullTime',
      'luccaTheoreticalAnnual',
    ]);
  });

  it('the figures are served while the rows are fresh, however long that is', async () => {
    await start({ freshMs: minutes(60) });
    const before = payIn(await ask());
    clock += minutes(16);
    const { freshness, ...after } = payIn(await ask());
    expect(freshness.source).toBe('CACHE');
    expect(before).toMatchObject(after);
    expect(after.luccaTheoreticalAnnual).not.toBeNull();
  });
});

describe('the currency of pay, which depends on the contract', () => {
  const [somebody = 0] = findTrap(acme, 'partTime');
  const query = `query ($id: ID!) { employee(id: $id) { contract { id } remuneration { ... on Remuneration {
    currency baseSalary { money { currency } } freshness { source } } } } }`;
  const ask = () => subgraph.ask(query, { id: idOf(somebody) });
  const contracts = '/directory/api/4.0/work-contracts';
  /** Moves the person to an establishment where the same items are paid in another currency. */
  const move = () =>
    subgraph.sandbox.control.change(acme.host, (company) => {
      const abroad = company.establishments.at(-1);
      if (!abroad) return;
      abroad.currencyCode = 'CHF';
      for (const nature of company.fixedNatures) nature.establishmentIds.push(abroad.id);
      for (const contract of contractsOf(company, somebody)) contract.establishmentId = abroad.id;
    });

  it('the currency is that of the current contract, not of the one read nine minutes before', async () => {
    await start();
    expect((await ask()).data.employee.remuneration.currency).toBe('EUR');
    move();
    clock += minutes(9);
    const { data } = await ask();
    expect(data.employee.remuneration).toMatchObject({ currency: 'CHF', baseSalary: { money: { currency: 'CHF' } } });
  });

  it('the currency is served for a quarter of an hour while contracts cannot be read, the contract itself for a day', async () => {
    await start();
    const before = await ask();
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: contracts, times: 1_000 });
    clock += minutes(12);
    const { currency, freshness } = (await ask()).data.employee.remuneration;
    expect({ currency, freshness }).toEqual({ currency: 'EUR', freshness: { source: 'STALE_ON_ERROR' } });
    clock += minutes(2 * 60);
    const { data, errors } = await ask();
    expect(data.employee).toEqual({ contract: before.data.employee.contract, remuneration: null });
    expect(errors).toMatchObject([
      { path: ['employee', 'remuneration'], extensions: { code: expect.stringMatching(/^LUCCA_/) } },
    ]);
  });
});

describe('pay, of which a part cannot be read', () => {
  const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration {
    annualBaseFullTime { money { amount } } hourlyBase { period } explanation { target formula inputs } warnings { code } } } } }`;
  const [somebody = 0] = findTrap(acme, 'amended');
  type Step = { target: string; formula: string; inputs: string[] };

  it.each([
    ['/remuneration/api/variable-items', 500, ['annualGuaranteedFullTime', 'variableLast12Months']],
    ['/remuneration/api/variable-items', 400, ['annualGuaranteedFullTime', 'variableLast12Months']],
    ['/api/v3/users', 500, ['annualBaseFullTime', 'annualFixedFullTime', 'annualGuaranteedFullTime', 'hourlyBase']],
  ])(
    'the figures that do not need %s stay when it answers %i, and the explanation and warnings say what is missing',
    async (path, status, missing) => {
      await start();
      const id = idOf(somebody);
      // Payments a year are cached for a day; everything else has to be read again.
      const before = (await subgraph.data(query, { id })).employee.remuneration;
      clock += minutes(2 * 60);
      subgraph.sandbox.control.fail({ kind: 'status', status }, { path, times: 1_000 });
      const { data } = await subgraph.ask(query, { id });
      const after = data.employee.remuneration;
      expect(after.warnings).toEqual([...before.warnings, { code: 'UPSTREAM_ERROR' }]);
      const failed = ({ target }: Step) => missing.includes(target);
      expect(after.explanation.filter((step: Step) => !failed(step))).toEqual(
        before.explanation.filter((step: Step) => !failed(step)),
      );
      expect(after.explanation.filter(failed)).toEqual(
        missing.map((target) => ({ target, formula: 'none', inputs: [expect.stringMatching(/^Lucca /)] })),
      );
      expect(after.annualBaseFullTime).toEqual(
        missing.includes('annualBaseFullTime') ? null : before.annualBaseFullTime,
      );
    },
  );
});
