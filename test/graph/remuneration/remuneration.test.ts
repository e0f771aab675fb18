import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { setMapping } from '../../support/mapping.ts';
import {
  type Answer,
  createTestCompany,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { runs } from '../../support/thoroughness.ts';
import {
  contractsOf,
  currencyOf,
  fixedItemsOn,
  isInForce,
  payKindOf,
  rowOf,
  variableItemsOf,
} from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const people = acme.people.toSorted((a, b) => a.id - b.id);
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
});

const fields = `... on RemunerationUnavailable { reason } ... on Remuneration {
  asOf currency contract { luccaId } baseSalary { money { amount currency } period }
  fixedItems { luccaId natureName kind money { amount currency } quantity startsOn endsOn } }`;

const isBaseSalary = ({ natureId }: { natureId: number }) =>
  rowOf(acme.fixedNatures, natureId).category?.code === 'BASIC_SALARY';

const kindOf = ({ natureId }: { natureId: number }) => payKindOf(rowOf(acme.fixedNatures, natureId));

function expected(personId: number, day: string) {
  const items = fixedItemsOn(acme, personId, day);
  if (items.length === 0) return { reason: 'NOT_SET_IN_LUCCA' };
  const base = items.filter(isBaseSalary);
  const contract = contractsOf(acme, personId).find((each) => isInForce(each, day));
  return {
    asOf: day,
    currency: 'EUR',
    contract: contract ? { luccaId: String(contract.id) } : null,
    baseSalary:
      // Two base salaries are not added up unless the account says so.
      base.length !== 1
        ? null
        : {
            money: { amount: String(base[0]?.amount), currency: 'EUR' },
            period: 'MONTH',
          },
    fixedItems: items.map((item) => ({
      luccaId: String(item.id),
      natureName: rowOf(acme.fixedNatures, item.natureId).name,
      kind: kindOf(item),
      money: { amount: String(item.amount), currency: currencyOf(acme, item) },
      quantity: null,
      startsOn: item.startsOn,
      endsOn: item.endsOn,
    })),
  };
}

const payOf = 'query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { __typename FIELDS } } }';
const pay = async (luccaId: number, more: string, asOf: string | null = null): Promise<Answer> =>
  subgraph.ask(payOf.replace('FIELDS', more), { id: idOf(luccaId), asOf }, uncached);

describe('pay', () => {
  it('pay is the same as in Lucca, for everybody in the company', async () => {
    const returned = await everybody(subgraph, `remuneration { ${fields} }`);
    expect(returned).toEqual(people.map(({ id }) => ({ remuneration: expected(id, today) })));
  });

  it('pay on another day is what it was on that day, after amendments and raises', async () => {
    const asOf = '2025-12-31';
    const returned = await everybody(subgraph, `remuneration(asOf: "${asOf}") { ${fields} }`);
    expect(returned).toEqual(people.map(({ id }) => ({ remuneration: expected(id, asOf) })));
  });

  it.each(['amended', 'rehired', 'overlappingItems', 'leaverMidMonth'] as const)(
    'changes on the day an item begins, and on the one after its last: %s',
    async (trap) => {
      const [id] = findTrap(acme, trap);
      const owned = new Set(contractsOf(acme, id).map((contract) => contract.id));
      const items = acme.fixedItems.filter(({ workContractId }) => owned.has(workContractId));
      for (const day of new Set(items.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn ?? today]))) {
        const { data } = await subgraph.ask(payOf.replace('FIELDS', fields), { id: idOf(id), asOf: day });
        expect(data.employee.remuneration).toMatchObject(expected(id, day));
      }
    },
  );

  it('the base salary is the exact decimal sum of its items, whatever the amounts', async () => {
    const [id] = findTrap(acme, 'overlappingItems');
    await setMapping(
      subgraph,
      acme.fixedNatures
        .filter(({ category }) => category?.code === 'BASIC_SALARY')
        .map(({ id: luccaId }) => ({ luccaId, overlappingItems: 'SUM' })),
    );
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(cents, { minLength: 1, maxLength: 8 }), async (amounts) => {
        subgraph.sandbox.control.change(acme.host, (company) => {
          const template = fixedItemsOn(acme, id, today).find(isBaseSalary);
          if (!template) throw new RangeError('somebody without a base salary');
          company.fixedItems = amounts.map((amount, index) => ({ ...template, id: 1 + index, amount: amount / 100 }));
        });
        const { data } = await pay(id, '... on Remuneration { baseSalary { money { amount } } }');
        const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
        const { amount } = data.employee.remuneration.baseSalary.money;
        expect(amount).toMatch(/^-?\d+(\.\d+)?$/);
        expect(BigInt(new Decimal(amount).times(100).toFixed())).toBe(sum);
      }),
      { numRuns: runs(40), seed: 7 },
    );
  });
});

