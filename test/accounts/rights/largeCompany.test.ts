import { describe, expect, it } from 'vitest';
import { checkKey } from '../../../src/accounts/rights/checkKey.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { type ApiKey, type Company, type Department, rights } from '../../../src/sandbox/model.ts';
import { createInProcessLucca } from '../../support/inProcessLucca.ts';
import { callerAt } from '../../support/luccaClient.ts';
import { smallCompany, today } from './worlds.ts';

const { lucca, enter, requests } = createInProcessLucca();
const apiKey = '00000000-0000';
const caller = callerAt('any.ilucca.net', { apiKey, deadlineAt: Number.MAX_SAFE_INTEGER });
const { company: acme } = smallCompany(hosts.acme, 2);

/** A company with these departments and people, numbered from 1, without heads or managers; people are given by their department. */
function companyOf(departments: Partial<Department>[], departmentIds: number[]): Company {
  const [model] = acme.people;
  const [department] = acme.departments;
  if (model === undefined || department === undefined) throw new RangeError('the sandbox has people and departments');
  return {
    ...acme,
    departments: departments.map((changes, index) => ({
      ...department,
      ...{ id: index + 1, sortOrder: index + 1, parentId: null, headId: null },
      ...changes,
    })),
    people: departmentIds.map((departmentId, index) => ({ ...model, id: index + 1, departmentId, managerId: null })),
  };
}

/** One department at the top and this many under it. */
const starOf = (branches: number): Partial<Department>[] => [
  {},
  ...Array.from({ length: branches }, () => ({ parentId: 1 })),
];

const repeat = (count: number, departmentId: number) => Array.from({ length: count }, () => departmentId);

async function tried(company: Company, perimeter: ApiKey['perimeter'] = 'all') {
  enter({ company, key: { key: apiKey, name: 'any', rights: new Set(rights), perimeter }, behaviour: {} });
  const before = requests();
  const { checks } = await checkKey(lucca, caller, Date.parse(`${today}T12:00:00Z`));
  const verdict = checks.find(({ permission }) => permission === 'DIRECTORY_ALL_DEPARTMENTS')?.verdict;
  return { verdict, requests: requests() - before };
}

describe('the right to the directory of a company with more people than fit on a page', () => {
  it('is granted because of somebody at the top, who is requested if not on the first page', async () => {
    const chiefLast = companyOf(starOf(3), [...repeat(1_200, 2), 3, 4, 1]);
    expect(await tried(chiefLast)).toEqual({ verdict: 'GRANTED', requests: 11 });
    const chiefFirst = companyOf(starOf(3), [1, ...repeat(1_200, 2), 3, 4]);
    expect(await tried(chiefFirst)).toEqual({ verdict: 'GRANTED', requests: 10 });
  });

  it('is not partial merely because the first page contains people of one branch', async () => {
    const company = companyOf(starOf(3), [...repeat(1_200, 2), 3, 4]);
    const led = company.departments.map((department) => ({
      ...department,
      headId: department.id === 1 ? null : 1_202,
    }));
    expect((await tried({ ...company, departments: led })).verdict).toBe('INCONCLUSIVE');
  });

  it('is not granted when only a part of the company is visible', async () => {
    const company = companyOf(starOf(3), [...repeat(1_200, 2), 3, 4, 1]);
    expect((await tried(company, { departmentIds: [2] })).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the right to the directory of a company with more departments than fit on a page', () => {
  it('is granted when the second page of departments has been read', async () => {
    expect(await tried(companyOf(starOf(150), [1, 2, 3]))).toEqual({ verdict: 'GRANTED', requests: 11 });
  });

  it('is not granted when the second page contains another top department without people', async () => {
    expect((await tried(companyOf([...starOf(120), {}], [1, 2, 3]))).verdict).toBe('INCONCLUSIVE');
  });

  it('is not granted when a further page may contain another top department', async () => {
    const departments = [...starOf(210), {}];
    const company = companyOf(departments, [1, 2, 3, 212]);
    expect(await tried(company, { departmentIds: [1] })).toEqual({ verdict: 'INCONCLUSIVE', requests: 11 });
  });

  it('takes at most twelve requests when there are also many people', async () => {
    const company = companyOf(starOf(150), [...repeat(1_200, 2), 1]);
    expect(await tried(company)).toEqual({ verdict: 'GRANTED', requests: 12 });
  });
});

describe('the right to the directory of a company with an empty branch', () => {
  it('is not partial, even if nobody is at the top either', async () => {
    expect(await tried(companyOf(starOf(2), [2, 2, 2]))).toEqual({ verdict: 'INCONCLUSIVE', requests: 10 });
  });
});
