import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../../support/askSandbox.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()], requestsPerMinute: 1_000 });
});
afterAll(() => sandbox.close());

async function idsFor(query: string): Promise<number[]> {
  const { data } = await askJson(sandbox, `/api/v3/users?fields=id&${query}`);
  return data.items.map(({ id }) => Number(id));
}

test('a list without fields has id, name and url', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?id=1');
  expect(data).toEqual({
    items: [{ id: 1, name: 'Ada VERNIER', url: 'https://tiny.ilucca-demo.net/api/v3/users/1' }],
  });
});

test('a header contains the time of the answer and the name of the key', async () => {
  const { header } = await askJson(sandbox, '/api/v3/users');
  expect(header).toEqual({ generated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/), principal: 'full' });
});

test('active and future employees are listed, former ones only on request', async () => {
  expect(await idsFor('')).toEqual([1, 2, 3, 5, 6]);
  expect(await idsFor('formerEmployees=true')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await idsFor('formerEmployees=false')).toEqual([1, 2, 3, 5, 6]);
});

test('the filter for a contract end includes former employees', async () => {
  expect(await idsFor('dtContractEnd=notequal,null')).toEqual([4]);
});

test('unknown ids are left out', async () => {
  expect(await idsFor('id=2,3,999')).toEqual([2, 3]);
});

test('rows must meet all filters, and the casing of their names is ignored', async () => {
  expect(await idsFor('DEPARTMENTID=12&formerEmployees=true&dtContractStart=since,2027-01-01')).toEqual([5]);
});

test('a filter reaches through a dotted path and into lists', async () => {
  expect(await idsFor('manager.firstName=bo')).toEqual([3, 5]);
  expect(await idsFor('department=10')).toEqual([1, 6]);
  expect(await idsFor('userWorkCycles.id=303')).toEqual([3]);
  expect(await idsFor('extendedData.e_skills.value=84&id=2,6')).toEqual([2]);
});

test('people changed since an instant are found', async () => {
  expect(await idsFor('modifiedAt=since,2026-03-03T09:15:00&formerEmployees=true')).toEqual([3, 4, 5, 6]);
});

test('pages are in the requested order, and the count is the total', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?fields=id,collection.count&paging=1,2&orderBy=id,desc');
  expect(data).toEqual({ items: [{ id: 5 }, { id: 3 }], count: 5 });
});

test('an order may have several parts and a dotted path', async () => {
  expect(await idsFor('orderBy=department.name,desc,id,asc')).toEqual([2, 3, 5, 1, 6]);
});

test.each(['id', 'id,up', 'id,asc,name'])('the order "%s" is refused', async (order) => {
  const reply = await ask(sandbox, `/api/v3/users?orderBy=${order}`);
  expect(reply.status).toBe(400);
  expect(JSON.parse(reply.text).Message).toBe('Order by query parameter is invalid');
});

test('a request for the count alone returns no items', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?fields=collection.count');
  expect(data).toEqual({ count: 5 });
});

test('fields nest, and an object requested without sub-fields has id, name and url', async () => {
  const { data } = await askJson(
    sandbox,
    '/api/v3/users?id=3&fields=manager,manager.manager.id,DEPARTMENT[id,code],legalEntity',
  );
  expect(data.items).toEqual([
    {
      manager: { manager: { id: 1 } },
      department: { id: 12, code: 'DAT' },
      legalEntity: { id: 3, name: 'Acme Genève', url: 'https://tiny.ilucca-demo.net/api/v3/legalEntities/3' },
    },
  ]);
});

test('occupation category 0 is valid', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?id=3,6&fields=cspId,csp');
  expect(data.items).toEqual([
    { cspId: 0, csp: { id: 0, name: 'Employé' } },
    { cspId: null, csp: null },
  ]);
});

