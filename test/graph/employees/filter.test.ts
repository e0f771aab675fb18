import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Company, Person } from '../../../src/sandbox/model.ts';
import { employeeIds, employeesPage, everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { applicableContractOf, departmentsUnder, peopleUnder, personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody, other] = findTrap(acme, 'homonyms') as [number, number];
const [cycling, cyclingBack] = findTrap(acme, 'managerCycle') as [number, number];
const [chief] = findTrap(acme, 'selfManager');
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;
let organisation: Record<'departments' | 'establishments' | 'legalEntities', Map<number, string>>;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  if (!(await subgraph.restore(acme))) return;
  idOf = await employeeIds(subgraph);
  const { departments, establishments } = await subgraph.data(
    '{ departments { id luccaId } establishments { id luccaId legalEntity { id luccaId } } }',
  );
  type Row = { id: string; luccaId: string };
  const byNumber = (rows: Row[]) => new Map(rows.map(({ id, luccaId }) => [Number(luccaId), id]));
  organisation = {
    departments: byNumber(departments),
    establishments: byNumber(establishments),
    legalEntities: byNumber(establishments.map(({ legalEntity }: { legalEntity: Row }) => legalEntity)),
  };
});

const numbers = async (filter: object, options: RequestOptions = {}) =>
  (await everybody<{ luccaId: string }>(subgraph, 'luccaId', { filter, options })).map(({ luccaId }) =>
    Number(luccaId),
  );

/** Everybody who meets a condition, in the order of the list. */
const those = (test: (person: Person) => boolean) =>
  acme.people
    .filter(test)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);

const isActive = (person: Person) => statusOf(person, today) === 'active';
const nobody: number[] = [];

/** Requests a list that must be refused, and returns its only error. */
async function refusal(filter: object, options?: RequestOptions) {
  const query = 'query ($filter: EmployeeFilter!) { employees(filter: $filter) { totalCount } }';
  const { data, errors } = await subgraph.ask(query, { filter }, options);
  expect(data).toEqual({ employees: null });
  expect(errors).toHaveLength(1);
  return errors?.[0];
}

