import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiKey, Right } from '../../src/sandbox/model.ts';
import { rights } from '../../src/sandbox/model.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

const withinProduct: ApiKey = {
  key: 'cccccccc-0000-4000-8000-000000000001',
  name: 'Product only',
  rights: new Set(rights),
  perimeter: { departmentIds: [11] },
};

let sandbox: Sandbox;

beforeAll(async () => {
  const company = tinyCompany();
  company.keys.push(withinProduct);
  sandbox = await createSandbox({ companies: [company], requestsPerMinute: 1_000 });
});
afterAll(() => sandbox.close());

async function idsFor(path: string, key: string): Promise<unknown[]> {
  const body = await askJson(sandbox, path, { key });
  return (body.data?.items ?? body.items).map(({ id }) => id);
}

const contracts = '/directory/api/4.0/work-contracts';
const fixedItems = '/remuneration/api/fixed-items';
const variableItems = '/remuneration/api/variable-items';
const people = '/api/v3/users?formerEmployees=true';

async function firstPerson(right: Right, fields: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await askJson(sandbox, `/api/v3/users?id=2&fields=${fields}`, { key: tinyKeys.without(right) });
  return data.items[0];
}

test('without the right to Lucca data, nobody is listed or found by id', async () => {
  const key = tinyKeys.without('luccaData');
  expect(await askJson(sandbox, `${people}&fields=id,collection.count`, { key })).toMatchObject({
    data: { items: [], count: 0 },
  });
  const reply = await ask(sandbox, '/api/v3/users/1', { key });
  expect(reply.status).toBe(404);
  expect(JSON.parse(reply.text)).toEqual({ Status: 404, Message: 'Resource User with ID 1 not found' });
});

test.each<[Right, string, string[]]>([
  [
    'personnelFiles',
    'gender,birthDate,nationalityId,nationality[name],extendedData.e_badge',
    ['gender', 'birthDate', 'nationalityId', 'nationality', 'extendedData'],
  ],
  ['positions', 'jobTitle,cspId,csp', ['jobTitle', 'cspId', 'csp']],
  ['managers', 'managerId,manager[id]', ['managerID', 'manager']],
])(
  'without the right %s its fields are null, and other fields of the person are not',
  async (right, fields, hidden) => {
    const person = await firstPerson(right, `id,mail,${fields}`);
    expect(person).toEqual({ id: 2, mail: 'bo@acme.test', ...Object.fromEntries(hidden.map((name) => [name, null])) });
  },
);

test('without individual situations both pay figures are null', async () => {
  expect(await firstPerson('individualSituations', 'applicationData')).toEqual({
    applicationData: { fullTimeEquivalent: null, theoreticalRemuneration: null },
  });
});

test('a hidden field is revealed neither by a filter nor by an order', async () => {
  const key = tinyKeys.without('personnelFiles');
  expect(await idsFor('/api/v3/users?gender=Female', key)).toEqual([]);
  const { data } = await askJson(sandbox, '/api/v3/users?fields=id&orderBy=birthDate,desc', { key });
  expect(data.items.map(({ id }) => id)).toEqual([1, 2, 3, 5, 6]);
});

test.each<[Right, string[]]>([
  ['contracts', [contracts, `${contracts}/501`]],
  [
    'individualSituations',
    [
      fixedItems,
      '/remuneration/api/fixed-natures',
      '/remuneration/api/fixed-natures/3',
      '/remuneration/api/fixed-nature-categories',
    ],
  ],
  [
    'evpScreen',
    [
      variableItems,
      `${variableItems}/901`,
      '/remuneration/api/variable-natures',
      '/remuneration/api/variable-natures/5',
      '/remuneration/api/variable-nature-categories',
    ],
  ],
])('without the right %s its resources are refused, and others are not', async (right, paths) => {
  const refusal = right === 'contracts' ? 401 : 403;
  for (const path of [contracts, fixedItems, variableItems, ...paths]) {
    const reply = await ask(sandbox, path, { key: tinyKeys.without(right) });
    expect([path, reply.status]).toEqual([path, paths.includes(path) ? refusal : 200]);
  }
});

