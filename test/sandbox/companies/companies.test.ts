import { describe, expect, it } from 'vitest';
import { createCompanies, createCompany, hosts } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import type { Company } from '../../../src/sandbox/model.ts';

const companies = createCompanies();

describe('the companies', () => {
  it('are acme with 250 people, globex with 10,000 and initech with 60', () => {
    expect(companies.map(({ host, people, hasPagga }) => [host, people.length, hasPagga])).toEqual([
      ['acme.ilucca-demo.net', 250, true],
      ['globex.ilucca-demo.net', 10_000, true],
      ['initech.ilucca.ch', 60, false],
    ]);
  });

  it('are the same for the same seed', () => {
    expect(createCompany(hosts.acme)).toEqual(companies[0]);
    expect(createCompany(hosts.initech)).toEqual(companies[2]);
    expect(createCompany(hosts.globex, { employees: 400 })).toEqual(createCompany(hosts.globex, { employees: 400 }));
  });

  it('share no data, so that a change to one does not change another', () => {
    const changed = createCompany(hosts.acme);
    for (const list of Object.values(changed)) {
      if (Array.isArray(list)) for (const row of list) Object.assign(row, { name: 'changed' });
    }
    for (const nature of [...changed.fixedNatures, ...changed.variableNatures]) nature.establishmentIds.length = 0;
    expect(createCompany(hosts.acme)).toEqual(companies[0]);
  });

  it('differ with the seed', () => {
    expect(createCompany(hosts.acme, { seed: 2 }).people).not.toEqual(companies[0]?.people);
  });

  it.each([250, 777, 1000])('have %d people in globex on request', (employees) => {
    expect(createCompany(hosts.globex, { employees }).people).toHaveLength(employees);
  });

  it.each([249, 0, -1, 300.5, Number.NaN])('refuse %d people', (employees) => {
    expect(() => createCompany(hosts.globex, { employees })).toThrow(RangeError);
  });

  it('do not exist for another host', () => {
    expect(() => createCompany('hooli.ilucca.net')).toThrow(RangeError);
  });

  it('move with today, so that the same people are employed on any day', () => {
    const later = createCompany(hosts.acme, { today: '2030-02-28' });
    const employed = ({ people, today }: Company) =>
      people.filter(({ contractStartsOn: from, contractEndsOn: to }) => from <= today && (to === null || to >= today))
        .length;
    expect(later.today).toBe('2030-02-28');
    expect(employed(later)).toBe(employed(createCompany(hosts.acme)));
  });

  it('take processor time in proportion to their people, not to the square of that number', () => {
    const milliseconds = (make: () => unknown) => {
      const from = process.cpuUsage();
      make();
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    };
    const best = (make: () => unknown) => Math.min(milliseconds(make), milliseconds(make), milliseconds(make));
    const ofSize = (employees: number) => best(() => createCompany(hosts.globex, { employees }));
    // In proportion to the square it would be 16 times as long.
    expect(ofSize(4_000) / ofSize(1_000)).toBeLessThan(9);
  });
});

const otherDays = ['2024-02-29', '2027-01-01', '2026-03-31', '2026-04-01'].flatMap((today) =>
  [1, 2, 3, 4, 5].flatMap((seed) => [
    createCompany(hosts.acme, { today, seed }),
    createCompany(hosts.initech, { today, seed }),
    createCompany(hosts.globex, { today, seed, employees: 250 }),
  ]),
);