describe("Lucca's own yearly figure", () => {
  it('the figure is returned for today, and null for other days', async () => {
    const query = `query ($asOf: Date) { employees(first: 1000) { edges { node { luccaId remuneration(asOf: $asOf) {
      ... on Remuneration { luccaTheoreticalAnnual { money { amount currency } period } }
    } } } } }`;
    const figures = async (asOf?: string) => {
      const { employees } = await subgraph.data(query, { asOf });
      return employees.edges.flatMap(({ node }: { node: Answer['data'] }) =>
        'luccaTheoreticalAnnual' in node.remuneration ? [[node.luccaId, node.remuneration.luccaTheoreticalAnnual]] : [],
      );
    };
    const returned = await figures();
    expect(returned.length).toBeGreaterThan(acme.people.length / 2);
    for (const [luccaId, figure] of returned) {
      const truth = rowOf(people, Number(luccaId)).theoreticalRemuneration;
      const money = { amount: String(truth), currency: 'EUR' };
      expect(figure).toEqual(truth === null ? null : { money, period: 'YEAR' });
    }
    expect(new Set((await figures('2026-11-23')).map(([, figure]: [string, unknown]) => figure))).toEqual(
      new Set([null]),
    );
  });
});

describe('pay that cannot be shown', () => {
  const reasonOf = async (luccaId: number) =>
    (await pay(luccaId, '... on RemunerationUnavailable { reason message }')).data.employee.remuneration;

  it('the reason is NOT_SET_IN_LUCCA where Lucca has no pay', async () => {
    expect(await reasonOf(findTrap(acme, 'withoutPay')[0])).toMatchObject({
      __typename: 'RemunerationUnavailable',
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringMatching(/^Lucca returns no /),
    });
  });

  it('the reason is a missing right where the key lacks individual situations, whether Lucca refuses or returns nothing', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    const [id] = findTrap(acme, 'amended');
    expect(await reasonOf(id)).toMatchObject({ reason: 'PERMISSION_MISSING' });
    subgraph.sandbox.control.behave(acme.host, { fixedPayWithoutRight: 'empty' });
    await subgraph.connect(acme, 'without: individualSituations');
    // Lucca's answer is the same as for a company that has not entered any pay.
    expect(await reasonOf(id)).toMatchObject({
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringMatching(/could not be proven\.$/),
    });
  });

  it('the reason is MODULE_NOT_INSTALLED where the company has no pay module', async () => {
    await subgraph.connect(initech);
    const returned = await everybody<object>(subgraph, 'remuneration { ... on RemunerationUnavailable { reason } }');
    expect(returned).toHaveLength(initech.people.length);
    expect(new Set(returned.map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"remuneration":{"reason":"MODULE_NOT_INSTALLED"}}']),
    );
  });

  it('Lucca is not asked again within a minute of a refusal, nor by the check of rights that follows it', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    const [id] = findTrap(acme, 'amended');
    const query = payOf.replace('FIELDS', '... on RemunerationUnavailable { reason }');
    const reason = async () => (await subgraph.data(query, { id: idOf(id), asOf: null })).employee.remuneration.reason;
    const checkedAt = async () => (await subgraph.data('{ account { checkedAt } }')).account.checkedAt;
    const first = await checkedAt();
    expect(await reason()).toBe('PERMISSION_MISSING');
    await expect.poll(checkedAt, { timeout: 10_000 }).not.toBe(first);
    const { total } = await subgraph.countRequests(async () => expect(await reason()).toBe('PERMISSION_MISSING'));
    expect(total).toBe(0);
  });

  it('the reason is given even while contracts fail, which it does not need', async () => {
    const [id] = findTrap(acme, 'withoutPay');
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/directory', times: 5 });
    expect(await reasonOf(id)).toMatchObject({ reason: 'NOT_SET_IN_LUCCA' });
    // An operation that requests contracts gets the error.
    expect(
      (await subgraph.ask('query ($id: ID!) { employee(id: $id) { contracts { id } } }', { id: idOf(id) }, uncached))
        .errors,
    ).toHaveLength(1);
  });

  it.each<[KeyName, string]>([
    ['without: contracts', 'EUR'],
    ['without: directory', 'EUR'],
  ])('pay is still shown to a key %s, if the currency is known without that right', async (keyName, currency) => {
    const [id] = findTrap(acme, 'amended');
    await subgraph.connect(acme, keyName);
    const { data, errors } = await pay(
      id,
      '... on Remuneration { currency contract { luccaId } baseSalary { money { amount currency } } }',
    );
    expect(errors).toBeUndefined();
    const { currency: _, ...truth } = expected(id, today) as { currency: string; baseSalary: { money: object } };
    expect(data.employee.remuneration).toMatchObject({ currency, baseSalary: { money: truth.baseSalary.money } });
  });
});

