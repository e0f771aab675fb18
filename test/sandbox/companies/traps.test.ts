import { describe, expect, it } from 'vitest';
import { createCompany, findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { addMonths, covers } from '../../../src/sandbox/companies/dates.ts';
import type { TrapName } from '../../../src/sandbox/companies/traps/traps.ts';
import type { Person } from '../../../src/sandbox/model.ts';

const acme = createCompany(hosts.acme);
const globex = createCompany(hosts.globex, { employees: 600 });
const initech = createCompany(hosts.initech);

const general = [acme, globex, initech].map((company) => [company.host, open(company)] as const);
const paid = [acme, globex].map((company) => [company.host, open(company)] as const);

describe.each(general)('in %s', (_, company) => {
  it('the chief executive is their own manager', () => {
    const chief = company.holder('selfManager');
    expect(chief.managerId).toBe(chief.id);
    expect(company.people.filter(({ id, managerId }) => id === managerId)).toEqual([chief]);
  });

  it('the head of the narrow key’s department has a manager outside of it', () => {
    const head = company.holder('managerOutsidePerimeter');
    const perimeter = company.keys.find(({ name }) => name === 'one department')?.perimeter;
    expect(perimeter).toEqual({ departmentIds: [head.departmentId] });
    const manager = company.person(head.managerId);
    expect(company.pathOf(manager.departmentId)).not.toContain(head.departmentId);
  });

  it('two people are each other’s manager', () => {
    const [one, other] = company.holders('managerCycle');
    expect(one?.managerId).toBe(other?.id);
    expect(other?.managerId).toBe(one?.id);
    expect(one?.id).not.toBe(other?.id);
  });

  it('a department has a head who left', () => {
    const head = company.holder('departedHead');
    expect(head.contractEndsOn && head.contractEndsOn < company.today).toBe(true);
    expect(company.departments.filter(({ headId }) => headId === head.id)).toHaveLength(1);
  });

  it('a contract was at an establishment that has closed', () => {
    const [first] = company.contractsOf(company.holder('archivedEstablishment'));
    const establishment = company.establishments.find(({ id }) => id === first?.establishmentId);
    expect(establishment?.isArchived).toBe(true);
  });

  it('a contract was archived, and the applicable one was not', () => {
    const contracts = company.contractsOf(company.holder('archivedContract'));
    expect(contracts.map(({ isArchived }) => isArchived)).toEqual([true, false]);
  });

  it('an occupation category is 0', () => {
    const person = company.holder('occupationCategoryZero');
    expect(person.occupationCategoryId).toBe(0);
    expect(company.occupationCategories.map(({ id }) => id)).toContain(0);
  });

  it('two establishments use one employee number', () => {
    const [one, other] = company.holders('sameEmployeeNumber');
    expect(one?.employeeNumber).toMatch(/^\d+$/);
    expect(one?.employeeNumber).toBe(other?.employeeNumber);
    expect(one?.establishmentId).not.toBe(other?.establishmentId);
  });

  it('an employee number begins with zeros', () => {
    expect(company.holder('leadingZeros').employeeNumber).toMatch(/^00/);
  });

  it('two people have one name and two logins', () => {
    const [one, other] = company.holders('homonyms');
    expect([one?.firstName, one?.lastName]).toEqual([other?.firstName, other?.lastName]);
    expect(one?.login).not.toBe(other?.login);
    expect(one?.mail).not.toBe(other?.mail);
  });

  it.each([
    ['withoutMail', 'mail'],
    ['withoutBirthDate', 'birthOn'],
    ['withoutEmployeeNumber', 'employeeNumber'],
    ['withoutJobTitle', 'jobTitle'],
  ] as const)('the person of the case %s has null as %s', (trap, field) => {
    expect(company.holder(trap)[field]).toBeNull();
  });

  it('a person has no gender, for which Lucca has a word', () => {
    expect(company.holder('withoutGender').gender).toBe('Undefined');
  });

  it('custom fields come as text, date, list entry and several list entries', () => {
    const { extendedData } = company.holder('extendedData');
    expect(extendedData).toMatchObject({
      e_costcentre: { value: '007' },
      e_workmode: { value: 83 },
      e_lastreview: { value: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      e_languages: [{ value: 91 }, { value: 94 }],
    });
  });

  it('a work cycle ends in the year 9999', () => {
    expect(company.holder('endlessWorkCycle').workCycles.map(({ endsOn }) => endsOn.slice(0, 4))).toEqual([
      expect.not.stringContaining('9999'),
      '9999',
    ]);
  });

  it('an internship is followed by a permanent contract', () => {
    const contracts = company.contractsOf(company.holder('successiveContracts'));
    expect(contracts.map(({ typeId }) => typeId)).toEqual([3, 1]);
    expect(contracts.filter((each) => covers(each, company.today))).toHaveLength(1);
  });

  it('somebody’s only contract is in the future', () => {
    const contracts = company.contractsOf(company.holder('futureContract'));
    expect(contracts).toHaveLength(1);
    expect(contracts[0]?.startsOn && contracts[0].startsOn > company.today).toBe(true);
  });

  it('somebody’s next contract is signed while one runs', () => {
    const [running, next] = company.contractsOf(company.holder('contractToCome'));
    expect(running && covers(running, company.today)).toBe(true);
    expect(next && next.startsOn > company.today).toBe(true);
  });

  it('somebody was rehired after a gap', () => {
    const [first, second] = company.contractsOf(company.holder('rehired'));
    expect(addMonths(first?.endsOn ?? '', 12) < (second?.startsOn ?? '')).toBe(true);
    expect(second && covers(second, company.today)).toBe(true);
  });

  it('somebody left on the 15th of last month', () => {
    const { contractEndsOn } = company.holder('leaverMidMonth');
    expect(contractEndsOn).toMatch(/-15$/);
    expect(contractEndsOn && contractEndsOn < company.today).toBe(true);
  });
});

describe.each(paid)('in the pay of %s', (_, company) => {
  it('an employee has no pay item', () => {
    const person = company.holder('withoutPay');
    expect(company.baseOf(person)).toEqual([]);
    expect(person.theoreticalRemuneration).toBeNull();
    expect(person.contractEndsOn).toBeNull();
  });

  it('a base salary is a hundred times what it should be', () => {
    const person = company.holder('implausibleSalary');
    const [base] = company.baseOf(person);
    const usual = company.people
      .filter(({ id, establishmentId }) => id !== person.id && establishmentId === person.establishmentId)
      .flatMap((each) => company.baseOf(each).map(({ amount }) => amount));
    expect(base?.amount).toBeGreaterThan(5 * Math.max(...usual));
  });

  it('two base salaries apply at once', () => {
    const base = company.baseOf(company.holder('overlappingItems'));
    expect(base).toHaveLength(2);
    expect(base[0]?.natureId).toBe(base[1]?.natureId);
  });

  it('items name amendment 4 from the day it starts, and none before', () => {
    const person = company.holder('amended');
    const [contract] = company.contractsOf(person);
    expect(contract?.amendments.map(({ id }) => id)).toEqual([4]);
    const startsOn = contract?.amendments[0]?.startsOn ?? '';
    const items = company.itemsOf(person);
    expect(new Set(items.map(({ amendmentId }) => amendmentId))).toEqual(new Set([0, 4]));
    expect(items.every((item) => item.amendmentId === (item.startsOn < startsOn ? 0 : 4))).toBe(true);
    expect(company.baseOf(person).map(({ amendmentId }) => amendmentId)).toEqual([4]);
  });

  it('a variable item counts hours', () => {
    const natures = company.variableItemsOf(company.holder('quantityItem')).map(company.variableNatureOf);
    expect(natures.map((nature) => nature?.type)).toContain('Number');
  });

  it('a variable nature has no category', () => {
    const natures = company.variableItemsOf(company.holder('natureWithoutCategory')).map(company.variableNatureOf);
    expect(natures.map((nature) => nature?.category)).toContain(null);
  });

  it('a variable item was deleted', () => {
    const items = company.variableItemsOf(company.holder('deletedItem'));
    expect(items.filter(({ isDeleted, amount }) => isDeleted && amount === 2500)).toHaveLength(1);
  });

  it('somebody works at four fifths', () => {
    expect(company.holder('partTime').fullTimeEquivalent).toBe(0.8);
  });

  it('somebody at half time has an allowance that does not depend on the working time', () => {
    const person = company.holder('flatAllowance');
    expect(person.fullTimeEquivalent).toBe(0.5);
    const flat = company.payRules.filter(({ isProportional }) => !isProportional).map(({ natureId }) => natureId);
    const items = company.itemsOf(person).filter(({ natureId }) => flat.includes(natureId));
    expect(items.map(({ amount }) => amount)).toEqual([45]);
  });

  it.each([
    ['fixedWithoutCategory', 430, 1],
    ['fixedQuantity', 18, 0],
  ] as const)('a fixed nature has no category: %s', (trap, amount, timesPerYear) => {
    const item = company.itemsOf(company.holder(trap)).find((each) => each.amount === amount);
    expect(company.fixedNatures.find(({ id }) => id === item?.natureId)).toMatchObject({ category: null });
    expect(company.payRules).toContainEqual({ natureId: item?.natureId, timesPerYear, isProportional: true });
  });

  it('a leaver’s items end with the contract', () => {
    const person = company.holder('leaverMidMonth');
    const items = company.itemsOf(person);
    expect(items.map(({ endsOn }) => endsOn)).toContain(person.contractEndsOn);
    expect(items.every(({ endsOn }) => endsOn !== null)).toBe(true);
  });

  it('the yearly figure of a few people is out of date, and that of everyone else is the sum of the items that apply', () => {
    const outOfDate = new Set(company.holders('theoreticalOutOfDate'));
    // Natures that are not paid monthly: thirteenth months, premiums, the salaries of London and Madrid. Vouchers are not money.
    const timesPerYear: Record<number, number> =
      company.host === acme.host ? { 2: 1, 7: 1, 8: 0 } : { 3: 1, 6: 1, 9: 14, 11: 1, 12: 0 };
    for (const person of company.people) {
      const items = company.itemsOf(person).filter((item) => covers(item, company.today));
      const sum = items.reduce((total, { amount, natureId }) => total + amount * (timesPerYear[natureId] ?? 12), 0);
      if (outOfDate.has(person)) expect(person.theoreticalRemuneration).toBeLessThan(sum * 0.98);
      else if (items.length === 0) expect(person.theoreticalRemuneration).toBeNull();
      else expect(person.theoreticalRemuneration).toBeCloseTo(sum, 1);
    }
    expect(outOfDate.size).toBeGreaterThan(0);
    expect(outOfDate.size).toBeLessThan(company.people.length / 40);
  });
});

describe('in the currencies of globex', () => {
  const company = open(globex);
  const currencyOf = (establishmentId: number | undefined) =>
    company.establishments.find(({ id }) => id === establishmentId)?.currencyCode;

  it('one nature pays in euros and in francs', () => {
    const people = company.holders('sharedNature');
    const natures = people.flatMap((person) => company.baseOf(person).map(({ natureId }) => natureId));
    expect(new Set(natures).size).toBe(1);
    expect(people.map(({ establishmentId }) => currencyOf(establishmentId))).toEqual(['EUR', 'CHF']);
  });

  it('somebody’s salary was in kronor before it was in euros', () => {
    const person = company.holder('movedAcrossCurrencies');
    const contracts = company.contractsOf(person);
    expect(contracts.map(({ establishmentId }) => currencyOf(establishmentId))).toEqual(['SEK', 'EUR']);
    expect(new Set(company.itemsOf(person).map(({ workContractId }) => workContractId)).size).toBe(2);
  });

  it('a base salary in pounds is a yearly amount, and nothing of its nature says so', () => {
    const person = company.holder('yearlyBaseSalary');
    const [base] = company.baseOf(person);
    expect(currencyOf(person.establishmentId)).toBe('GBP');
    expect(base?.amount).toBeGreaterThan(15_000);
    expect(Object.keys(company.fixedNatures.find(({ id }) => id === base?.natureId) ?? {}).toSorted()).toEqual([
      'category',
      'establishmentIds',
      'id',
      'name',
    ]);
  });

  it('a base salary is paid 14 times a year', () => {
    const [base] = company.baseOf(company.holder('fourteenPayments'));
    expect(company.payRules).toContainEqual({ natureId: base?.natureId, timesPerYear: 14, isProportional: true });
  });

  it('an establishment pays in another currency than its legal unit', () => {
    const { establishmentId } = company.holder('currencyUnlikeLegalUnit');
    const establishment = company.establishments.find(({ id }) => id === establishmentId);
    const legalUnit = company.legalUnits.find(({ id }) => id === establishment?.legalUnitId);
    expect([establishment?.currencyCode, legalUnit?.currencyCode]).toEqual(['EUR', 'CHF']);
  });
});

it('an edge case that the company does not have is refused by name', () => {
  expect(() => findTrap(initech, 'amended')).toThrow('initech.ilucca.ch has nobody with amended');
  expect(() => findTrap(acme, 'movedAcrossCurrencies')).toThrow(RangeError);
});

it('no person has two edge cases, except the natural ones', () => {
  const natural = new Set<string>(['selfManager', 'managerOutsidePerimeter', 'theoreticalOutOfDate']);
  for (const { traps } of [acme, globex, initech]) {
    const holders = Object.entries(traps).flatMap(([name, ids]) => (natural.has(name) ? [] : ids));
    expect(new Set(holders).size).toBe(holders.length);
  }
});

/** A company with the lookups that these tests need. */
function open(company: TrappedCompany) {
  const people = new Map(company.people.map((each) => [each.id, each]));
  const person = (id: number | null): Person => {
    const found = id === null ? undefined : people.get(id);
    if (!found) throw new RangeError(`nobody is ${id}`);
    return found;
  };
  const contractsOf = ({ id }: Person) =>
    company.workContracts
      .filter(({ ownerId }) => ownerId === id)
      .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  const itemsFor = <T extends { workContractId: number }>(items: readonly T[], owner: Person): T[] => {
    const ids = contractsOf(owner).map(({ id }) => id);
    return items.filter(({ workContractId }) => ids.includes(workContractId));
  };
  const itemsOf = (owner: Person) => itemsFor(company.fixedItems, owner);
  return {
    ...company,
    person,
    holder: (trap: TrapName) => person(findTrap(company, trap)[0]),
    holders: (trap: TrapName) => findTrap(company, trap).map(person),
    contractsOf,
    itemsOf,
    baseOf: (owner: Person) =>
      itemsOf(owner).filter((item) => {
        const nature = company.fixedNatures.find(({ id }) => id === item.natureId);
        return nature?.category?.code === 'BASIC_SALARY' && covers(item, company.today);
      }),
    variableItemsOf: (owner: Person) => itemsFor(company.variableItems, owner),
    variableNatureOf: ({ natureId }: { natureId: number }) => company.variableNatures.find(({ id }) => id === natureId),
    pathOf(departmentId: number): number[] {
      const parentId = company.departments.find(({ id }) => id === departmentId)?.parentId ?? null;
      return [departmentId, ...(parentId === null ? [] : this.pathOf(parentId))];
    },
  };
}