describe('the employee filter keeps people', () => {
  it.each([
    [{}, isActive],
    [{ status: null }, () => true],
    [{ status: [] }, () => false],
    [{ status: ['FORMER'] }, (person: Person) => statusOf(person, today) === 'former'],
    [{ status: ['ACTIVE', 'UPCOMING'] }, (person: Person) => statusOf(person, today) !== 'former'],
  ])('by status: %j', async (filter, test) => {
    expect(await numbers(filter)).toEqual(those(test));
  });

  it('of a department, with or without those below it, for every department', async () => {
    for (const { id } of acme.departments) {
      const departmentIds = [organisation.departments.get(id)];
      const below = departmentsUnder(acme, id);
      expect(await numbers({ status: null, departmentIds })).toEqual(
        those(({ departmentId }) => departmentId === id || below.has(departmentId)),
      );
      expect(await numbers({ status: null, departmentIds, includeSubdepartments: false })).toEqual(
        those(({ departmentId }) => departmentId === id),
      );
    }
  });

  it('of establishments and of legal entities, for every one of them', async () => {
    for (const { id } of acme.establishments)
      expect(await numbers({ status: null, establishmentIds: [organisation.establishments.get(id)] })).toEqual(
        those(({ establishmentId }) => establishmentId === id),
      );
    for (const { id } of acme.legalUnits)
      expect(await numbers({ status: null, legalEntityIds: [organisation.legalEntities.get(id)] })).toEqual(
        those(({ establishmentId }) => rowOf(acme.establishments, establishmentId).legalUnitId === id),
      );
  });

  it.each(['DIRECT', 'INDIRECT', 'ALL'] as const)('under a manager, %s, for everybody', async (managerScope) => {
    for (const { id } of acme.people.slice(0, 40)) {
      const direct = peopleUnder(acme, id, 1);
      const all = peopleUnder(acme, id);
      const expected = { DIRECT: direct, ALL: all, INDIRECT: new Set([...all].filter((each) => !direct.has(each))) };
      expect(await numbers({ status: null, managerId: idOf(id), managerScope })).toEqual(
        those((person) => expected[managerScope].has(person.id)),
      );
    }
  });

  it('under a manager in a cycle of managers, once each and without the manager', async () => {
    const under = async (id: number) => numbers({ status: null, managerId: idOf(id), managerScope: 'ALL' });
    expect(await under(cycling)).toContain(cyclingBack);
    expect(await under(cycling)).not.toContain(cycling);
    expect(await under(chief)).not.toContain(chief);
    expect((await under(chief)).length).toBeGreaterThan(acme.people.length / 2);
  });

  it('under a manager outside the perimeter of the key', async () => {
    const [head] = findTrap(acme, 'managerOutsidePerimeter');
    const outside = idOf(personOf(acme, head).managerId ?? 0);
    await subgraph.connect(acme, 'one department');
    expect(await subgraph.data('query ($id: ID!) { employee(id: $id) { id } }', { id: outside })).toEqual({
      employee: null,
    });
    expect(await numbers({ status: null, managerId: outside })).toEqual([head]);
  });

  it('by the kind of the contract that applies', async () => {
    const typeOf = (person: Person) => {
      const contract = applicableContractOf(acme, person.id);
      return contract ? rowOf(acme.contractTypes, contract.typeId ?? -1).name : null;
    };
    const types = new Set(acme.people.map(typeOf));
    expect([...types]).toEqual(expect.arrayContaining(['CDI', 'CDD', 'Stage']));
    expect(await numbers({ status: null, contractTerm: ['PERMANENT'] })).toEqual(
      those((person) => typeOf(person) === 'CDI'),
    );
    expect(await numbers({ status: null, contractRelation: ['INTERN'] })).toEqual(
      those((person) => typeOf(person) === 'Stage'),
    );
    expect(await numbers({ status: null, contractTerm: ['PERMANENT'], contractRelation: ['INTERN'] })).toEqual(nobody);
  });

  it.each([
    [['FEMALE'], ['Female']],
    [
      ['MALE', 'UNDISCLOSED'],
      ['Male', 'Undefined'],
    ],
    [['OTHER'], []],
  ])('by gender: %j', async (gender, words) => {
    expect(await numbers({ status: null, gender })).toEqual(
      those((person) => person.gender !== null && words.includes(person.gender)),
    );
  });

  it.each([true, false])('with or without a manager: %j', async (hasManager) => {
    const expected = those(({ id, managerId }) => (managerId !== null && managerId !== id) === hasManager);
    expect(expected.length).toBeGreaterThan(0);
    expect(await numbers({ status: null, hasManager })).toEqual(expected);
  });

  it('by the day they leave', async () => {
    const span = { from: '2026-01-01', to: '2026-12-31' };
    const expected = those(({ contractEndsOn: day }) => day !== null && span.from <= day && day <= span.to);
    expect(expected.length).toBeGreaterThan(0);
    expect(await numbers({ status: null, leavesBetween: span })).toEqual(expected);
  });

  it.each([
    { from: '2020-01-01', to: '2022-12-31' },
    { from: '2021-05-01' },
    { to: '2010-06-30' },
    { from: personOf(acme, somebody).contractStartsOn, to: personOf(acme, somebody).contractStartsOn },
    {},
  ])('by the day they were hired: %j', async (hiredBetween: { from?: string; to?: string }) => {
    const { from = '0000', to = '9999' } = hiredBetween;
    expect(await numbers({ status: null, hiredBetween })).toEqual(
      those(({ contractStartsOn: day }) => from <= day && day <= to),
    );
  });

  it.each(['2026-05-01T09:15:00Z', '2026-05-01T09:15:00+02:00', '2026-05-01T11:16:00+02:00'])(
    'that changed at an instant or later: %s',
    async (modifiedSince) => {
      subgraph.sandbox.control.change(acme.host, (company) =>
        Object.assign(personOf(company, somebody), { modifiedAt: '2026-05-01T09:15:00' }),
      );
      const since = Date.parse(modifiedSince);
      const isLater = (person: Person) =>
        person.id === somebody
          ? Date.parse('2026-05-01T09:15:00Z') >= since
          : Date.parse(`${person.modifiedAt}Z`) >= since;
      expect(await numbers({ status: null, modifiedSince }, uncached)).toEqual(those(isLater));
    },
  );

  it('by employee number, exactly as written', async () => {
    const [zeros] = findTrap(acme, 'leadingZeros');
    const [one, twin] = findTrap(acme, 'sameEmployeeNumber') as [number, number];
    const numberOf = (id: number) => personOf(acme, id).employeeNumber;
    expect(await numbers({ status: null, employeeNumbers: [numberOf(zeros)?.replace(/^0+/, '')] })).toEqual(nobody);
    const found = await numbers({ status: null, employeeNumbers: [numberOf(zeros), numberOf(one)] });
    expect(found).toEqual(expect.arrayContaining([zeros, one, twin]));
    expect(found).toEqual(
      those(({ employeeNumber }) => [numberOf(zeros), numberOf(one)].includes(employeeNumber ?? '')),
    );
  });

  it('by several conditions at once', async () => {
    const { departmentId, establishmentId } = personOf(acme, somebody);
    const departmentIds = [organisation.departments.get(departmentId)];
    const establishmentIds = [organisation.establishments.get(establishmentId)];
    const filter = {
      departmentIds,
      includeSubdepartments: false,
      establishmentIds,
      hiredBetween: { to: '2024-01-01' },
    };
    const expected = those(
      (person) =>
        isActive(person) &&
        person.departmentId === departmentId &&
        person.establishmentId === establishmentId &&
        person.contractStartsOn <= '2024-01-01',
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(await numbers(filter)).toEqual(expected);
  });
});

describe('the search of the employee filter', () => {
  beforeEach(() =>
    subgraph.sandbox.control.change(acme.host, (company) => {
      Object.assign(personOf(company, somebody), {
        firstName: 'Zoë-Anne',
        lastName: "Lefèvre d'Øresund",
        mail: 'z.lefevre@acme.example',
      });
      Object.assign(personOf(company, other), { firstName: 'Béla', lastName: 'Groß', mail: null });
    }),
  );

  it.each([
    ['zoë-anne'],
    ['ZOE'],
    ['lefevre zoe'],
    ['  LEFÈVRE   anne '],
    ['d’oresund'],
    ['z.lefevre@ACME'],
    ['Zoe\u0308'],
    ['zoe\u2011anne'],
    ['ZOE\u2013ANNE'],
    ['zoë\u2212anne'],
    ['d\u2018oresund'],
    ['d\u02bcoresund'],
    ['d\u00b4oresund'],
    ['d`oresund'],
    ['d\u2032oresund'],
    ['\ufefflefe\u00advre\u200b'],
    ['\u202eZoë\u2060-Anne\u0000'],
    ['zoe\u00a0lefevre'],
  ])('finds a person by words of the name or the e-mail, ignoring accents and case: %s', async (search) => {
    expect(await numbers({ status: null, search }, uncached)).toContain(somebody);
  });

  it('finds a person whose name in Lucca has other dashes and apostrophes, or invisible characters', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      Object.assign(personOf(company, somebody), {
        firstName: 'Zoë\u2011\u200bAn\u00adne',
        lastName: 'Lefèvre d\u00b4Øresund',
      });
    });
    for (const search of ['zoe-anne', "d'oresund", 'zoë–anne d’Øresund'])
      expect(await numbers({ status: null, search }, uncached), search).toContain(somebody);
  });

  it.each([['zoe gross'], ['zoex'], ['anne lefevre nobody'], ['lefevrez']])(
    'does not find a person without one of the words: %s',
    async (search) => {
      expect(await numbers({ status: null, search }, uncached)).toEqual(nobody);
    },
  );

  it('finds a person without an e-mail', async () => {
    expect(await numbers({ status: null, search: 'GROSS bela' }, uncached)).toEqual([other]);
  });

  it('accepts 200 characters, each counted once however many code units it takes', async () => {
    expect(await numbers({ search: '🙂'.repeat(200) })).toEqual(nobody);
    expect(await refusal({ search: '🙂'.repeat(201) })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it.each(['', '   '])('finds everybody for blank text: %j', async (search) => {
    expect(await numbers({ status: null, search })).toHaveLength(acme.people.length);
  });
});

describe('an invalid id in the employee filter', () => {
  it('matches nobody, whether unknown, malformed, of another account or of another kind', async () => {
    const { of, elsewhere } = await graphIds(subgraph);
    const person = idOf(somebody);
    for (const [name, kind, id] of [
      ['departmentIds', 'department', organisation.departments.get(acme.departments[0]?.id ?? 0) ?? ''],
      ['establishmentIds', 'establishment', organisation.establishments.get(acme.establishments[0]?.id ?? 0) ?? ''],
      ['legalEntityIds', 'legalEntity', organisation.legalEntities.get(acme.legalUnits[0]?.id ?? 0) ?? ''],
    ] as const) {
      for (const ids of [[], ['nonsense'], [''], [person], [of(kind, 987_654)], elsewhere(kind, id)])
        expect(await numbers({ status: null, [name]: ids })).toEqual(nobody);
      expect((await numbers({ status: null, [name]: ['nonsense', id] })).length).toBeGreaterThan(0);
    }
    const managers = ['', 'nonsense', of('employee', 987_654), ...elsewhere('employee', person)];
    for (const managerId of managers)
      expect(await numbers({ status: null, managerId, managerScope: 'ALL' })).toEqual(nobody);
  });

  it('does not match people without a department either', async () => {
    subgraph.sandbox.control.change(acme.host, (company) =>
      Object.assign(personOf(company, somebody), { departmentId: null, establishmentId: null }),
    );
    expect(await numbers({ status: null, departmentIds: ['nonsense'] }, uncached)).toEqual(nobody);
    expect(await numbers({ status: null, establishmentIds: ['nonsense'] }, uncached)).toEqual(nobody);
  });
});

describe('an invalid employee filter', () => {
  const tooMany = Array.from({ length: 1001 }, () => 'x');

  it.each([
    [{ hiredBetween: { from: '2026-02-01', to: '2026-01-31' } }, '`filter.hiredBetween` ends before it begins.'],
    [{ leavesBetween: { from: '2026-02-01', to: '2026-01-31' } }, '`filter.leavesBetween` ends before it begins.'],
    [{ departmentIds: tooMany }, '`filter.departmentIds` may contain at most 1000 entries.'],
    [{ establishmentIds: tooMany }, '`filter.establishmentIds` may contain at most 1000 entries.'],
    [{ legalEntityIds: tooMany }, '`filter.legalEntityIds` may contain at most 1000 entries.'],
    [{ employeeNumbers: tooMany }, '`filter.employeeNumbers` may contain at most 1000 entries.'],
    [{ search: 'x'.repeat(201) }, '`filter.search` may be at most 200 characters long.'],
  ])('is refused without a request to Lucca, by a message that names the field: %.60j', async (filter, message) => {
    await subgraph.connect(acme);
    const { total } = await subgraph.countRequests(async () =>
      expect(await refusal(filter)).toMatchObject({
        message,
        extensions: { code: 'BAD_USER_INPUT', retryable: false },
      }),
    );
    expect(total).toBe(0);
  });

  it.each([{ hiredBetween: { from: '2026-02-30' } }, { modifiedSince: 'yesterday' }, { status: ['GONE'] }])(
    'does not fit its type: %j',
    async (filter) => {
      const query = 'query ($filter: EmployeeFilter!) { employees(filter: $filter) { totalCount } }';
      const { data, errors } = await subgraph.ask(query, { filter });
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(JSON.stringify(errors)).not.toContain('yesterday');
    },
  );
});

describe('an employee filter on a field that the viewer may not see', () => {
  const options = { scope: 'lucca:employees:read lucca:remuneration:read' };

  it.each([[['FEMALE']], [[]]])('is FORBIDDEN, and not even counted: %j', async (gender) => {
    expect(await refusal({ gender }, options)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it('is ignored if it is null', async () => {
    const page = await employeesPage(subgraph, 'luccaId', null, { filter: { gender: null }, options });
    expect(page.totalCount).toBe(those(isActive).length);
  });
});

describe('an employee filter on a field that Lucca returns for nobody', () => {
  type Case = [right: Parameters<Subgraph['connect']>[1], filter: () => object];
  it.each<Case>([
    ['without: personnelFiles', () => ({ gender: ['FEMALE'] })],
    ['without: managers', () => ({ managerId: idOf(chief), managerScope: 'ALL' })],
    ['without: contracts', () => ({ contractTerm: ['PERMANENT'] })],
    ['without: directory', () => ({ departmentIds: [organisation.departments.get(acme.departments[0]?.id ?? 0)] })],
  ])('is LUCCA_PERMISSION_MISSING, never an empty list: %s', async (right, filter) => {
    for (const answer of ['empty', 'forbidden'] as const) {
      subgraph.sandbox.control.behave(acme.host, { contractsWithoutRight: answer, departmentsWithoutRight: answer });
      await subgraph.connect(acme, right);
      expect(await refusal(filter())).toMatchObject({ extensions: { code: 'LUCCA_PERMISSION_MISSING' } });
    }
    await subgraph.connect(acme);
    expect((await numbers(filter())).length).toBeGreaterThan(0);
  });

  it('is LUCCA_PERMISSION_MISSING for legal entities if no establishment is visible', async () => {
    let establishments: Company['establishments'] = [];
    subgraph.sandbox.control.change(acme.host, (company) => {
      establishments = company.establishments;
      company.establishments = [];
    });
    const filter = { legalEntityIds: [...organisation.legalEntities.values()] };
    expect(await refusal(filter, uncached)).toMatchObject({ extensions: { code: 'LUCCA_PERMISSION_MISSING' } });
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.establishments = establishments;
    });
    expect((await numbers(filter, uncached)).length).toBeGreaterThan(0);
  });

  it('matches nobody in an empty company', async () => {
    subgraph.sandbox.control.change(acme.host, (company: Company) => {
      company.people = [];
    });
    expect(await numbers({ gender: ['FEMALE'] }, uncached)).toEqual(nobody);
  });
});