describe('variable pay', () => {
  type Item = { luccaId: string };
  const page = async (luccaId: number, args: string) => {
    const fields = `... on Remuneration { variableItems(${args}) { totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { luccaId natureName kind money { amount currency } quantity period isDeleted } } } }`;
    const answer = await subgraph.data(payOf.replace('FIELDS', fields), { id: idOf(luccaId), asOf: null });
    return answer.employee.remuneration.variableItems as {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { cursor: string; node: Item }[];
    };
  };

  it.each(['quantityItem', 'natureWithoutCategory', 'deletedItem'] as const)(
    'variable pay is the same as in Lucca, with deleted items only on request: %s',
    async (trap) => {
      const [id] = findTrap(acme, trap);
      const items = variableItemsOf(acme, id).map((item) => {
        const nature = rowOf(acme.variableNatures, item.natureId);
        const isQuantity = nature.type === 'Number';
        return {
          luccaId: String(item.id),
          natureName: nature.name,
          kind: payKindOf(nature),
          money: isQuantity ? null : { amount: String(item.amount), currency: 'EUR' },
          quantity: isQuantity ? String(item.amount) : null,
          period: item.periodOn,
          isDeleted: item.isDeleted,
        };
      });
      const returned = async (args: string) => (await page(id, args)).edges.map(({ node }) => node);
      expect(await returned('first: 1000, includeDeleted: true')).toEqual(items);
      expect(await returned('first: 1000')).toEqual(items.filter(({ isDeleted }) => !isDeleted));
    },
  );

  it('every item is returned exactly once, whatever the page size and the days', async () => {
    const counts = new Map(
      people.map(({ id }) => [id, variableItemsOf(acme, id).filter(({ isDeleted }) => !isDeleted)]),
    );
    const [id, items] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [0, []];
    for (const first of [1, 2, 5, items.length]) {
      const returned: string[] = [];
      for (let after = '', hasNextPage = true; hasNextPage; ) {
        const { edges, pageInfo, totalCount } = await page(id, `first: ${first}${after}`);
        expect(totalCount).toBe(items.length);
        returned.push(...edges.map(({ node }) => node.luccaId));
        ({ hasNextPage } = pageInfo);
        after = `, after: "${pageInfo.endCursor}"`;
      }
      expect(returned).toEqual(items.map((item) => String(item.id)));
    }
    const [from, to] = [items.at(-2)?.periodOn ?? '', items[1]?.periodOn ?? ''];
    const within = await page(id, `first: 1000, from: "${from}", to: "${to}"`);
    expect(within.edges.map(({ node }) => node.luccaId)).toEqual(
      items.filter(({ periodOn }) => from <= periodOn && periodOn <= to).map((item) => String(item.id)),
    );
  });
});