test.each<[Right, string]>([
  ['directory', '/organization/structure/api/departments'],
  ['qualifications', '/organization/structure/api/job-qualifications'],
])('without the right %s the list %s is empty', async (right, path) => {
  expect(await idsFor(path, tinyKeys.full)).not.toEqual([]);
  expect(await idsFor(path, tinyKeys.without(right))).toEqual([]);
});

test('without the right to deleted remuneration deleted items stay absent', async () => {
  const key = tinyKeys.without('deletedRemuneration');
  expect(await idsFor(`${variableItems}?IncludeDeleted=true`, key)).toEqual([903, 901, 904, 905]);
  expect((await ask(sandbox, `${variableItems}/902`, { key })).status).toBe(404);
});

describe.each<[Right, number, number, number[]]>([
  ['futureEmployees', 5, 506, []],
  ['formerEmployees', 4, 505, [806, 905]],
])('without the right %s', (right, personId, contractId, payIds) => {
  const payOf = async (asked: string) => [
    ...(await idsFor(`${fixedItems}?ownerIds=${personId}`, asked)),
    ...(await idsFor(`${variableItems}?ownerIds=${personId}`, asked)),
  ];
  const key = tinyKeys.without(right);

  test('people of that kind are absent, even if requested', async () => {
    expect(await idsFor(people, tinyKeys.full)).toContain(personId);
    expect(await idsFor(people, key)).not.toContain(personId);
    expect((await ask(sandbox, `/api/v3/users/${personId}`, { key })).status).toBe(404);
  });

  test('contracts and pay of these people are absent, also from the counts', async () => {
    expect(await idsFor(`${contracts}?ownerId=${personId}`, tinyKeys.full)).toEqual([contractId]);
    expect(await idsFor(`${contracts}?ownerId=${personId}`, key)).toEqual([]);
    expect((await ask(sandbox, `${contracts}/${contractId}`, { key })).status).toBe(404);
    expect((await askJson(sandbox, `${contracts}?limit=0&fields.root=count`, { key })).count).toBe(7);
    expect(await payOf(tinyKeys.full)).toEqual(payIds);
    expect(await payOf(key)).toEqual([]);
  });
});

describe('with a perimeter of one department', () => {
  const { key } = withinProduct;

  test('only the people of its subtree are listed and counted', async () => {
    const { data } = await askJson(sandbox, `${people}&fields=id,collection.count`, { key });
    expect(data).toEqual({ items: [{ id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }], count: 4 });
  });

  test('contracts and pay of others are absent', async () => {
    expect(await idsFor(contracts, key)).toEqual([502, 503, 504, 505, 506]);
    expect(await idsFor(fixedItems, key)).toEqual([806, 802, 804, 803, 805]);
    expect(await idsFor(variableItems, key)).toEqual([903, 904, 905]);
  });

  test('a manager outside has an id and a name, and no other field', async () => {
    const { data } = await askJson(
      sandbox,
      '/api/v3/users?id=2&fields=managerId,manager[id,name,mail,department[id]]',
      {
        key,
      },
    );
    expect(data.items).toEqual([
      { managerID: 1, manager: { id: 1, name: 'Ada VERNIER', mail: null, department: null } },
    ]);
  });

  test('a manager outside cannot be found by their fields', async () => {
    expect(await idsFor('/api/v3/users?manager.mail=ada@acme.test', key)).toEqual([]);
    expect(await idsFor('/api/v3/users?manager.id=1', key)).toEqual([2]);
  });

  test('the department tree is complete', async () => {
    expect(await idsFor('/organization/structure/api/departments', key)).toEqual([10, 11, 12, 13, 14]);
  });
});
