import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assumptions } from '../../../src/sandbox/assumptions.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { sendMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';
import { contractsOf, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [reduced] = findTrap(acme, 'reducedHours');
const [increased] = findTrap(acme, 'increasedHours');
const [unpaid] = findTrap(acme, 'reducedHoursAtSamePay');
const hourMs = 3_600_000;
const schedule = '/schedule/api/';

/** The last day with the share before, and the first with today's. */
const before = '2026-01-31';
const since = '2026-02-01';

let subgraph: Subgraph;
let idOf: (luccaId: number) => string;
let clock = 0;

beforeAll(async () => {
  const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;
  subgraph = await startSubgraph({ companies: [acme], app: { now, recheckAfterMs: null } });
});
beforeEach(async () => {
  clock = 0;
  subgraph.sandbox.control.reset();
  await connect();
});

async function connect(behaviour: Partial<Behaviour> = {}) {
  subgraph.sandbox.control.behave(acme.host, behaviour);
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
}

/** Replaces somebody's pay by base salaries, each in force from one day to another. */
function givePay(personId: number, ...salaries: [amount: number, startsOn: string, endsOn: string | null][]) {
  const [contract] = contractsOf(acme, personId);
  const workContractId = contract?.id ?? 0;
  subgraph.sandbox.control.change(acme.host, (company) => {
    company.fixedItems = company.fixedItems.filter((item) => item.workContractId !== workContractId);
    for (const [index, [amount, startsOn, endsOn]] of salaries.entries()) {
      const item = { id: 900_000 + index, comment: null, natureId: 1, amendmentId: 0, workContractId };
      company.fixedItems.push({ ...item, amount, startsOn, endsOn });
    }
  });
}

const pay = `remuneration(asOf: $asOf) { ... on Remuneration {
  annualBaseFullTime { money { amount } } explanation { target inputs } warnings { code }
  contract { workingTime { fullTimeEquivalent origin } } } }`;

async function payOn(asOf: string, personId: number) {
  const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { ${pay} } }`;
  const { remuneration } = (await subgraph.data(query, { id: idOf(personId), asOf }, uncached)).employee;
  const { annualBaseFullTime, explanation, warnings, contract } = remuneration;
  const { inputs } = explanation.find(({ target }: { target: string }) => target === 'annualBaseFullTime');
  return {
    amount: annualBaseFullTime.money.amount,
    isAssumed: warnings.some(({ code }: { code: string }) => code === 'FTE_ASSUMED'),
    origin: contract.workingTime.origin,
    share: contract.workingTime.fullTimeEquivalent,
    inputs: inputs.join(' '),
  };
}

describe('pay at full time on a day on which the share of full time was another', () => {
  it('is that of the share of the day: 2,000 × 12 ÷ 1, then 1,600 × 12 ÷ 0.8', async () => {
    givePay(reduced, [2000, '2024-05-24', before], [1600, since, null]);
    const then = await payOn(before, reduced);
    expect(then).toMatchObject({ amount: '24000.00', isAssumed: false, origin: 'ARRANGEMENT', share: '1' });
    expect(then.inputs).toMatch(/share = 1 of full time \(the working-time arrangement\)/);
    expect(await payOn(since, reduced)).toMatchObject({ amount: '24000.00', isAssumed: false, origin: 'ARRANGEMENT' });
    expect(await payOn(today, reduced)).toMatchObject({ amount: '24000.00', origin: 'PAGGA', share: '0.8' });
  });

  it('is that of the share of the day: 1,000 × 12 ÷ 0.5, then 2,000 × 12 ÷ 1', async () => {
    givePay(increased, [1000, '2024-05-24', before], [2000, since, null]);
    expect(await payOn(before, increased)).toMatchObject({ amount: '24000.00', isAssumed: false, share: '0.5' });
    expect(await payOn(today, increased)).toMatchObject({ amount: '24000.00', isAssumed: false, share: '1' });
  });

  it('is that of the share of the day though the amount stayed the same: 2,000 × 12 ÷ 1, then 2,000 × 12 ÷ 0.8', async () => {
    givePay(unpaid, [2000, '2024-05-24', null]);
    expect(await payOn(before, unpaid)).toMatchObject({ amount: '24000.00', isAssumed: false });
    expect(await payOn(today, unpaid)).toMatchObject({ amount: '30000.00', isAssumed: false });
  });

  it.each([404, 403, 401] as const)(
    'uses the share of today, with a warning, where Lucca answers %i to arrangements',
    async (scheduleStatus) => {
      await connect({ scheduleStatus });
      givePay(reduced, [2000, '2024-05-24', before], [1600, since, null]);
      expect(await payOn(before, reduced)).toMatchObject({ amount: '30000.00', isAssumed: true, origin: 'ASSUMED' });
      expect(await payOn(today, reduced)).toMatchObject({ amount: '24000.00', isAssumed: false, origin: 'PAGGA' });
    },
  );

  it.each(assumptions.assignmentsWithoutRight.positions)(
    'uses the share of today, with a warning, for a key without the right to contracts (%s)',
    async (assignmentsWithoutRight) => {
      subgraph.sandbox.control.behave(acme.host, { assignmentsWithoutRight });
      await subgraph.connect(acme, 'without: contracts');
      givePay(reduced, [2000, '2024-05-24', before], [1600, since, null]);
      const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { ... on Remuneration {
        annualBaseFullTime { money { amount } } warnings { code } } } } }`;
      const { employee } = await subgraph.data(query, { id: idOf(reduced), asOf: before });
      const { annualBaseFullTime, warnings } = employee.remuneration;
      // The currency is known only through the contract.
      expect(annualBaseFullTime?.money.amount ?? null).not.toBe('24000.00');
      expect(warnings).toContainEqual({ code: 'FTE_ASSUMED' });
    },
  );

  it('is an error, and not an assumption, where Lucca fails', async () => {
    givePay(reduced, [2000, '2024-05-24', before], [1600, since, null]);
    subgraph.sandbox.control.fail(
      { kind: 'status', status: 500 },
      { path: `${schedule}employee-assignments`, times: 100 },
    );
    const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { ... on Remuneration {
      baseSalary { money { amount } } annualBaseFullTime { money { amount } } } } } }`;
    const { data, errors } = await subgraph.ask(query, { id: idOf(reduced), asOf: before });
    expect(data.employee.remuneration).toEqual({
      baseSalary: { money: { amount: '2000' } },
      annualBaseFullTime: null,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_ERROR' } }]);
  });
});

describe('the history of pay', () => {
  const query = `query ($id: ID!) { employee(id: $id) { remunerationHistory { startsOn endsOn remuneration {
    ... on Remuneration { annualBaseFullTime { money { amount } } } } } } }`;
  const periods = async (personId: number) =>
    (await subgraph.data(query, { id: idOf(personId) })).employee.remunerationHistory.map(
      (period: { startsOn: string; remuneration: { annualBaseFullTime: { money: { amount: string } } } }) => [
        period.startsOn,
        period.remuneration.annualBaseFullTime.money.amount,
      ],
    );

  it('has a period for each share of full time, though neither items nor the contract changed', async () => {
    const [contract] = contractsOf(acme, unpaid);
    const startsOn = contract?.startsOn ?? '';
    givePay(unpaid, [2000, startsOn, null]);
    expect(await periods(unpaid)).toEqual([
      [startsOn, '24000.00'],
      [since, '30000.00'],
    ]);
    await connect({ scheduleStatus: 404 });
    givePay(unpaid, [2000, startsOn, null]);
    expect(await periods(unpaid)).toEqual([[startsOn, '30000.00']]);
  });
});

describe('the contract of a day', () => {
  const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { contract(asOf: $asOf) { workingTime {
    fullTimeEquivalent weeklyHours origin } } } }`;
  const timeOn = async (personId: number, asOf: string) =>
    (await subgraph.data(query, { id: idOf(personId), asOf })).employee.contract.workingTime;

  it('has the working time of that day, and not of today', async () => {
    const then = await timeOn(reduced, before);
    const now = await timeOn(reduced, today);
    expect(then).toMatchObject({ fullTimeEquivalent: '1', origin: 'ARRANGEMENT' });
    expect(now).toMatchObject({ fullTimeEquivalent: '0.8', origin: 'PAGGA' });
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    expect([await timeOn(reduced, before), await timeOn(reduced, today)]).toMatchObject([
      { weeklyHours: '40' },
      { weeklyHours: '32' },
    ]);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
    await connect({ scheduleStatus: 403 });
    expect(await timeOn(reduced, before)).toMatchObject({ fullTimeEquivalent: '0.8', origin: 'ASSUMED' });
  });

  it('has the hours of an arrangement in hours a week, none where it counts in days, and those of the usual week otherwise', async () => {
    const hoursAfter = async (legalUnitId: number, occupationCategoryId: number, period: 'week' | 'year') => {
      const place = acme.establishments.find((each) => each.legalUnitId === legalUnitId)?.id ?? 0;
      subgraph.sandbox.control.change(acme.host, (company) => {
        for (const contract of contractsOf(company, reduced)) contract.establishmentId = place;
        personOf(company, reduced).occupationCategoryId = occupationCategoryId;
        for (const each of company.workingTimeArrangements) if (each.unit === 'hour') each.period = period;
      });
      await subgraph.connect(acme);
      return (await timeOn(reduced, today)).weeklyHours;
    };
    const [inFrance, inBelgium] = [1, 2];
    const [employee, manager] = [1, 4];
    expect(await hoursAfter(inFrance, employee, 'week')).toBe('28');
    expect(await hoursAfter(inBelgium, employee, 'week')).toBe('30.4');
    // Hours a year say nothing about a week: four fifths of 35 hours in France, and not known in Belgium.
    expect(await hoursAfter(inFrance, employee, 'year')).toBe('28');
    expect(await hoursAfter(inBelgium, employee, 'year')).toBeNull();
    expect(await hoursAfter(inFrance, manager, 'week')).toBeNull();
    // Whatever is set, there are no hours in days.
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    expect((await timeOn(reduced, today)).weeklyHours).toBeNull();
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
    expect(await hoursAfter(inFrance, employee, 'week')).toBe('28');
  });
});