describe.each([
  ['the companies as they come', companies],
  ['companies of other days and seeds', otherDays],
])('in %s', (_, list) => {
  const broken = (rule: (company: Company) => unknown[]) => list.flatMap(rule).slice(0, 3);

  it('every id is used once and every reference finds its row', () => {
    expect(broken(danglingReferences)).toEqual([]);
  });

  it('everybody has a contract, contracts of one person never overlap, and none ends before it starts', () => {
    expect(broken(badCareers)).toEqual([]);
  });

  it('a person shows the dates and the establishment of the applicable contract', () => {
    expect(broken(wrongApplicableContract)).toEqual([]);
  });

  it('a pay item is within its contract, at an establishment that may use its nature', () => {
    expect(broken(misplacedItems)).toEqual([]);
  });

  it('a login belongs to one person, and an employee number to one person of an establishment', () => {
    expect(
      broken(({ people }) => [
        ...repeated(people.map(({ login }) => login)),
        ...repeated(
          people.flatMap(({ employeeNumber, establishmentId }) =>
            employeeNumber === null ? [] : [`${establishmentId}/${employeeNumber}`],
          ),
        ),
      ]),
    ).toEqual([]);
  });

  it('everybody is 19 to 66 years old and was 18 at least on their first day', () => {
    expect(
      broken(({ people, workContracts, today }) => {
        const firstDays = new Map(workContracts.toReversed().map(({ ownerId, startsOn }) => [ownerId, startsOn]));
        return people.filter(({ id, birthOn }) => {
          if (birthOn === null) return false;
          const age = yearsBetween(birthOn, today);
          return age < 19 || age > 66 || yearsBetween(birthOn, firstDays.get(id) ?? '') < 18;
        });
      }),
    ).toEqual([]);
  });

  it('e-mail addresses are in domains that cannot exist', () => {
    expect(
      broken(({ people }) => people.filter(({ mail }) => mail && !/^[a-z0-9.-]+@[a-z]+\.(test|example)$/.test(mail))),
    ).toEqual([]);
  });

  it('without the pay module there is no pay and no nature', () => {
    const unpaid = list.filter(({ hasPagga }) => !hasPagga);
    expect(unpaid).not.toHaveLength(0);
    for (const company of unpaid) {
      const { fixedNatures, variableNatures, fixedItems, variableItems } = company;
      expect([fixedNatures, variableNatures, fixedItems, variableItems]).toEqual([[], [], [], []]);
      const known = company.people.filter((each) => each.theoreticalRemuneration);
      expect(known).toEqual([]);
    }
  });
});

function danglingReferences(company: Company): unknown[] {
  const idsOf = (rows: readonly { id: number }[]) => new Set<number | null>(rows.map(({ id }) => id));
  const people = idsOf(company.people);
  const departments = idsOf(company.departments);
  const establishments = idsOf(company.establishments);
  const legalUnits = idsOf(company.legalUnits);
  const categories = idsOf(company.occupationCategories).add(null);
  const qualifications = idsOf(company.jobQualifications).add(null);
  const types = idsOf(company.contractTypes);
  const contracts = new Map(company.workContracts.map((contract) => [contract.id, contract]));
  const missing = (what: string, known: ReadonlySet<number | null>, id: number | null) =>
    known.has(id) ? [] : [`${company.host}: no ${what} ${id}`];
  const unlessNull = (what: string, known: ReadonlySet<number | null>, id: number | null) =>
    id === null ? [] : missing(what, known, id);
  const items = (rows: Company['fixedItems'] | Company['variableItems'], natures: ReadonlySet<number | null>) =>
    rows.flatMap(({ natureId, workContractId, amendmentId }) => {
      const amendments = contracts.get(workContractId)?.amendments.map(({ id }) => id);
      return [
        ...missing('nature', natures, natureId),
        ...missing('amendment', new Set(amendments && [0, ...amendments]), amendmentId),
      ];
    });

  return [
    ...Object.values(company).flatMap((rows) =>
      Array.isArray(rows) ? repeated(rows.flatMap((row) => ('id' in row ? [row.id] : []))) : [],
    ),
    ...company.people.flatMap((person) => [
      ...missing('department', departments, person.departmentId),
      ...missing('establishment', establishments, person.establishmentId),
      ...missing('manager', people, person.managerId),
      ...missing('category', categories, person.occupationCategoryId),
      ...missing('qualification', qualifications, person.jobQualificationId),
      ...missing('custom field', new Set([0]), unknownFields(company, person) && 1),
    ]),
    ...company.departments.flatMap((department) => [
      ...unlessNull('parent', departments, department.parentId),
      ...missing('head', people, department.headId),
    ]),
    ...company.establishments.flatMap(({ legalUnitId }) => missing('legal unit', legalUnits, legalUnitId)),
    ...company.legalUnits.flatMap(({ headquartersId }) => missing('headquarters', establishments, headquartersId)),
    ...company.workContracts.flatMap((contract) => [
      ...missing('owner', people, contract.ownerId),
      ...missing('type', types, contract.typeId),
      ...missing('establishment', establishments, contract.establishmentId),
      ...missing('category', categories, contract.occupationCategoryId),
      ...unlessNull('supervisor', people, contract.internshipSupervisorId),
      ...(contract.amendments.some(({ id }) => id === 0) ? ['amendment 0'] : []),
    ]),
    ...[...company.fixedNatures, ...company.variableNatures].flatMap(({ establishmentIds }) =>
      establishmentIds.flatMap((id) => missing('establishment', establishments, id)),
    ),
    ...items(company.fixedItems, idsOf(company.fixedNatures)),
    ...items(company.variableItems, idsOf(company.variableNatures)),
  ];
}

