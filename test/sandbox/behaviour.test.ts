import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Behaviour } from '../../src/sandbox/behaviour.ts';
import type { Right } from '../../src/sandbox/model.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

function behave(changes: Partial<Behaviour>): void {
  sandbox.control.behave('tiny.ilucca-demo.net', changes);
}

async function firstPerson(fields: string, key = tinyKeys.full): Promise<Record<string, unknown> | undefined> {
  return (await askJson(sandbox, `/api/v3/users?id=2&fields=${fields}`, { key })).data.items[0];
}

test('the ids of a user can be spelled either way, and requested in either spelling', async () => {
  const fields = 'managerid,DEPARTMENTID,legalEntityId';
  expect(await firstPerson(fields)).toEqual({ managerID: 1, departmentID: 11, legalEntityID: 2 });
  behave({ userIdSpelling: 'Id' });
  expect(await firstPerson(fields)).toEqual({ managerId: 1, departmentId: 11, legalEntityId: 2 });
});

test('unknown names can be ignored in fields, filters and orders', async () => {
  behave({ unknownFields: 'ignored' });
  const { data } = await askJson(sandbox, '/api/v3/users?id=2&fields=id,nope,manager[id,nope]&nope=1&orderBy=nope,asc');
  expect(data.items).toEqual([{ id: 2, manager: { id: 1 } }]);
});

test('a v3 error can be bare text under a JSON content type', async () => {
  behave({ v3ErrorBody: 'bareText' });
  const reply = await ask(sandbox, '/api/v3/users?paging=0,0');
  expect(reply.text).toBe('Paging limit should be between 1 and 1000');
  expect(reply.headers['content-type']).toContain('application/json');
});

test('the v3 header can be left out', async () => {
  behave({ hasV3Header: false });
  expect(Object.keys(await askJson(sandbox, '/api/v3/users'))).toEqual(['data']);
});

test.each([
  ['number', 0.8, 87000],
  ['screenText', '80%', '87,000.00 €'],
] as const)('pay figures can be written as %s', async (payFigures, share, amount) => {
  behave({ payFigures, nestedApplicationData: 'accepted' });
  expect(await firstPerson('applicationData[fullTimeEquivalent[value],theoreticalRemuneration[value]]')).toEqual({
    applicationData: { fullTimeEquivalent: { value: share }, theoreticalRemuneration: { value: amount } },
  });
});

test('parts of application data are refused by default, and can be accepted', async () => {
  const path = '/api/v3/users?id=2&fields=applicationData';
  for (const part of ['[fullTimeEquivalent]', '.fullTimeEquivalent', '[nope]'])
    expect((await ask(sandbox, `${path}${part}`)).status).toBe(400);
  expect((await ask(sandbox, '/api/v3/users?applicationData.fullTimeEquivalent=1')).status).toBe(400);
  expect((await ask(sandbox, path)).status).toBe(200);
  behave({ nestedApplicationData: 'accepted' });
  expect((await ask(sandbox, `${path}[fullTimeEquivalent]`)).status).toBe(200);
  expect((await ask(sandbox, `${path}[nope]`)).status).toBe(400);
});

test('the pay figures of a person without any can be omitted', async () => {
  const figuresOf = async (id: number) =>
    (await askJson(sandbox, `/api/v3/users?id=${id}&fields=applicationData`)).data.items[0]?.applicationData ?? {};
  expect(await figuresOf(6)).toEqual({ fullTimeEquivalent: null, theoreticalRemuneration: null });
  behave({ emptyPayFigures: 'omitted' });
  expect(await figuresOf(6)).toEqual({});
  expect(Object.keys(await figuresOf(2))).toEqual(['fullTimeEquivalent', 'theoreticalRemuneration']);
});

test('fields that a key does not show can be omitted, also inside application data', async () => {
  behave({ hiddenFields: 'omitted' });
  expect(await firstPerson('id,gender,jobTitle', tinyKeys.without('personnelFiles'))).toEqual({
    id: 2,
    jobTitle: 'Engineer',
  });
  expect(await firstPerson('applicationData', tinyKeys.without('individualSituations'))).toEqual({
    applicationData: {},
  });
});

