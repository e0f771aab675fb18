import { isInputObjectType } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Person } from '../../../src/sandbox/model.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody] = findTrap(acme, 'homonyms');
const label = 'View employee contract information';
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(() => subgraph.restore(acme));

/** Connects with a key, after a change of Lucca's behaviour or data. */
async function connect(key: KeyName, behaviour: Partial<Behaviour>, change: Partial<Record<keyof Person, null>> = {}) {
  subgraph.sandbox.control.behave(acme.host, behaviour);
  subgraph.sandbox.control.change(acme.host, ({ people }) => {
    for (const person of people) Object.assign(person, change);
  });
  await subgraph.connect(acme, key);
}

const changeSomebody = async (change: object) => {
  subgraph.sandbox.control.change(acme.host, (company) => Object.assign(personOf(company, somebody), change));
  await subgraph.connect(acme);
};
const numbers = async (filter: object) =>
  (await everybody<{ luccaId: string }>(subgraph, 'luccaId', { filter })).map(({ luccaId }) => Number(luccaId));
const those = (status: string) =>
  acme.people
    .filter((person) => statusOf(person, today) === status)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);

describe("where Lucca returns nobody's days of a contract", () => {
  it('they are those of the contracts that apply, in every list', async () => {
    await connect('full', { userContractDates: 'hidden' });
    expect(await numbers({})).toEqual(those('active'));
    expect(await numbers({ status: ['FORMER'] })).toEqual(those('former'));
    expect(await numbers({ status: ['UPCOMING'] })).toEqual(those('upcoming'));
    const hiredBetween = { from: '2020-01-01', to: '2021-12-31' };
    expect(await numbers({ status: null, hiredBetween })).toEqual(
      acme.people.filter(({ contractStartsOn: day }) => '2020' < day && day < '2022').map(({ id }) => id),
    );
    const { departments, account } = await subgraph.data(
      '{ departments { parent { id } employees(includeSubtree: true) { totalCount } } account { dataQuality { employeesChecked } } }',
    );
    const root = departments.find(({ parent }: { parent: object | null }) => parent === null);
    expect(root.employees.totalCount).toBe(those('active').length);
    expect(account.dataQuality.employeesChecked).toBe(those('active').length);
  });

  it('and no contracts either, lists and status are errors that name the right, and not the whole company', async () => {
    await connect('full', {});
    const id = (await employeeIds(subgraph))(somebody);
    await connect('without: contracts', { userContractDates: 'hidden' });
    const expected = { message: expect.stringContaining(label), extensions: { code: 'LUCCA_PERMISSION_MISSING' } };
    for (const query of [
      '{ employees { totalCount } }',
      '{ employees(filter: { status: null, hiredBetween: { from: "2020-01-01" } }) { totalCount } }',
      '{ employees(filter: { status: null, leavesBetween: { from: "2020-01-01" } }) { totalCount } }',
      '{ employees(filter: { status: null }, orderBy: [{ field: HIRED_ON }]) { totalCount } }',
      '{ departments { employees { totalCount } } }',
      '{ account { dataQuality { employeesChecked } } }',
    ]) {
      const { errors = [] } = await subgraph.ask(query);
      expect(errors.length, query).toBeGreaterThan(0);
      for (const error of errors) expect(error, query).toMatchObject(expected);
    }
    const one = await subgraph.ask('query ($id: ID!) { employee(id: $id) { status } }', { id });
    expect(one.errors).toMatchObject([expected]);
    const { employees } = await subgraph.data('{ employees(filter: { status: null }) { totalCount } }');
    expect(employees.totalCount).toBe(acme.people.length);
    const { data } = await subgraph.ask(
      'query ($id: ID!) { employee(id: $id) { hiredOn leavesOn dataGaps { field reason permission } } }',
      { id },
    );
    expect(data.employee.dataGaps).toEqual(
      ['hiredOn', 'leavesOn'].map((field) => ({
        field,
        reason: 'PERMISSION_MISSING',
        permission: 'EMPLOYEE_CONTRACTS',
      })),
    );
  });

  it('a contract that Lucca does not return because the right is known to be missing does not count as no contract', async () => {
    await connect('full', {});
    const id = (await employeeIds(subgraph))(somebody);
    await connect('without: contracts', { userContractDates: 'hidden', contractsWithoutRight: 'empty' });
    const { errors } = await subgraph.ask('query ($id: ID!) { employee(id: $id) { status } }', { id });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
  });
});