describe('requests for working time', () => {
  const ofOne = (fields: string, asOf: string | null) => {
    const day = asOf === null ? '' : `(asOf: "${asOf}")`;
    return `query ($id: ID!) { employee(id: $id) { ${fields.replace('(asOf: $asOf)', day)} } }`;
  };
  const counted = (fields: string, asOf: string | null) =>
    subgraph.countRequests(() => subgraph.data(ofOne(fields, asOf), { id: idOf(reduced) }));
  const ofSchedule = ({ byPath }: { byPath: Record<string, number> }) =>
    Object.fromEntries(Object.entries(byPath).filter(([path]) => path.startsWith(schedule)));
  const both = { [`${schedule}employee-assignments`]: 1, [`${schedule}working-time-arrangements`]: 1 };
  const time = (fields: string) => `contract(asOf: $asOf) { workingTime { ${fields} } }`;
  const figures = 'remuneration(asOf: $asOf) { ... on Remuneration { FIELDS } }';

  it.each<[string, string | null, object]>([
    ['contract(asOf: $asOf) { typeName }', before, {}],
    [time('fullTimeEquivalent origin'), null, {}],
    [time('fullTimeEquivalent'), before, both],
    [time('weeklyHours'), null, both],
    [figures.replace('FIELDS', 'hourlyBase { money { amount } }'), null, both],
    [
      figures.replace('FIELDS', 'annualBaseFullTime { money { amount } } explanation { formula } warnings { code }'),
      null,
      {},
    ],
    [figures.replace('FIELDS', 'baseSalary { money { amount } }'), before, {}],
    [figures.replace('FIELDS', 'annualBaseFullTime { money { amount } } freshness { fetchedAt }'), before, both],
    [
      'remunerationHistory { remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } } } }',
      null,
      both,
    ],
  ])('are sent only where a field needs it: %s on the day %s', async (fields, asOf, expected) => {
    expect(ofSchedule(await counted(fields, asOf))).toEqual(expected);
    expect((await counted(fields, asOf)).total).toBe(0);
  });

  it('are one for each hundred assignments of all 250 people, and none once they are cached', async () => {
    const rows = acme.workContracts.length + 3;
    const fields = `contracts { workingTime { weeklyHours } }`;
    const cold = await subgraph.countRequests(() => everybody(subgraph, fields, { first: 1_000 }));
    expect(cold.byPath[`${schedule}employee-assignments`]).toBeLessThanOrEqual(Math.ceil(rows / 100) + 1);
    expect(cold.byPath[`${schedule}working-time-arrangements`]).toBe(1);
    expect((await subgraph.countRequests(() => everybody(subgraph, fields, { first: 1_000 }))).total).toBe(0);
  });

  it.each(sample([404, 403, 401] as const, 1))(
    'that Lucca answers with %i are sent again after a day, however fresh data has to be, and start no check of rights',
    async (scheduleStatus) => {
      await connect({ scheduleStatus });
      const ask = () => subgraph.data(ofOne(pay, before), { id: idOf(reduced) }, uncached);
      const first = await subgraph.countRequests(ask);
      expect(ofSchedule(first)).toEqual(both);
      clock += 12 * hourMs;
      const later = await subgraph.countRequests(async () => {
        await ask();
        clock += 12 * hourMs - 60_000;
        await ask();
      });
      expect(ofSchedule(later)).toEqual({});
      // A check of rights asks for natures of pay and job qualifications.
      expect(Object.keys({ ...first.byPath, ...later.byPath }).join()).not.toMatch(/job-qualifications/);
      const { account } = await subgraph.data('{ account { status } }');
      expect(account.status).toBe('CONNECTED');
      clock += 120_000;
      expect(ofSchedule(await subgraph.countRequests(ask))).toEqual(both);
    },
  );
});

describe('the working time of everybody on a day in the past', () => {
  const fields = `luccaId contract(asOf: "${before}") { workingTime { fullTimeEquivalent weeklyHours origin } }`;
  const all = () => everybody(subgraph, fields, { first: 1_000, options: uncached });

  it.each<readonly [keyof Behaviour, Partial<Behaviour>]>(
    sample(
      [
        ['schedulePages', { schedulePages: 'tokens' }],
        ['scheduleLimit', { scheduleLimit: { maximum: 10, above: 'clamped' } }],
        ['countsRows', { countsRows: false }],
        ['openEnds', { openEnds: '9999-12-31' }],
        ['dayZone', { dayZone: 'offset' }],
      ],
      2,
    ),
  )('is the same whatever Lucca does that its documentation leaves open: %s', async (_, behaviour) => {
    const usual = await all();
    expect(JSON.stringify(usual)).toContain('ARRANGEMENT');
    expect(JSON.stringify(usual)).not.toContain('ASSUMED');
    subgraph.sandbox.control.behave(acme.host, behaviour);
    await subgraph.connect(acme);
    expect(await all()).toEqual(usual);
  });
});