test('a request for an unknown user can return a 500', async () => {
  behave({ unknownUserStatus: 500 });
  const reply = await ask(sandbox, '/api/v3/users/999');
  expect([reply.status, JSON.parse(reply.text).Message]).toEqual([500, 'User Not Found']);
});

test('one user requested without fields can have only id, name and url', async () => {
  behave({ userWithoutFields: 'idNameUrl' });
  expect(Object.keys((await askJson(sandbox, '/api/v3/users/2')).data)).toEqual(['id', 'name', 'url']);
});

test('removed v3 resources return a 404 or a 410', async () => {
  const paths = ['/api/v3/departments', '/api/v3/departments/tree', '/api/v3/legalEntities/2'];
  for (const path of paths) expect((await ask(sandbox, path)).status).toBe(404);
  behave({ removedRouteStatus: 410 });
  for (const path of paths) expect((await ask(sandbox, path)).status).toBe(410);
});

test('work contracts can lack the undocumented objects', async () => {
  const path = '/directory/api/4.0/work-contracts/501';
  expect(await askJson(sandbox, path)).toMatchObject({ type: { id: 1, name: 'CDI' }, establishment: { id: 2 } });
  behave({ hasContractObjects: false });
  const bare = await askJson(sandbox, path);
  for (const name of ['type', 'establishment', 'spc']) expect(bare).not.toHaveProperty(name);
});

test('the address of an establishment can have a country', async () => {
  const countries = async () => {
    const { items } = await askJson(sandbox, '/organization/structure/api/establishments');
    return items.map((each) => (each.address as { countryCode?: string }).countryCode);
  };
  expect(new Set(await countries())).toEqual(new Set([undefined]));
  behave({ establishmentCountry: 'given' });
  expect(await countries()).toContain('FR');
});

test.each<[keyof Behaviour, Right, string]>([
  ['contractsWithoutRight', 'contracts', '/directory/api/4.0/work-contracts'],
  ['fixedPayWithoutRight', 'individualSituations', '/remuneration/api/fixed-items'],
  ['variablePayWithoutRight', 'evpScreen', '/remuneration/api/variable-items'],
  ['qualificationsWithoutRight', 'qualifications', '/organization/structure/api/job-qualifications'],
  ['departmentsWithoutRight', 'directory', '/organization/structure/api/departments'],
])('the behaviour %s chooses between an empty list, a 401 and a 403', async (name, right, path) => {
  const key = tinyKeys.without(right);
  behave({ [name]: 'empty' });
  expect((await askJson(sandbox, path, { key })).items).toEqual([]);
  behave({ [name]: 'unauthorized' });
  expect((await ask(sandbox, path, { key })).status).toBe(401);
  behave({ [name]: 'forbidden' });
  expect((await ask(sandbox, path, { key })).status).toBe(403);
});

test('a request for deleted items without the right can return a 403', async () => {
  behave({ deletedWithoutRight: 'forbidden' });
  const key = tinyKeys.without('deletedRemuneration');
  expect((await ask(sandbox, '/remuneration/api/variable-items?IncludeDeleted=true', { key })).status).toBe(403);
  expect((await ask(sandbox, '/remuneration/api/variable-items', { key })).status).toBe(200);
});

test.each<[keyof Behaviour, string]>([
  ['contractLimit', '/directory/api/4.0/work-contracts'],
  ['structureLimit', '/organization/structure/api/establishments'],
  ['departmentLimit', '/organization/structure/api/departments'],
  ['remunerationLimit', '/remuneration/api/fixed-items'],
])(
  'the behaviour %s sets the largest page, and whether a larger limit is refused or reduced to it',
  async (name, path) => {
    behave({ [name]: { maximum: 1, above: 'refused' } });
    expect((await ask(sandbox, `${path}?limit=2`)).status).toBe(400);
    behave({ [name]: { maximum: 1, above: 'clamped' } });
    expect((await askJson(sandbox, `${path}?limit=2`)).items).toHaveLength(1);
  },
);

