import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { monthsIn } from '../../../src/graph/remuneration/months.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import { mappedNature, sendMapping, setMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody] = findTrap(acme, 'amended');
const variableNature = acme.variableNatures.find(({ type }) => type === 'Amount');
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { ... on Remuneration {
  annualFixedFullTime { money { amount } } annualGuaranteedFullTime { money { amount } } annualVariableTarget { money { amount } period }
  variableLast12Months { money { amount } } variableLast12MonthsByKind { kind money { amount } } monthsWithContract
  dataGaps { field reason permission }
} } } }`;
const payOf = async (asOf: string = today) =>
  (await subgraph.ask(query, { id: (await employeeIds(subgraph))(somebody), asOf }, uncached)).data.employee
    .remuneration;
const amount = (figure: { money: { amount: string } } | null) => figure && Number(figure.money.amount);

/** Leaves the person with one variable item, of 2,000 euros, of a nature with a name. */
function enter(name: string) {
  subgraph.sandbox.control.change(acme.host, (company) => {
    const [template] = company.variableItems;
    const nature = company.variableNatures.find(({ id }) => id === variableNature?.id);
    const contracts = contractsOf(company, somebody).map(({ id }) => id);
    if (!template || !nature) throw new RangeError('no variable pay');
    nature.name = name;
    company.variableItems = [
      ...company.variableItems.filter(({ workContractId }) => !contracts.includes(workContractId)),
      {
        ...template,
        id: 987_654,
        natureId: nature.id,
        amount: 2000,
        periodOn: '2026-06-01',
        isDeleted: false,
        workContractId: contracts.at(-1) ?? 0,
      },
    ];
  });
}

describe('guaranteed pay', () => {
  it('a thirteenth month that was entered as variable pay is guaranteed and not variable, by its name alone', async () => {
    enter('Prime');
    const before = await payOf();
    expect(amount(before.variableLast12Months)).toBe(2000);
    expect(before.variableLast12MonthsByKind).toEqual([{ kind: 'VARIABLE_BONUS', money: { amount: '2000.00' } }]);
    enter('Prime de 13e mois');
    const after = await payOf();
    expect(after).toMatchObject({ variableLast12Months: null, variableLast12MonthsByKind: null });
    expect(amount(after.annualGuaranteedFullTime)).toBe((amount(before.annualGuaranteedFullTime) ?? 0) + 2000);
    expect(after.annualFixedFullTime).toEqual(before.annualFixedFullTime);
  });

  it('guaranteed pay is null where variable pay may not be read, because a thirteenth month may be part of it', async () => {
    await subgraph.connect(acme, 'without: evpScreen');
    const pay = await payOf();
    expect(pay.annualGuaranteedFullTime).toBeNull();
    expect(pay.annualFixedFullTime).not.toBeNull();
    expect(pay.dataGaps).toContainEqual({
      field: 'annualGuaranteedFullTime',
      reason: 'PERMISSION_MISSING',
      permission: 'PAGGA_EVP_SCREEN',
    });
  });
});

describe('targets', () => {
  it('items that the account has marked as targets are the target, and in no other figure', async () => {
    enter('Prime');
    expect(await payOf()).toMatchObject({ annualVariableTarget: null });
    await setMapping(subgraph, [{ luccaId: variableNature?.id ?? 0, family: 'VARIABLE', isTarget: true }]);
    expect(await mappedNature(subgraph, variableNature?.id ?? 0, 'VARIABLE')).toMatchObject({ isTarget: true });
    const pay = await payOf();
    expect(pay.annualVariableTarget).toEqual({ money: { amount: '2000.00' }, period: 'YEAR' });
    expect(pay.variableLast12Months).toBeNull();
  });

  it('a target that a later setting does not repeat is one no more', async () => {
    const luccaId = variableNature?.id ?? 0;
    await setMapping(subgraph, [{ luccaId, family: 'VARIABLE', isTarget: true }]);
    await setMapping(subgraph, [{ luccaId, family: 'VARIABLE' }]);
    expect(await mappedNature(subgraph, luccaId, 'VARIABLE')).toMatchObject({ isTarget: false });
  });

  it('a setting for pay that no figure includes is still refused', async () => {
    const { natureId } = await mappedNature(subgraph, variableNature?.id ?? 0, 'VARIABLE');
    const natures = [{ natureId, kind: 'EXPENSE', overlappingItems: 'SUM' }];
    expect(await sendMapping(subgraph, { natures })).toMatchObject({ code: 'NO_EFFECT', field: 'overlappingItems' });
  });
});

describe('the months of a year under contract', () => {
  it.each([
    ['2025-11-01', '2026-11-24', '12.00'],
    ['2025-11-25', '2026-11-24', '12.00'],
    ['2026-11-24', '2026-11-24', '0.03'],
    ['2025-12-01', '2026-05-31', '5.98'],
  ])('a contract that began on %s is, on %s, %s months of the year that ends there', async (startsOn, asOf, months) => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      for (const contract of contractsOf(company, somebody)) Object.assign(contract, { startsOn, endsOn: asOf });
    });
    expect((await payOf(asOf)).monthsWithContract).toBe(months);
  });

  it('a day under two contracts counts once, and a day between two not at all', () => {
    const contract = (startsOn: string, endsOn: string | null) => ({ startsOn, endsOn });
    const inner = contract('2026-02-01', '2026-02-28');
    expect(monthsIn([inner, contract('2026-01-01', '2026-03-31')], '2026-12-31')).toBe(
      monthsIn([contract('2026-01-01', '2026-03-31')], '2026-12-31'),
    );
    expect(monthsIn([contract('2026-12-31', null), contract('2025-06-01', '2026-01-01')], '2026-12-31')).toBe('0.07');
  });
});
