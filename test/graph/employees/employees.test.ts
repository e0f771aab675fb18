import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Person } from '../../../src/sandbox/model.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody, other] = findTrap(acme, 'homonyms') as [number, number];
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

const genders = { Female: 'FEMALE', Male: 'MALE', Misc: 'OTHER', Undefined: 'UNDISCLOSED' };

const fields = `luccaId employeeNumber status displayName firstName lastName workEmail gender birthDate nationality
  hiredOn seniorityDate leavesOn department { name } establishment { name }`;

const expected = (company: TrappedCompany, person: Person) => ({
  luccaId: String(person.id),
  employeeNumber: person.employeeNumber,
  status: statusOf(person, today).toUpperCase(),
  displayName: `${person.firstName} ${person.lastName}`,
  firstName: person.firstName,
  lastName: person.lastName,
  workEmail: person.mail,
  gender: genders[person.gender],
  birthDate: person.birthOn,
  nationality: person.nationalityId,
  hiredOn: person.contractStartsOn,
  seniorityDate: person.seniorityOn ?? person.contractStartsOn,
  leavesOn: person.contractEndsOn,
  department: { name: rowOf(company.departments, person.departmentId).name },
  establishment: { name: rowOf(company.establishments, person.establishmentId).name },
});

describe('an employee', () => {
  it('has the values that Lucca has, for everybody of the company', async () => {
    const people = acme.people.toSorted((a, b) => a.id - b.id);
    expect(await everybody(subgraph, fields)).toEqual(people.map((person) => expected(acme, person)));
  });

  it.each(['withoutMail', 'withoutGender', 'withoutBirthDate', 'withoutEmployeeNumber', 'leadingZeros'] as const)(
    'is the same alone as in the list: %s',
    async (trap) => {
      const [id] = findTrap(acme, trap);
      const query = `query ($id: ID!) { employee(id: $id) { ${fields} } }`;
      const { employee } = await subgraph.data(query, { id: idOf(id) });
      expect(employee).toEqual(expected(acme, personOf(acme, id)));
    },
  );

  it('has an unknown gender as OTHER, and a known one in any casing', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      Object.assign(personOf(company, somebody), { gender: 'Non-binary' });
      Object.assign(personOf(company, other), { gender: 'FEMALE' });
    });
    const query =
      'query ($one: ID!, $other: ID!) { one: employee(id: $one) { gender } other: employee(id: $other) { gender } }';
    expect(await subgraph.data(query, { one: idOf(somebody), other: idOf(other) }, uncached)).toEqual({
      one: { gender: 'OTHER' },
      other: { gender: 'FEMALE' },
    });
  });

  it('says whether it was read from Lucca for this request, and when it was last read', async () => {
    const query = '{ employees(first: 1) { edges { node { freshness { source fetchedAt } } } } }';
    const ask = async (options = {}) =>
      (await subgraph.data(query, {}, options)).employees.edges[0].node.freshness as Record<string, string>;
    const live = await ask(uncached);
    expect(live).toMatchObject({
      source: 'LIVE',
      fetchedAt: expect.stringMatching(`^${today}T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$`),
    });
    expect(await ask()).toEqual({ source: 'CACHE', fetchedAt: live.fetchedAt });
    expect(await ask({ headers: { 'cache-control': 'max-age=3600' } })).toEqual({ ...live, source: 'CACHE' });
    expect(await ask({ headers: { 'cache-control': 'max-age=0' } })).toMatchObject({ source: 'LIVE' });
  });
});

describe('the status of an employee', () => {
  it.each([
    ['ACTIVE', 'on the last day', { contractEndsOn: today }],
    ['FORMER', 'on the day after the last', { contractEndsOn: addDays(today, -1) }],
    ['ACTIVE', 'on the first day', { contractStartsOn: today }],
    ['UPCOMING', 'on the day before the first', { contractStartsOn: addDays(today, 1) }],
    ['ACTIVE', 'on the only day', { contractStartsOn: today, contractEndsOn: today }],
  ])('is %s %s', async (status, _, dates) => {
    subgraph.sandbox.control.change(acme.host, (company) => Object.assign(personOf(company, somebody), dates));
    const query = 'query ($id: ID!) { employee(id: $id) { status } }';
    expect(await subgraph.data(query, { id: idOf(somebody) }, uncached)).toEqual({ employee: { status } });
  });
});

describe('an employee id', () => {
  const query = 'query ($id: ID!) { employee(id: $id) { displayName } }';

  it('of nobody resolves to null without an error', async () => {
    const { of } = await graphIds(subgraph);
    expect(await subgraph.ask(query, { id: of('employee', 999_999) })).toEqual({ data: { employee: null } });
  });

  it('that was not issued for this account resolves to null without an error or a request to Lucca', async () => {
    const { departments } = await subgraph.data('{ departments { id } }');
    const { account, elsewhere } = await graphIds(subgraph);
    const old = (...parts: unknown[]) => Buffer.from(['employee', account, ...parts].join('/')).toString('base64url');
    const ids = [
      '',
      '1',
      'nonsense',
      departments[0].id,
      ...elsewhere('employee', idOf(somebody)),
      old(somebody, 2),
      old(`0${somebody}`),
      `${idOf(somebody)}=`,
      `${idOf(somebody).slice(0, -1)}${idOf(somebody).endsWith('A') ? 'B' : 'A'}`,
      'é'.repeat(10),
      'x'.repeat(10_000),
    ];
    await subgraph.connect(acme);
    const { total } = await subgraph.countRequests(async () => {
      for (const id of ids) expect(await subgraph.ask(query, { id })).toEqual({ data: { employee: null } });
    });
    expect(total).toBe(0);
  });
});
