import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { setMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf, fixedItemsOn, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const people = acme.people.toSorted((a, b) => a.id - b.id);
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
});

type Money = { amount: string; currency: string } | null;
type Raise = {
  on: string;
  before: Money;
  after: Money;
  percent: string | null;
  reason: string | null;
  isNewContract: boolean;
};
const fields = 'on before { amount currency } after { amount currency } percent reason isNewContract isShareAssumed';
const raisesOf = async (luccaId: number, args = ''): Promise<Raise[]> =>
  (
    await subgraph.data(
      `query ($id: ID!) { employee(id: $id) { raises${args} { ${fields} } } }`,
      { id: idOf(luccaId) },
      uncached,
    )
  ).employee.raises;

const isBaseSalary = ({ natureId }: { natureId: number }) =>
  rowOf(acme.fixedNatures, natureId).category?.code === 'BASIC_SALARY';

const itemsOf = (luccaId: number) => {
  const owned = new Set(contractsOf(acme, luccaId).map(({ id }) => id));
  return acme.fixedItems.filter(({ workContractId }) => owned.has(workContractId));
};

/** Somebody whose base salary rose within one contract, by Lucca's rows alone. */
function raised() {
  for (const { id } of people) {
    const items = itemsOf(id)
      .filter(isBaseSalary)
      .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
    const [before, after] = items.slice(-2);
    if (
      before &&
      after &&
      before.amount < after.amount &&
      after.startsOn <= today &&
      after.comment &&
      contractsOf(acme, id).length === 1
    )
      return { id, before, after };
  }
  throw new RangeError('nobody was raised');
}

describe('raises', () => {
  it('a raise has the day, both yearly salaries, the change in %, and the comment of the new item', async () => {
    const { id, before, after } = raised();
    const [last] = (await raisesOf(id)).slice(-1);
    expect(last).toMatchObject({ on: after.startsOn, reason: after.comment, isNewContract: false });
    expect(Number(last?.percent)).toBeCloseTo((after.amount / before.amount - 1) * 100, 1);
    expect(Number(last?.after?.amount) / Number(last?.before?.amount)).toBeCloseTo(after.amount / before.amount, 4);
  });

  it('everybody has a raise on each day on which the base salary at full time changes while they have pay, and on no other', async () => {
    const returned = await everybody<{ raises: Raise[] | null }>(subgraph, `raises { ${fields} }`);
    const days = (raises: Raise[]) => raises.filter(({ before, after }) => before && after).map(({ on }) => on);
    const expected = people.map(({ id, earlierShares, fullTimeEquivalent }) => {
      const begins = itemsOf(id)
        .filter(isBaseSalary)
        .map(({ startsOn }) => startsOn);
      const changes = earlierShares.map(({ until }) => addDays(until, 1));
      const starts = new Set([...begins, ...changes].filter((day) => day <= today));
      const shareOn = (day: string) =>
        earlierShares.find(({ until }) => day <= until)?.share ?? fullTimeEquivalent ?? 1;
      const isPaid = (day: string) => fixedItemsOn(acme, id, day).filter(isBaseSalary).length === 1;
      const sorted = [...starts].filter(isPaid).toSorted();
      return sorted.filter((day, index) => {
        const amountOn = (on: string) =>
          ((fixedItemsOn(acme, id, on).find(isBaseSalary)?.amount ?? 0) / shareOn(on)).toFixed(2);
        return index > 0 && amountOn(sorted[index - 1] ?? '') !== amountOn(day);
      });
    });
    const found = returned.map(({ raises }) => days(raises ?? []));
    expect(found.flat().length).toBeGreaterThan(people.length / 2);
    expect(found).toEqual(expected);
  });

  it('the days asked for are included, first and last', async () => {
    const { id, after } = raised();
    expect((await raisesOf(id, `(from: "${after.startsOn}", to: "${after.startsOn}")`)).map(({ on }) => on)).toEqual([
      after.startsOn,
    ]);
    const { errors } = await subgraph.ask(
      'query ($id: ID!) { employee(id: $id) { raises(from: "2026-02-01", to: "2026-01-01") { on } } }',
      { id: idOf(id) },
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('`from` must not be after `to`'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('a salary that is not known has no percentage, and the raise says so instead of being left out', async () => {
    const [id] = findTrap(acme, 'overlappingItems');
    const unknown = (await raisesOf(id)).filter(({ after }) => after === null);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.map(({ percent }) => percent)).toEqual(unknown.map(() => null));
    await setMapping(
      subgraph,
      acme.fixedNatures
        .filter(({ category }) => category?.code === 'BASIC_SALARY')
        .map(({ id: luccaId }) => ({ luccaId, overlappingItems: 'LATEST' })),
    );
    const known = await raisesOf(id);
    expect(known.filter(({ after }) => after === null)).toEqual([]);
    expect(known.some(({ percent }) => Number(percent) > 0 && Number(percent) < 50)).toBe(true);
  });

  it('a salary under another contract is told apart from a raise within one', async () => {
    const [id] = findTrap(acme, 'rehired');
    const last = contractsOf(acme, id).toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))[0];
    subgraph.sandbox.control.change(acme.host, (company) => {
      for (const item of company.fixedItems.filter((each) => each.workContractId === last?.id && isBaseSalary(each)))
        item.amount += 100;
    });
    expect((await raisesOf(id)).filter(({ on }) => on === last?.startsOn)).toMatchObject([{ isNewContract: true }]);
  });

  it('where the key may not see pay, raises are null for that reason, not an empty list', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    const { employee } = await subgraph.data(
      'query ($id: ID!) { employee(id: $id) { raises { on } dataGaps { field reason } } }',
      { id: idOf(raised().id) },
      uncached,
    );
    expect(employee.raises).toBeNull();
    expect(employee.dataGaps).toContainEqual({ field: 'raises', reason: 'PERMISSION_MISSING' });
  });
});