describe('where Lucca returns nobody’s last day of a contract, although people have left,', () => {
  it('the days are those of the contracts, and people who have left are not employed', async () => {
    await connect('full', { userContractDates: 'firstDays' });
    expect(await numbers({})).toEqual(those('active'));
    expect(await numbers({ status: ['FORMER'] })).toEqual(those('former'));
    const { employees } = await subgraph.data(
      '{ employees(filter: { status: [FORMER] }) { edges { node { status leavesOn } } } }',
    );
    for (const { node } of employees.edges)
      expect(node).toEqual({ status: 'FORMER', leavesOn: expect.stringMatching(/^\d{4}-/) });
  });

  it('one person asked for alone is not employed either once they have left', async () => {
    await connect('full', { userContractDates: 'firstDays' });
    const [left] = acme.people.filter((person) => statusOf(person, acme.today) === 'former');
    const { id } = (await everybody<{ id: string; luccaId: string }>(subgraph, 'id luccaId')).find(
      ({ luccaId }) => luccaId === String(left?.id),
    ) ?? { id: '' };
    await connect('full', { userContractDates: 'firstDays' });
    const { employee } = await subgraph.data('query ($id: ID!) { employee(id: $id) { status leavesOn } }', { id });
    expect(employee).toEqual({ status: 'FORMER', leavesOn: expect.stringMatching(/^\d{4}-/) });
  });

  it('and no contract or no last day there either, lists are an error rather than everybody employed', async () => {
    for (const hide of ['contracts', 'ends']) {
      await connect(hide === 'contracts' ? 'without: contracts' : 'full', { userContractDates: 'firstDays' });
      if (hide === 'ends')
        subgraph.sandbox.control.change(acme.host, ({ workContracts }) => {
          for (const contract of workContracts) contract.endsOn = null;
        });
      const { errors } = await subgraph.ask('{ employees { totalCount } }');
      expect(errors, hide).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
    }
  });
});

describe('a person', () => {
  const fields = 'luccaId status hiredOn leavesOn dataGaps { field reason }';

  it('without a contract has an unknown status, is in no list of employees, and is reported', async () => {
    await changeSomebody({ contractStartsOn: null, contractEndsOn: null });
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.workContracts = company.workContracts.filter(({ ownerId }) => ownerId !== somebody);
    });
    expect(await numbers({})).not.toContain(somebody);
    expect(await numbers({ status: ['UNKNOWN'] })).toEqual([somebody]);
    const found = await everybody<{ luccaId: string }>(subgraph, fields, { filter: { status: ['UNKNOWN'] } });
    expect(found).toMatchObject([{ status: 'UNKNOWN', hiredOn: null, leavesOn: null }]);
    expect(found).toMatchObject([
      { dataGaps: expect.arrayContaining([{ field: 'leavesOn', reason: 'NOT_SET_IN_LUCCA' }]) },
    ]);
    const { account } = await subgraph.data(
      '{ account { dataQuality(codes: [NO_APPLICABLE_CONTRACT]) { issues { sample { luccaId } } } } }',
    );
    expect(account.dataQuality.issues[0].sample).toContainEqual({ luccaId: String(somebody) });
  });

  it('who is to start on a day that never comes is not employed, and was not hired on that day', async () => {
    await changeSomebody({ contractStartsOn: '2999-12-31', contractEndsOn: null });
    expect(await numbers({})).not.toContain(somebody);
    expect(await numbers({ status: ['UPCOMING'] })).toContain(somebody);
    expect(await numbers({ status: null, hiredBetween: { from: '2026-01-01' } })).not.toContain(somebody);
    const upcoming = await everybody<{ luccaId: string }>(subgraph, fields, { filter: { status: ['UPCOMING'] } });
    expect(upcoming.find(({ luccaId }) => luccaId === String(somebody))).toMatchObject({ hiredOn: null });
  });
});

const missing = (right: string) => ['LUCCA_PERMISSION_MISSING', right] as const;
const unusable = (name: string) => ['BAD_USER_INPUT', `filter.${name}`] as const;

type Case = [KeyName, Partial<Behaviour>, Partial<Record<keyof Person, null>>, object, readonly [string, string]];