/** Counts the values of undefined fields, and those that name a choice missing from their list. */
function unknownFields({ extensionDefinitions }: Company, { extendedData }: Company['people'][number]): number {
  return Object.entries(extendedData).flatMap(([name, value]) => {
    const definition = extensionDefinitions.find(({ id }) => id === name);
    const choices = definition?.entries.map(({ id }) => id) ?? [];
    return [value]
      .flat()
      .filter((each) => !definition || (choices.length > 0 && !choices.includes(Number(each.value))));
  }).length;
}

function badCareers(company: Company): unknown[] {
  const careers = byOwner(company.workContracts);
  return company.people.flatMap<unknown>(({ id }) => {
    const contracts = careers.get(id) ?? [];
    if (contracts.length === 0) return [`${id} has no contract`];
    return contracts.filter(({ startsOn, endsOn }, index) => {
      const next = contracts[index + 1];
      const overlaps = next !== undefined && (endsOn === null || endsOn >= next.startsOn);
      return overlaps || (endsOn !== null && endsOn < startsOn);
    });
  });
}

function wrongApplicableContract({ people, workContracts, today }: Company): unknown[] {
  const careers = byOwner(workContracts.filter(({ isArchived }) => !isArchived));
  return people.filter((person) => {
    const contracts = careers.get(person.id) ?? [];
    const applicable = contracts.find(({ endsOn }) => endsOn === null || endsOn >= today) ?? contracts.at(-1);
    return (
      applicable?.startsOn !== person.contractStartsOn ||
      applicable.endsOn !== person.contractEndsOn ||
      applicable.establishmentId !== person.establishmentId
    );
  });
}

function misplacedItems({
  workContracts,
  fixedItems,
  variableItems,
  fixedNatures,
  variableNatures,
}: Company): unknown[] {
  const contracts = new Map(workContracts.map((contract) => [contract.id, contract]));
  const places = (natures: Company['fixedNatures']) => new Map(natures.map((each) => [each.id, each.establishmentIds]));
  const fixed = places(fixedNatures);
  const variable = places(variableNatures);
  const end = (date: string | null) => date ?? '9999-12-31';
  return [
    ...fixedItems.filter(({ startsOn, endsOn, workContractId, natureId }) => {
      const contract = contracts.get(workContractId);
      if (!contract || !fixed.get(natureId)?.includes(contract.establishmentId)) return true;
      return startsOn < contract.startsOn || end(endsOn) > end(contract.endsOn) || end(endsOn) < startsOn;
    }),
    ...variableItems.filter(({ periodOn, workContractId, natureId, amount }) => {
      const contract = contracts.get(workContractId);
      if (!contract || !variable.get(natureId)?.includes(contract.establishmentId)) return true;
      const isWithin = periodOn >= contract.startsOn && periodOn <= end(contract.endsOn);
      return !isWithin || !periodOn.endsWith('-01') || amount === 0;
    }),
  ];
}

/** Everybody's contracts, oldest first. */
function byOwner(contracts: Company['workContracts']): Map<number, Company['workContracts']> {
  const careers = new Map<number, Company['workContracts']>();
  for (const contract of contracts.toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1))) {
    careers.set(contract.ownerId, [...(careers.get(contract.ownerId) ?? []), contract]);
  }
  return careers;
}

function repeated<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}

function yearsBetween(from: string, to: string): number {
  // One day less, so that a birthday on a leap day counts.
  return Math.floor((Date.parse(addDays(to, 1)) - Date.parse(from)) / 86_400_000 / 365.2425);
}