describe('a line of pay', () => {
  it('has its nature, yearly amounts, comment, amendment and contract', async () => {
    const [id] = findTrap(acme, 'amended');
    const { employee, account } = await subgraph.data(
      `query ($id: ID!) { account { remunerationMapping { natureId luccaId family } } employee(id: $id) { remuneration { ... on Remuneration {
        annualBaseFullTime { money { amount } }
        fixedItems { luccaId natureId kind money { amount } paymentsPerYear annual { amount currency } annualFullTime { amount currency }
          comment amendment contract { luccaId } }
        variableItems { edges { node { luccaId natureId comment amendment contract { luccaId } } } }
      } } } }`,
      { id: idOf(id) },
    );
    const { fixedItems, annualBaseFullTime, variableItems } = employee.remuneration;
    const natures = new Map(account.remunerationMapping.map((each: { natureId: string }) => [each.natureId, each]));
    for (const item of fixedItems) {
      const row = rowOf(acme.fixedItems, Number(item.luccaId));
      expect(item).toMatchObject({
        comment: row.comment,
        amendment: row.amendmentId ? String(row.amendmentId) : null,
        contract: { luccaId: String(row.workContractId) },
      });
      expect(natures.get(item.natureId)).toMatchObject({ luccaId: String(row.natureId), family: 'FIXED' });
      if (item.paymentsPerYear !== null)
        expect(Number(item.annual.amount)).toBeCloseTo(row.amount * Number(item.paymentsPerYear), 2);
    }
    expect(fixedItems.some(({ amendment }: { amendment: string | null }) => amendment !== null)).toBe(true);
    const base = fixedItems.filter(({ kind }: { kind: string }) => kind === 'BASE_SALARY');
    expect(base.map((item: { annualFullTime: { amount: string } }) => item.annualFullTime.amount)).toEqual([
      annualBaseFullTime.money.amount,
    ]);
    for (const { node } of variableItems.edges) {
      const row = rowOf(acme.variableItems, Number(node.luccaId));
      expect(node).toMatchObject({ comment: row.comments, contract: { luccaId: String(row.workContractId) } });
      expect(natures.get(node.natureId)).toMatchObject({ luccaId: String(row.natureId), family: 'VARIABLE' });
    }
  });
});