const kinds: unknown[] = ['department', 'establishment', 'legalEntity'];
const id = 'anything';
const day = { from: '2020-01-01' };
const withheld: Record<string, Case[]> = {
  status: [
    ['without: formerEmployees', {}, {}, { status: ['FORMER'] }, missing('View employees who have left')],
    ['without: futureEmployees', {}, {}, { status: ['UPCOMING'] }, missing('View future employees')],
    ['without: contracts', { userContractDates: 'withContracts' }, {}, { status: ['ACTIVE'] }, missing(label)],
  ],
  departmentIds: [
    ['full', {}, { departmentId: null }, { departmentIds: ['department'] }, unusable('departmentIds')],
    ['without: directory', {}, {}, { departmentIds: ['department'] }, missing('View the directory')],
  ],
  includeSubdepartments: [
    [
      'full',
      {},
      { departmentId: null },
      { departmentIds: ['department'], includeSubdepartments: false },
      unusable('departmentIds'),
    ],
  ],
  establishmentIds: [
    ['full', {}, { establishmentId: null }, { establishmentIds: ['establishment'] }, unusable('establishmentIds')],
  ],
  legalEntityIds: [
    ['full', {}, { establishmentId: null }, { legalEntityIds: ['legalEntity'] }, unusable('legalEntityIds')],
  ],
  managerId: [['without: managers', {}, {}, { managerId: id }, missing('View employee managers')]],
  managerScope: [
    ['without: managers', {}, {}, { managerId: id, managerScope: 'ALL' }, missing('View employee managers')],
  ],
  hasManager: [
    ['without: managers', {}, {}, { hasManager: false }, missing('View employee managers')],
    ['without: managers', { hiddenFields: 'omitted' }, {}, { hasManager: true }, missing('View employee managers')],
  ],
  contractTerm: [['without: contracts', {}, {}, { contractTerm: ['PERMANENT'] }, missing(label)]],
  contractRelation: [
    ['without: contracts', { contractsWithoutRight: 'empty' }, {}, { contractRelation: ['INTERN'] }, missing(label)],
    ['full', { hasContractObjects: false }, {}, { contractRelation: ['INTERN'] }, unusable('contractRelation')],
  ],
  qualificationIds: [
    [
      'full',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      {},
      { qualificationIds: [id] },
      unusable('qualificationIds'),
    ],
  ],
  level: [
    ['without: qualifications', {}, {}, { level: ['Senior'] }, missing('View employee qualifications')],
    [
      'without: positions',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      {},
      { level: ['Cadre'] },
      missing('View employee positions'),
    ],
    [
      'full',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      { occupationCategoryId: null },
      { level: [] },
      unusable('level'),
    ],
  ],
  jobFamily: [
    [
      'full',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      {},
      { jobFamily: ['Finance'] },
      unusable('jobFamily'),
    ],
  ],
  gender: [['without: personnelFiles', {}, {}, { gender: ['UNDISCLOSED'] }, missing('View personnel files')]],
  hiredBetween: [
    [
      'without: contracts',
      { userContractDates: 'withContracts' },
      {},
      { status: null, hiredBetween: day },
      missing(label),
    ],
  ],
  leavesBetween: [
    [
      'without: contracts',
      { userContractDates: 'withContracts' },
      {},
      { status: null, leavesBetween: day },
      missing(label),
    ],
  ],
  modifiedSince: [
    ['full', {}, { modifiedAt: null }, { modifiedSince: '2026-01-01T00:00:00Z' }, unusable('modifiedSince')],
  ],
  employeeNumbers: [['full', {}, { employeeNumber: null }, { employeeNumbers: ['1'] }, unusable('employeeNumbers')]],
  remunerationDigestNotIn: [
    ['without: individualSituations', {}, {}, { remunerationDigestNotIn: [] }, missing('View individual situations')],
  ],
};

describe('a filter on data that Lucca never returns is an error rather than an empty list:', () => {
  it('every condition has been thought of; names are shown to every key', () => {
    const filter = subgraphSchema().getType('EmployeeFilter');
    const names = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
    expect(names.toSorted()).toEqual([...Object.keys(withheld), 'search'].toSorted());
  });

  it.each(sample(Object.values(withheld).flat(), 10))(
    '%s, %j, %j: %j',
    async (key, behaviour, change, filter, [code, text]) => {
      await connect(key, behaviour, change);
      // Ids that are unknown match nobody anyway.
      const { of } = await graphIds(subgraph);
      const given = JSON.parse(JSON.stringify(filter), (_, value) => (kinds.includes(value) ? of(value, 1) : value));
      const query = 'query ($filter: EmployeeFilter!) { employees(filter: $filter) { totalCount } }';
      const { data, errors } = await subgraph.ask(query, { filter: given });
      expect(data).toEqual({ employees: null });
      expect(errors).toMatchObject([{ message: expect.stringContaining(text), extensions: { code } }]);
    },
  );

  it('a change of unknown time may have been made since', async () => {
    await changeSomebody({ modifiedAt: null });
    expect(await numbers({ status: null, modifiedSince: '2999-01-01T00:00:00Z' })).toEqual([somebody]);
  });
});
