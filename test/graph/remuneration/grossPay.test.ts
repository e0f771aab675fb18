import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds } from '../../support/everybody.ts';
import { workedOut } from '../../support/formula.ts';
import { sendMapping, setMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [reduced] = findTrap(acme, 'reducedHours');
const contractId = contractsOf(acme, reduced)[0]?.id ?? 0;
const [base, companyCar, bonus, oneOff] = [1, 5, 11, 15];

/** The last day at full time, and the first in four fifths of it. */
const before = '2026-01-31';
const since = '2026-02-01';

let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

/** Gives somebody 2,000 a month, 1,600 in four fifths of full time, and other pay. */
function givePay() {
  subgraph.sandbox.control.change(acme.host, (company) => {
    company.fixedItems = company.fixedItems.filter(({ workContractId }) => workContractId !== contractId);
    company.variableItems = company.variableItems.filter(({ workContractId }) => workContractId !== contractId);
    const common = { comment: null, comments: null, amendmentId: 0, workContractId: contractId, isDeleted: false };
    company.fixedItems.push(
      { ...common, id: 900_001, natureId: base, amount: 2000, startsOn: '2020-01-01', endsOn: before },
      { ...common, id: 900_002, natureId: base, amount: 1600, startsOn: since, endsOn: null },
      { ...common, id: 900_003, natureId: companyCar, amount: 100, startsOn: '2020-01-01', endsOn: null },
    );
    company.variableItems.push(
      { ...common, id: 900_004, natureId: bonus, amount: 1500, periodOn: '2025-12-01' },
      { ...common, id: 900_005, natureId: bonus, amount: 9000, periodOn: '2025-11-24' },
      { ...common, id: 900_006, natureId: oneOff, amount: 300, periodOn: '2026-11-24' },
      { ...common, id: 900_007, natureId: oneOff, amount: 7777, periodOn: '2026-10-01', isDeleted: true },
    );
  });
}

const asked = `annualGrossPay { startsOn endsOn total { amount currency } hourly { amount } hours
  components { kind amount { amount } isFullTime } explanation { target formula inputs }
  warnings { code severity fields items } }`;

async function grossOf(personId = reduced, asOf: string = today) {
  const id = (await employeeIds(subgraph))(personId);
  const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) {
    ... on Remuneration { ${asked} dataGaps { field reason permission } } } } }`;
  return (await subgraph.ask(query, { id, asOf }, uncached)).data.employee.remuneration;
}

describe('gross pay of a year', () => {
  it('is what was paid in the twelve months, in cash and in kind, and per hour that by the hours of each part of them', async () => {
    givePay();
    await setMapping(subgraph, [{ luccaId: companyCar, paymentsPerYear: '12' }]);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    const { annualGrossPay: gross } = await grossOf();
    // 2,000 for 2.2 months and 1,600 for 9.8; 1,200 for the car; 1,500 and 300.
    expect(gross).toMatchObject({
      startsOn: '2025-11-25',
      endsOn: today,
      total: { amount: '23080.00', currency: 'EUR' },
    });
    expect(gross.components).toEqual([
      { kind: 'BASE_SALARY', amount: { amount: '20080.00' }, isFullTime: false },
      { kind: 'VARIABLE_BONUS', amount: { amount: '1500.00' }, isFullTime: false },
      { kind: 'ONE_OFF', amount: { amount: '300.00' }, isFullTime: false },
      { kind: 'BENEFIT_IN_KIND', amount: { amount: '1200.00' }, isFullTime: false },
    ]);
    // (40 × 2.2 + 32 × 9.8) × 52 ÷ 12
    expect(gross.hours).toBe('1740.27');
    expect(gross.hourly).toEqual({ amount: '13.26' });
    const [total, hourly] = gross.explanation;
    expect([total.target, hourly.target]).toEqual(['annualGrossPay.total', 'annualGrossPay.hourly']);
    expect(workedOut(total).toFixed(2)).toBe('23080.00');
    expect(workedOut(hourly).toFixed(2)).toBe('13.26');
    expect(gross.warnings).toEqual([]);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
    // 35 and 28 hours by the arrangements.
    expect((await grossOf()).annualGrossPay.hours).toBe('1522.73');
  });

  it('is that of another twelve months on another day', async () => {
    givePay();
    const { annualGrossPay: gross } = await grossOf(reduced, before);
    expect(gross).toMatchObject({ startsOn: '2025-02-01', endsOn: before });
    expect(gross.components[0]).toEqual({ kind: 'BASE_SALARY', amount: { amount: '24000.00' }, isFullTime: true });
  });

  it('is null per hour for a contract in days, and says why', async () => {
    givePay();
    subgraph.sandbox.control.change(acme.host, (company) => {
      const place = company.establishments.find(({ legalUnitId }) => legalUnitId === 1)?.id ?? 0;
      for (const contract of contractsOf(company, reduced)) contract.establishmentId = place;
      personOf(company, reduced).occupationCategoryId = 4;
    });
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '40' });
    const { annualGrossPay: gross } = await grossOf();
    expect(gross).toMatchObject({ total: { amount: '23080.00' }, hourly: null, hours: null });
    expect(gross.explanation[1].inputs[0]).toMatch(
      /^The hours from 2025-11-25 to 2026-01-31 are not known\. .*in days/,
    );
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
  });

  it('is null per hour where Lucca returns no arrangement and the share of full time of some part is assumed', async () => {
    subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
    await subgraph.connect(acme);
    givePay();
    const { annualGrossPay: gross } = await grossOf();
    expect(gross).toMatchObject({ total: { amount: '23080.00' }, hourly: null, hours: null });
    expect(gross.explanation[1].inputs[0]).toMatch(/share of full time is not known/);
    expect(gross.components[0].isFullTime).toBe(false);
  });

  it('warns where hours rest on a contract that may be in days', async () => {
    const [id] = findTrap(acme, 'amended');
    const told = (await grossOf(id)).annualGrossPay;
    subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
    await subgraph.connect(acme);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '35' });
    const { annualGrossPay: gross } = await grossOf(id);
    expect(gross.total).toEqual(told.total);
    const warning = { code: 'HOURS_ASSUMED', severity: 'CAUTION', fields: ['annualGrossPay'], items: [] };
    if (gross.hourly) expect(gross.warnings).toContainEqual(warning);
    expect(told.warnings).not.toContainEqual(warning);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
  });

  it.each<[KeyName, 'forbidden' | 'empty']>([
    ['without: evpScreen', 'forbidden'],
    ['without: evpScreen', 'empty'],
  ])('is not known for a key %s, whether Lucca answers that it is %s', async (key, variablePayWithoutRight) => {
    subgraph.sandbox.control.behave(acme.host, { variablePayWithoutRight });
    await subgraph.connect(acme, key);
    givePay();
    const { annualGrossPay: gross, dataGaps } = await grossOf();
    if (variablePayWithoutRight === 'forbidden') {
      expect(gross).toBeNull();
      const gap = { field: 'annualGrossPay', reason: 'PERMISSION_MISSING', permission: 'PAGGA_EVP_SCREEN' };
      expect(dataGaps).toContainEqual(gap);
    } else {
      // Nobody in this company may have variable pay: that cannot be told from a missing right.
      const warning = { code: 'VARIABLE_PAY_UNPROVEN', severity: 'CAUTION', fields: ['annualGrossPay'], items: [] };
      expect(gross.total).toEqual({ amount: '21280.00', currency: 'EUR' });
      expect(gross.warnings).toContainEqual(warning);
    }
  });
});
