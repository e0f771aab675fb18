import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ofTwelveMonths } from '../../../src/graph/remuneration/variable.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { workedOut } from '../../support/formula.ts';
import { sendMapping } from '../../support/mapping.ts';
import {
  type Answer,
  createTestCompany,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { contractsOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 300 });
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

const connectTo = async (company: typeof acme) => {
  await subgraph.connect(company);
  idOf = await employeeIds(subgraph);
};

/** As at a company that does not use them. */
const withoutArrangements = () => {
  subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
  return connectTo(acme);
};

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await connectTo(acme);
});

const fields = `__typename ... on RemunerationUnavailable { reason message permission module } ... on Remuneration {
  asOf baseSalary { money { amount } period } annualBaseFullTime { money { amount currency } period }
  annualFixedFullTime { money { amount } } annualGuaranteedFullTime { money { amount } } annualVariableTarget { money { amount } }
  variableLast12Months { money { amount currency } } hourlyBase { money { amount } period }
  fixedItems { luccaId } explanation { target formula inputs } warnings { code } }`;

async function payOf(luccaId: number, asOf: string = today, asked = fields): Promise<Answer['data']> {
  const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { ${asked} } } }`;
  return (await subgraph.data(query, { id: idOf(luccaId), asOf }, uncached)).employee.remuneration;
}

type Fixed = {
  amount: number;
  startsOn: string;
  endsOn: string | null;
  natureId?: number;
  contract?: number;
  amendmentId?: number;
};
type Variable = { amount: number; periodOn: string; contract?: number; natureId?: number };

/** Replaces somebody's items by those of a case. Contracts are numbered from 0, the oldest, which is the default. */
function givePay(company: typeof acme, personId: number, fixed: Fixed[], variable: Variable[] = []) {
  const contracts = contractsOf(company, personId).map(({ id }) => id);
  subgraph.sandbox.control.change(company.host, (changed) => {
    changed.fixedItems = changed.fixedItems.filter(({ workContractId }) => !contracts.includes(workContractId));
    changed.variableItems = changed.variableItems.filter(({ workContractId }) => !contracts.includes(workContractId));
    for (const [index, { contract = 0, ...item }] of fixed.entries())
      changed.fixedItems.push({
        id: 900_000 + index,
        comment: null,
        natureId: 1,
        amendmentId: 0,
        workContractId: contracts[contract] ?? 0,
        ...item,
      });
    for (const [index, { contract = 0, ...item }] of variable.entries())
      changed.variableItems.push({
        id: 900_000 + index,
        comments: null,
        natureId: company === acme ? 11 : 21,
        amendmentId: 0,
        isDeleted: false,
        workContractId: contracts[contract] ?? 0,
        ...item,
      });
  });
}

const amount = (figure: { money: { amount: string } } | null) => figure?.money.amount ?? null;
const codes = (pay: { warnings: { code: string }[] }) => pay.warnings.map(({ code }) => code);

describe('the pay of a person', () => {
  it('a raise in the middle of a month changes the rate from its first day: 2,000 × 12, then 2,100 × 12', async () => {
    await withoutArrangements();
    const [id] = findTrap(acme, 'overlappingItems');
    givePay(acme, id, [
      { amount: 2000, startsOn: '2024-01-01', endsOn: '2026-05-14' },
      { amount: 2100, startsOn: '2026-05-15', endsOn: null },
    ]);
    expect(amount((await payOf(id, '2026-05-14')).annualBaseFullTime)).toBe('24000.00');
    expect(amount((await payOf(id, '2026-05-15')).annualBaseFullTime)).toBe('25200.00');
    // One of the items in force on that day has ended since, so the working time may have changed.
    expect(codes(await payOf(id, '2026-05-14'))).toContain('FTE_ASSUMED');
    expect(codes(await payOf(id, '2026-05-15'))).not.toContain('FTE_ASSUMED');
  });

  it('pay at four fifths is 2,000 × 12 ÷ 0.8 = 30,000 a year at full time, and 30,000 ÷ (52 × 35) = 16.48 an hour in France', async () => {
    const [id] = findTrap(acme, 'partTime');
    const [contract] = contractsOf(acme, id);
    const place = acme.establishments.find(({ legalUnitId }) => legalUnitId === 1)?.id ?? 0;
    subgraph.sandbox.control.change(acme.host, ({ workContracts }) => {
      rowOf(workContracts, contract?.id ?? null).establishmentId = place;
    });
    givePay(acme, id, [{ amount: 2000, startsOn: contract?.startsOn ?? '', endsOn: null }]);
    const pay = await payOf(id);
    expect(amount(pay.baseSalary)).toBe('2000');
    expect(pay.annualBaseFullTime).toEqual({ money: { amount: '30000.00', currency: 'EUR' }, period: 'YEAR' });
    expect(pay.hourlyBase).toEqual({ money: { amount: '16.48' }, period: 'HOUR' });
  });

  it('pay under a second contract beside the applicable one assumes full time, with a warning: 2,000 × 12', async () => {
    await withoutArrangements();
    const [id] = findTrap(acme, 'partTime');
    const [contract] = contractsOf(acme, id);
    // Lucca lists it first, and gives the share of full time for the contract that began first.
    subgraph.sandbox.control.change(acme.host, ({ workContracts }) => {
      workContracts.unshift({ ...rowOf(workContracts, contract?.id ?? null), id: 1, startsOn: '2026-11-01' });
    });
    givePay(acme, id, [{ amount: 2000, startsOn: '2026-11-01', endsOn: null }]);
    const pay = await payOf(id);
    expect(amount(pay.annualBaseFullTime)).toBe('24000.00');
    expect(pay.warnings).toContainEqual({ code: 'FTE_ASSUMED' });
  });

  it('an amendment counts from its first day: 2,000 × 12, then 2,240 × 12', async () => {
    const [id] = findTrap(acme, 'amended');
    const startsOn = contractsOf(acme, id)[0]?.amendments[0]?.startsOn ?? '';
    const [before] = [new Date(Date.parse(startsOn) - 86_400_000).toISOString().slice(0, 10)];
    givePay(acme, id, [
      { amount: 2000, startsOn: '2025-12-24', endsOn: before },
      { amount: 2240, startsOn, endsOn: null, amendmentId: 4 },
    ]);
    expect(amount((await payOf(id, before)).annualBaseFullTime)).toBe('24000.00');
    expect(amount((await payOf(id, startsOn)).annualBaseFullTime)).toBe('26880.00');
  });

  it('the last 12 months contain twelve monthly pay periods on every day, whether periods are dated by their first or last day', () => {
    const days = Array.from({ length: 4 * 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));
    const dayOf = (at: Date) => at.toISOString().slice(0, 10);
    const periods = (last: 0 | 1) =>
      Array.from({ length: 100 }, (_, month) => ({
        period: dayOf(new Date(Date.UTC(2021, month, last))),
        isDeleted: false,
      }));
    const [dated, datedByLastDay] = [periods(0), periods(1)];
    // On 28 February of a leap year the month is not over, but that of the year before is.
    for (const asOf of days.map(dayOf).filter((day) => !/^20(24|28)-02-28$/.test(day)))
      for (const items of [dated, datedByLastDay]) expect(ofTwelveMonths(items, asOf), asOf).toHaveLength(12);
  });

  it('variable pay includes the items of both contracts after a change: 300 + 500 = 800 in twelve months, without the 70 before', async () => {
    const [id] = findTrap(acme, 'successiveContracts');
    givePay(
      acme,
      id,
      [{ amount: 2000, startsOn: '2024-05-24', endsOn: null, contract: 1 }],
      [
        { amount: 70, periodOn: '2025-11-01', contract: 0 },
        { amount: 300, periodOn: '2025-12-01', contract: 0 },
        { amount: 500, periodOn: '2026-11-01', contract: 1 },
        { amount: 9, periodOn: '2026-12-01', contract: 1 },
      ],
    );
    const pay = await payOf(id);
    expect(pay.variableLast12Months.money).toEqual({ amount: '800.00', currency: 'EUR' });
    expect(amount((await payOf(id, '2025-11-30')).variableLast12Months)).toBe('70.00');
  });

  it('a rehired person has the pay of the contract of the day, and none between contracts', async () => {
    await withoutArrangements();
    const [id] = findTrap(acme, 'rehired');
    const [first, second] = contractsOf(acme, id);
    givePay(acme, id, [
      { amount: 1800, startsOn: first?.startsOn ?? '', endsOn: first?.endsOn ?? null, contract: 0 },
      { amount: 2500, startsOn: second?.startsOn ?? '', endsOn: null, contract: 1 },
    ]);
    expect(amount((await payOf(id, first?.endsOn ?? '')).annualBaseFullTime)).toBe('21600.00');
    expect(amount((await payOf(id)).annualBaseFullTime)).toBe('30000.00');
    expect(await payOf(id, '2025-01-31')).toMatchObject({
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringMatching(/on which no contract runs\.$/),
    });
    // The working time that Lucca gives is that of today's contract.
    expect(codes(await payOf(id, first?.endsOn ?? ''))).toContain('FTE_ASSUMED');
  });

  it('a person who leaves in the middle of a month has the full rate on the last day, and no pay on the next', async () => {
    const [id] = findTrap(acme, 'leaverMidMonth');
    givePay(
      acme,
      id,
      [{ amount: 2000, startsOn: '2023-07-24', endsOn: '2026-10-15' }],
      [{ amount: 40, periodOn: '2026-10-01' }],
    );
    expect(amount((await payOf(id, '2026-10-15')).annualBaseFullTime)).toBe('24000.00');
    const onlyFixed =
      '__typename ... on RemunerationUnavailable { reason message } ... on Remuneration { annualBaseFullTime { period } }';
    expect(await payOf(id, '2026-10-16', onlyFixed)).toEqual({
      __typename: 'RemunerationUnavailable',
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringMatching(/after the last contract: it ended on 2026-10-15\.$/),
    });
    // Whatever else is asked: variable pay is that of a day on which the person worked.
    expect(await payOf(id, '2026-10-16')).toMatchObject({
      message: expect.stringMatching(/^This person has no contract/),
    });
    expect(await payOf(id, '2026-10-15')).toMatchObject({ variableLast12Months: { money: { amount: '40.00' } } });
    expect(await payOf(id, '2020-01-01')).toMatchObject({
      message: expect.stringMatching(/before the first contract/),
    });
  });

  it('items in two currencies are not added, with a warning', async () => {
    await connectTo(globex);
    const [id] = findTrap(globex, 'movedAcrossCurrencies');
    const [first, second] = contractsOf(globex, id);
    givePay(
      globex,
      id,
      [
        { amount: 30000, startsOn: first?.startsOn ?? '', endsOn: null, contract: 0 },
        { amount: 3000, startsOn: second?.startsOn ?? '', endsOn: null, contract: 1 },
      ],
      [
        { amount: 10000, periodOn: '2026-01-01', contract: 0 },
        { amount: 1000, periodOn: '2026-06-01', contract: 1 },
      ],
    );
    const pay = await payOf(id);
    expect(pay).toMatchObject({ annualBaseFullTime: null, annualFixedFullTime: null, variableLast12Months: null });
    expect(codes(pay)).toContain('MIXED_CURRENCIES');
    const asked = 'currency annualBaseFullTime { period } variableLast12Months { period } hourlyBase { period }';
    const returned = await subgraph.data(
      `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration { ${asked} dataGaps { field message } } } } }`,
      { id: idOf(id) },
    );
    const message = 'The items are in more than one currency, and are not added up.';
    for (const field of ['currency', 'annualBaseFullTime', 'variableLast12Months', 'hourlyBase'])
      expect(returned.employee.remuneration.dataGaps).toContainEqual({ field, message });
    const [, step] = pay.explanation;
    expect(step).toMatchObject({ target: 'annualBaseFullTime', formula: 'none' });
    expect(step.inputs).toContainEqual(expect.stringMatching(/^amount1 = 30000 SEK /));
  });

  it.each([
    ['yearlyBaseSalary', 1],
    ['fourteenPayments', 14],
  ] as const)(
    'yearly figures use the payments the company makes, though Lucca never says so: %s, %i times',
    async (trap, times) => {
      await connectTo(globex);
      const [id] = findTrap(globex, trap);
      const pay = await payOf(id);
      expect(Number(amount(pay.annualBaseFullTime))).toBe(Number(amount(pay.baseSalary)) * times);
      expect(codes(pay)).not.toContain('PERIODICITY_GUESSED');
      expect(pay.baseSalary.period).toBe(times === 1 ? 'YEAR' : null);
    },
  );
});

describe('the explanation', () => {
  it('every figure of everybody can be recomputed from its formula and inputs', async () => {
    const returned = await everybody<{ remuneration: Answer['data'] }>(subgraph, `remuneration { ${fields} }`);
    let figures = 0;
    for (const { remuneration } of returned) {
      for (const { target, formula, inputs } of remuneration.explanation ?? []) {
        const figure = amount(remuneration[target]);
        if (figure === null) {
          expect([target, formula]).toEqual([target, 'none']);
          expect(inputs.length).toBeGreaterThan(0);
        } else {
          expect(formula).not.toBe('none');
          figures += 1;
          expect([target, workedOut({ formula, inputs }).toNumber()]).toEqual([target, Number(figure)]);
        }
      }
    }
    expect(figures).toBeGreaterThan(4 * acme.people.length);
  });
});

describe('hourly gross pay', () => {
  it('without an arrangement, hourly pay uses the weekly hours of the legal entity or the account, else those usual in France, and is null elsewhere', async () => {
    subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
    await subgraph.connect(acme);
    const [id] = findTrap(acme, 'amended');
    const [contract] = contractsOf(acme, id);
    const moveTo = (legalUnitId: number) =>
      subgraph.sandbox.control.change(acme.host, ({ workContracts, establishments }) => {
        const place = establishments.find((each) => each.legalUnitId === legalUnitId)?.id;
        rowOf(workContracts, contract?.id ?? null).establishmentId = place ?? 0;
      });
    givePay(acme, id, [{ amount: 3640, startsOn: contract?.startsOn ?? '', endsOn: null }]);
    moveTo(1);
    // 3,640 × 12 ÷ (52 × 35) = 24
    expect(amount((await payOf(id)).hourlyBase)).toBe('24.00');
    moveTo(2);
    const abroad = await payOf(id);
    expect(abroad.hourlyBase).toBeNull();
    // A site in France of a legal entity in Belgium.
    const timeZoneAt2 = (timeZoneId: string) =>
      subgraph.sandbox.control.change(acme.host, ({ establishments }) => {
        for (const each of establishments) if (each.legalUnitId === 2) each.timeZoneId = timeZoneId;
      });
    timeZoneAt2('Europe/Paris');
    expect(amount((await payOf(id)).hourlyBase)).toBe('24.00');
    timeZoneAt2('Europe/Brussels');
    expect(abroad.explanation.at(-1).inputs.at(-1)).toMatch(
      /^weeklyHours is not known. Lucca returns no hours .* the account has not set/,
    );
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    // 3,640 × 12 ÷ (52 × 40) = 21
    expect(amount((await payOf(id)).hourlyBase)).toBe('21.00');
    const { establishments } = await subgraph.data('{ establishments { legalEntity { id luccaId } } }');
    const entities = establishments.map(
      ({ legalEntity }: { legalEntity: { id: string; luccaId: string } }) => legalEntity,
    );
    const setHours = async (luccaId: string, weeklyHoursAtFullTime: string | null) => {
      const legalEntityId = entities.find((each: { luccaId: string }) => each.luccaId === luccaId).id;
      await sendMapping(subgraph, { weeklyHoursByLegalEntity: [{ legalEntityId, weeklyHoursAtFullTime }] });
    };
    await setHours('2', '30');
    // 3,640 × 12 ÷ (52 × 30) = 28, whatever is set for all others or for another.
    await setHours('1', '39');
    expect(amount((await payOf(id)).hourlyBase)).toBe('28.00');
    await setHours('2', null);
    expect(amount((await payOf(id)).hourlyBase)).toBe('21.00');
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
    expect((await payOf(id)).hourlyBase).toBeNull();
    await setHours('1', null);
  });

  it('hourly pay uses the hours of the arrangement of the day, and is null with the reason for a contract in days', async () => {
    const [id] = findTrap(acme, 'amended');
    const [contract] = contractsOf(acme, id);
    givePay(acme, id, [{ amount: 3640, startsOn: contract?.startsOn ?? '', endsOn: null }]);
    const moveTo = (legalUnitId: number) =>
      subgraph.sandbox.control.change(acme.host, (company) => {
        const place = company.establishments.find((each) => each.legalUnitId === legalUnitId)?.id ?? 0;
        rowOf(company.workContracts, contract?.id ?? null).establishmentId = place;
      });
    moveTo(2);
    // 3,640 × 12 ÷ (52 × 38): a full-time week in Belgium.
    expect(amount((await payOf(id)).hourlyBase)).toBe('22.11');
    // Managers in France have contracts in days.
    moveTo(1);
    subgraph.sandbox.control.change(acme.host, ({ people }) => {
      rowOf(people, id).occupationCategoryId = 4;
    });
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    const inDays = await payOf(id, today, fields.replace('hourlyBase {', 'dataGaps { field message } hourlyBase {'));
    expect(inDays.hourlyBase).toBeNull();
    const [reason] = inDays.dataGaps.filter(({ field }: { field: string }) => field === 'hourlyBase');
    expect(reason.message).toMatch(/counted in days/);
    expect(inDays.explanation.at(-1).inputs.at(-1)).toBe(`weeklyHours is not known. ${reason.message}`);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
  });

  it('the explanation and the gap give the same reason, which is the missing right to contracts, not a missing setting', async () => {
    await subgraph.connect(acme, 'without: contracts');
    const asked = 'hourlyBase { period } explanation { inputs } dataGaps { field message }';
    const [id] = findTrap(acme, 'amended');
    const { explanation, dataGaps } = await payOf(id, today, `... on Remuneration { ${asked} }`);
    const { message } = dataGaps.find(({ field }: { field: string }) => field === 'hourlyBase');
    expect(message).toMatch(/View employee contract information/);
    expect(explanation.at(-1).inputs.at(-1)).toBe(`weeklyHours is not known. ${message}`);
  });
});

describe('the history of pay', () => {
  const historyOf = async (luccaId: number, span: { from?: string; to?: string } = {}) =>
    subgraph.ask(
      `query ($id: ID!, $from: Date, $to: Date) { employee(id: $id) { remunerationHistory(from: $from, to: $to) {
        startsOn endsOn remuneration { ... on RemunerationUnavailable { reason } ... on Remuneration { asOf baseSalary { money { amount } } } } } } }`,
      { id: idOf(luccaId), ...span },
    );
  const paid = (day: string, value: string) => ({ asOf: day, baseSalary: { money: { amount: value } } });

  it('each period without changes has one entry, without gaps between them, and a period without pay gives the reason', async () => {
    const [id] = findTrap(acme, 'rehired');
    givePay(acme, id, [
      { amount: 1800, startsOn: '2021-11-24', endsOn: '2023-03-31' },
      { amount: 1900, startsOn: '2023-04-01', endsOn: '2024-05-24' },
      { amount: 2500, startsOn: '2025-11-24', endsOn: null, contract: 1 },
    ]);
    expect(contractsOf(acme, id).map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ['2021-11-24', '2024-05-24'],
      ['2025-11-24', null],
    ]);
    const { data } = await historyOf(id);
    expect(data.employee.remunerationHistory).toEqual([
      { startsOn: '2021-11-24', endsOn: '2023-03-31', remuneration: paid('2021-11-24', '1800') },
      { startsOn: '2023-04-01', endsOn: '2024-05-24', remuneration: paid('2023-04-01', '1900') },
      { startsOn: '2024-05-25', endsOn: '2025-11-23', remuneration: { reason: 'NOT_SET_IN_LUCCA' } },
      { startsOn: '2025-11-24', endsOn: today, remuneration: paid('2025-11-24', '2500') },
    ]);
    const cut = await historyOf(id, { from: '2023-03-31', to: '2023-04-01' });
    expect(cut.data.employee.remunerationHistory).toEqual([
      { startsOn: '2023-03-31', endsOn: '2023-03-31', remuneration: paid('2023-03-31', '1800') },
      { startsOn: '2023-04-01', endsOn: '2023-04-01', remuneration: paid('2023-04-01', '1900') },
    ]);
  });

  it('a first day after the last day is refused', async () => {
    const { data, errors } = await historyOf(findTrap(acme, 'amended')[0], { from: '2026-03-02', to: '2026-03-01' });
    expect(data.employee.remunerationHistory).toBeNull();
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/`from`/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the reason why there is no pay', () => {
  const reason = async (luccaId: number) => {
    const { reason, permission, module } = await payOf(luccaId);
    return { reason, permission, module };
  };

  it('it names the right to pay, refused or known to be missing', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    expect(await reason(findTrap(acme, 'amended')[0])).toEqual({
      reason: 'PERMISSION_MISSING',
      permission: 'PAGGA_INDIVIDUAL_SITUATIONS',
      module: null,
    });
  });

  it('it names the right to variable pay where only variable pay is possible and is selected', async () => {
    const [id] = findTrap(acme, 'withoutPay');
    givePay(acme, id, [], [{ amount: 500, periodOn: '2026-06-01' }]);
    const unavailable = '... on RemunerationUnavailable { reason permission message }';
    const askedWith = (field: string) => payOf(id, today, `${unavailable} ... on Remuneration { ${field} }`);
    const variable = 'variableLast12Months { money { amount } }';
    expect(await askedWith(variable)).toMatchObject({ variableLast12Months: { money: {} } });
    await subgraph.connect(acme, 'without: evpScreen');
    expect(await askedWith(variable)).toEqual({
      reason: 'PERMISSION_MISSING',
      permission: 'PAGGA_EVP_SCREEN',
      message: expect.stringMatching(/The API key lacks the right “Access the EVP screen”/),
    });
    expect(await askedWith('asOf')).toMatchObject({ reason: 'NOT_SET_IN_LUCCA', permission: null });
    await subgraph.connect(acme, 'without: individualSituations');
    expect(await askedWith(variable)).toMatchObject({ permission: 'PAGGA_INDIVIDUAL_SITUATIONS' });
  });

  it('a gap names a right that seems lost if the key saw pay when it was checked, and nobody in the company has any now', async () => {
    const [id] = findTrap(acme, 'amended');
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.fixedItems = [];
      company.variableItems = [];
    });
    // Once the whole resource is cached, this differs from a person without pay.
    await everybody(subgraph, 'remuneration { ... on RemunerationUnavailable { reason } }');
    const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on RemunerationUnavailable { reason permission } } } }`;
    const { employee } = await subgraph.data(query, { id: idOf(id) });
    expect(employee.remuneration).toEqual({ reason: 'PERMISSION_MISSING', permission: 'PAGGA_INDIVIDUAL_SITUATIONS' });
  });

  it('it is not a lost right if the key never saw an item', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.fixedItems = [];
    });
    await subgraph.connect(acme);
    await everybody(subgraph, 'remuneration { ... on RemunerationUnavailable { reason } }');
    const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on RemunerationUnavailable { reason permission } } } }`;
    const { employee } = await subgraph.data(query, { id: idOf(findTrap(acme, 'withoutPay')[0]) });
    expect(employee.remuneration).toEqual({ reason: 'NOT_SET_IN_LUCCA', permission: null });
  });

  it('it is an error of the field if Lucca fails', async () => {
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/remuneration/api/fixed-items', times: 9 });
    const query = `query ($id: ID!) { employee(id: $id) { remuneration { __typename } } }`;
    const { data, errors } = await subgraph.ask(query, { id: idOf(findTrap(acme, 'amended')[0]) }, uncached);
    expect(data.employee.remuneration).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('LUCCA_ERROR');
  });
});
