import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf, currencyOf, fixedItemsOn, rowOf, variableItemsOf } from '../../support/truth.ts';

const globex = createTestCompany(hosts.globex, { employees: 300 });
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [globex] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(globex);
  idOf = await employeeIds(subgraph);
});

const only = (currencies: string[]) => (new Set(currencies).size === 1 ? currencies[0] : null);

const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { ... on Remuneration {
  currency baseSalary { money { currency } } fixedItems { luccaId money { amount currency } } } } } }`;
const payOn = async (luccaId: number, asOf = today) =>
  (await subgraph.data(query, { id: idOf(luccaId), asOf }, uncached)).employee.remuneration;

describe('the currency of pay', () => {
  it('every item has the currency of its contract’s establishment', async () => {
    const returned = await everybody<{ remuneration: { fixedItems?: object[] } }>(
      subgraph,
      `remuneration { ... on Remuneration { currency fixedItems { money { currency } }
        variableItems(first: 100) { edges { node { luccaId money { currency } } } } } }`,
    );
    const people = globex.people.toSorted((a, b) => a.id - b.id);
    const expected = people.map(({ id }) => {
      const items = fixedItemsOn(globex, id, today);
      if (items.length === 0) return { remuneration: {} };
      const variable = variableItemsOf(globex, id).filter(({ isDeleted }) => !isDeleted);
      const moneyOf = (item: { workContractId: number }) => ({ currency: currencyOf(globex, item) });
      return {
        remuneration: {
          currency: only(items.map((item) => currencyOf(globex, item))),
          fixedItems: items.map((item) => ({ money: moneyOf(item) })),
          variableItems: {
            edges: variable.map((item) => ({
              node: {
                luccaId: String(item.id),
                money: rowOf(globex.variableNatures, item.natureId).type === 'Number' ? null : moneyOf(item),
              },
            })),
          },
        },
      };
    });
    // Another test covers people with only variable pay.
    expect(returned.map((each) => (each.remuneration.fixedItems?.length ? each : { remuneration: {} }))).toEqual(
      expected,
    );
    expect(new Set(globex.establishments.map(({ currencyCode }) => currencyCode)).size).toBeGreaterThan(3);
  });

  it('two people paid through the same nature may have different currencies', async () => {
    const currencies = [];
    for (const id of findTrap(globex, 'sharedNature')) currencies.push((await payOn(id)).currency);
    expect(currencies).toEqual(['EUR', 'CHF']);
  });

  it('a person who moved to another currency has the currency of the day', async () => {
    const [id] = findTrap(globex, 'movedAcrossCurrencies');
    const movedOn = contractsOf(globex, id).at(-1)?.startsOn ?? '';
    expect(await payOn(id, movedOn)).toMatchObject({ currency: 'EUR', baseSalary: { money: { currency: 'EUR' } } });
    expect(await payOn(id, addDays(movedOn, -1))).toMatchObject({
      currency: 'SEK',
      baseSalary: { money: { currency: 'SEK' } },
    });
  });

  it('the currency that the nature names for the establishment comes before that of the legal unit’s country', async () => {
    const [id] = findTrap(globex, 'currencyUnlikeLegalUnit');
    expect((await payOn(id)).currency).toBe('EUR');
  });

  it('the currency and the base salary are null where items are in several currencies; each item keeps its own', async () => {
    const [id] = findTrap(globex, 'movedAcrossCurrencies');
    const movedOn = contractsOf(globex, id).at(-1)?.startsOn ?? '';
    const [before] = fixedItemsOn(globex, id, addDays(movedOn, -1));
    const now = fixedItemsOn(globex, id, today);
    // The old salary has no end.
    subgraph.sandbox.control.change(globex.host, ({ fixedItems }) => {
      rowOf(fixedItems, before?.id ?? null).endsOn = null;
    });
    const pay = await payOn(id);
    expect(pay).toMatchObject({ currency: null, baseSalary: null });
    expect(pay.fixedItems.map((item: { money: { currency: string } }) => item.money.currency).toSorted()).toEqual(
      ['SEK', ...now.map((item) => currencyOf(globex, item))].toSorted(),
    );
  });

  it('the currency is that of the country where the nature does not name the establishment', async () => {
    const [, id = 0] = findTrap(globex, 'sharedNature');
    subgraph.sandbox.control.change(globex.host, ({ fixedNatures }) => {
      for (const nature of fixedNatures) nature.establishmentIds = [];
    });
    const { establishmentId } = contractsOf(globex, id).at(-1) ?? { establishmentId: 0 };
    const { legalUnitId } = rowOf(globex.establishments, establishmentId);
    expect((await payOn(id)).currency).toBe(rowOf(globex.legalUnits, legalUnitId).currencyCode);
  });

  it('without contracts, items of a nature with several currencies stay and have no money', async () => {
    const [id] = findTrap(globex, 'sharedNature');
    await subgraph.connect(globex, 'without: contracts');
    const pay = await payOn(id);
    const items = fixedItemsOn(globex, id, today);
    expect(pay).toMatchObject({ currency: null, baseSalary: null });
    expect(pay.fixedItems).toHaveLength(items.length);
    const currenciesOf = (natureId: number) =>
      rowOf(globex.fixedNatures, natureId).establishmentIds.map(
        (each) => rowOf(globex.establishments, each).currencyCode,
      );
    const several = items.find(({ natureId }) => new Set(currenciesOf(natureId)).size > 1);
    const [theirs] = pay.fixedItems.filter(({ luccaId }: { luccaId: string }) => luccaId === String(several?.id));
    expect(theirs.money).toBeNull();
  });
});