test('a work cycle without beginning and end has the dates that Lucca uses for that', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?id=1&fields=userWorkCycles');
  expect(data.items[0]?.userWorkCycles).toEqual([
    { id: 301, ownerID: 1, workCycleID: 6, startsOn: '1900-01-01T00:00:00', endsOn: '9999-12-31T00:00:00' },
  ]);
});

test('extended data has the form of its definition, and one definition may be requested alone', async () => {
  const whole = await askJson(sandbox, '/api/v3/users?id=2&fields=extendedData');
  expect(whole.data.items[0]?.extendedData).toEqual({
    e_badge: { id: 902, value: 'B-2' },
    e_medical: { id: 912, value: '2021-05-01T00:00:00' },
    e_skills: [
      { id: 922, value: 84 },
      { id: 932, value: 85 },
    ],
  });
  const one = await askJson(sandbox, '/api/v3/users?id=2&fields=extendedData.e_badge[value]');
  expect(one.data.items).toEqual([{ extendedData: { e_badge: { value: 'B-2' } } }]);
});

test('pay figures are values inside application data', async () => {
  const { data } = await askJson(sandbox, '/api/v3/users?id=2,6&fields=applicationData');
  expect(data.items).toEqual([
    {
      applicationData: {
        fullTimeEquivalent: { value: '80%', link: null },
        theoreticalRemuneration: { value: '87,000.00 €', link: null },
      },
    },
    { applicationData: { fullTimeEquivalent: null, theoreticalRemuneration: null } },
  ]);
});

test('one user has all fields by default, except extended data', async () => {
  const whole = await askJson(sandbox, '/api/v3/users/2');
  expect(whole.data).toMatchObject({ id: 2, login: 'bo2', managerID: 1, gender: 'Male' });
  expect(whole.data).not.toHaveProperty('extendedData');
  const asked = await askJson(sandbox, '/api/v3/users/2?fields=mail');
  expect(asked.data).toEqual({ mail: 'bo@acme.test' });
});

test('a former employee can be read by id', async () => {
  expect((await ask(sandbox, '/api/v3/users/4')).status).toBe(200);
});

test.each([
  'fields=nope',
  'fields=id.nope',
  'fields=manager.nope',
  'fields=userWorkCycles.nope',
  'fields=extendedData.e_nope',
  'orderBy=nope,asc',
])('an unknown property is refused: %s', async (query) => {
  const reply = await ask(sandbox, `/api/v3/users?${query}`);
  expect(reply.status).toBe(400);
  expect(JSON.parse(reply.text).Message).toMatch(/^Selected property (e_)?nope does not exist on objet of type \w+$/);
});

test('a parameter that is no property is passed over, or refused', async () => {
  expect(await idsFor('nope=1&limit=2')).toEqual([1, 2, 3, 5, 6]);
  sandbox.control.behave('tiny.ilucca-demo.net', { unknownParameters: 'refused' });
  expect((await ask(sandbox, '/api/v3/users?nope=1')).status).toBe(400);
  sandbox.control.reset();
});

test('somebody without an address or a gender has an empty text and a word, and other texts are null', async () => {
  const texts = async () =>
    (await askJson(sandbox, '/api/v3/users?id=6&fields=mail,gender,employeeNumber')).data.items[0];
  expect(await texts()).toEqual({ mail: '', gender: 'Undefined', employeeNumber: null });
  sandbox.control.behave('tiny.ilucca-demo.net', { emptyTexts: 'null' });
  expect(await texts()).toEqual({ mail: null, gender: null, employeeNumber: null });
  sandbox.control.behave('tiny.ilucca-demo.net', { emptyTexts: 'empty' });
  expect(await texts()).toEqual({ mail: '', gender: 'Undefined', employeeNumber: '' });
  sandbox.control.reset();
});

test('names of JavaScript object properties are not fields', async () => {
  expect((await ask(sandbox, '/api/v3/users?fields=constructor')).status).toBe(400);
  expect((await ask(sandbox, '/api/v3/users?fields=__proto__')).status).toBe(400);
});