test('the behaviour v3Limit sets the largest page of a v3 list, and whether a larger one is refused or reduced to it', async () => {
  behave({ v3Limit: { maximum: 2, above: 'refused' } });
  expect((await ask(sandbox, '/api/v3/users?paging=0,3')).status).toBe(400);
  behave({ v3Limit: { maximum: 2, above: 'clamped' } });
  expect((await askJson(sandbox, '/api/v3/users?paging=0,3')).data.items).toHaveLength(2);
});

test.each([
  ['fixed-items', '-startsOn'],
  ['variable-items', 'period'],
  ['fixed-natures', 'name'],
  ['variable-natures', '-name'],
])('%s can be sorted by id, or only by what they are sorted by usually', async (list, usual) => {
  const statusOf = async (sort: string) => (await ask(sandbox, `/remuneration/api/${list}?sort=${sort}`)).status;
  expect([await statusOf('id'), await statusOf(usual)]).toEqual([200, 200]);
  behave({ paySortById: 'refused' });
  expect([await statusOf('id'), await statusOf(usual)]).toEqual([400, 200]);
});

test('the pay API of a company without the pay module returns a 404, or a 403 as for a key without the right', async () => {
  const companies = [tinyCompany(), tinyCompany({ host: 'bare.ilucca.ch', hasPagga: false })];
  const two = await createSandbox({ companies, behaviour: { absentModuleStatus: 403 } });
  const path = '/remuneration/api/fixed-items';
  const absent = await ask(two, path, { host: 'bare.ilucca.ch' });
  const refused = await ask(two, path, { key: tinyKeys.without('individualSituations') });
  expect(absent.status).toBe(403);
  expect(absent.text).toBe(refused.text);
  await two.close();
});

test('users are an empty list for a key without the right, or a 401', async () => {
  const key = tinyKeys.without('luccaData');
  expect((await askJson(sandbox, '/api/v3/users', { key })).data.items).toEqual([]);
  behave({ usersWithoutRight: 'unauthorized' });
  expect((await ask(sandbox, '/api/v3/users', { key })).status).toBe(401);
  expect((await ask(sandbox, '/api/v3/users')).status).toBe(200);
});

test('lists can be without the count that was asked for', async () => {
  behave({ countsRows: false });
  expect((await askJson(sandbox, '/api/v3/users?fields=id,collection.count')).data).not.toHaveProperty('count');
  for (const path of ['/organization/structure/api/departments', '/remuneration/api/fixed-items'])
    expect(await askJson(sandbox, `${path}?fields.root=count`)).not.toHaveProperty('count');
});

test('departments can be returned whole, or the first ten, whatever page is asked for', async () => {
  const path = '/organization/structure/api/departments?limit=1&page=2&fields.root=count';
  expect(await askJson(sandbox, path)).toMatchObject({ items: [{ id: 11 }], count: 5 });
  const department = { code: '', description: null, parentId: null, headId: null, sortOrder: 1, isActive: true };
  sandbox.control.change('tiny.ilucca-demo.net', (company) => {
    company.departments = Array.from({ length: 19 }, (_, at) => ({ ...department, id: at + 1, name: `D${at}` }));
  });
  behave({ departmentPaging: 'whole' });
  expect(Object.keys(await askJson(sandbox, path))).toEqual(['items']);
  expect((await askJson(sandbox, path)).items).toHaveLength(19);
  behave({ departmentPaging: 'firstTen' });
  expect((await askJson(sandbox, path)).items).toHaveLength(10);
});

test('a change of one company’s behaviour does not change the others', async () => {
  const two = await createSandbox({
    companies: [tinyCompany(), tinyCompany({ host: 'twin.ilucca.net' })],
    behaviour: { hasV3Header: false },
  });
  two.control.behave('twin.ilucca.net', { hasV3Header: true });
  expect(await askJson(two, '/api/v3/users')).not.toHaveProperty('header');
  expect(await askJson(two, '/api/v3/users', { host: 'twin.ilucca.net' })).toHaveProperty('header');
  await two.close();
});
