import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../../support/tinyCompany.ts';
import { personOf } from '../../support/truth.ts';

const host = 'tiny.ilucca-demo.net';
let sandbox: Sandbox;

beforeAll(async () => {
  const company = tinyCompany();
  // Bo was at full time for half a year.
  personOf(company, 2).earlierShares = [{ share: 1, until: '2021-06-30' }];
  sandbox = await createSandbox({ companies: [company] });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const path = (resource: string) => `/schedule/api/${resource}`;
const idsFor = async (resource: string): Promise<unknown[]> =>
  (await askJson(sandbox, path(resource))).items.map(({ id }) => id);

test.each([
  ['working-time-arrangements', [3, 4]],
  ['working-time-arrangements?sort=-id', [4, 3]],
  ['working-time-arrangements?isPartTime=true', [4]],
  ['working-time-arrangements?isArchived=true', []],
  ['working-time-arrangements?unit=day', []],
  ['working-time-arrangements?search=28', [4]],
  ['employee-assignments', [5050, 5080, 5010, 5020, 5030, 5040, 5031, 5070, 5060]],
  ['employee-assignments?employee.id=2', [5020, 5030, 5031]],
  ['employee-assignments?employee.id=2,4', [5050, 5020, 5030, 5031]],
  ['employee-assignments?-employee.id=1,2,3,4', [5070, 5060]],
  ['employee-assignments?workingTimeArrangement.id=4', [5031]],
  ['employee-assignments?employee.id=2&startsBefore=2021-01-01', [5020]],
  ['employee-assignments?employee.id=2&startsAfter=2021-01-01', [5031]],
  ['employee-assignments?employee.id=2&endsBefore=2021-06-30', [5020]],
  ['employee-assignments?employee.id=2&endsAfter=2020-12-31', [5030, 5031]],
  ['employee-assignments?limit=2&page=2', [5010, 5020]],
])('%s returns the matching rows in order', async (query, expected) => {
  expect(await idsFor(query)).toEqual(expected);
});

test('a person has one arrangement after another under a contract, in days that follow each other', async () => {
  const { items } = await askJson(sandbox, path('employee-assignments?employee.id=2'));
  expect(items).toMatchObject([
    { workContractId: 502, startsOn: '2020-01-06', endsOn: '2020-12-31', workingTimeArrangement: { id: 3 } },
    { workContractId: 503, startsOn: '2021-01-01', endsOn: '2021-06-30', workingTimeArrangement: { id: 3 } },
    { workContractId: 503, startsOn: '2021-07-01', endsOn: null, workingTimeArrangement: { id: 4 } },
  ]);
});

test.each([
  ['employee-assignments?sort=id'],
  ['employee-assignments?limit=101'],
  ['employee-assignments?startsBefore=2021'],
  ['working-time-arrangements?sort=name'],
])('%s is a 400', async (query) => {
  expect((await ask(sandbox, path(query))).status).toBe(400);
});

test('one arrangement is found by its number', async () => {
  expect(await askJson(sandbox, path('working-time-arrangements/4'))).toMatchObject({
    fullTimeEquivalent: 0.8,
    isPartTime: true,
    contractWorkingTimeDuration: { value: 28, iso: 'PT28H', unit: 'hours' },
  });
  expect((await ask(sandbox, path('working-time-arrangements/5'))).status).toBe(404);
});

test.each([401, 403, 404] as const)(
  'everything is a %i where the company or the key has none of it',
  async (status) => {
    sandbox.control.behave(host, { scheduleStatus: status });
    for (const resource of ['employee-assignments', 'working-time-arrangements', 'working-time-arrangements/3'])
      expect((await ask(sandbox, path(resource))).status).toBe(status);
  },
);

test('assignments are refused to a key without the right to contracts, and arrangements are not', async () => {
  const key = tinyKeys.without('contracts');
  expect((await ask(sandbox, path('employee-assignments'), { key })).status).toBe(403);
  expect((await ask(sandbox, path('working-time-arrangements'), { key })).status).toBe(200);
  sandbox.control.behave(host, { assignmentsWithoutRight: 'unauthorized' });
  expect((await ask(sandbox, path('employee-assignments'), { key })).status).toBe(401);
  sandbox.control.behave(host, { assignmentsWithoutRight: 'empty' });
  expect(JSON.parse((await ask(sandbox, path('employee-assignments'), { key })).text).items).toEqual([]);
});

test('pages are asked for by token only, if that is the assumption', async () => {
  sandbox.control.behave(host, { schedulePages: 'tokens' });
  expect((await ask(sandbox, path('employee-assignments?limit=5&page=2'))).status).toBe(400);
  const { next } = await askJson(sandbox, path('employee-assignments?limit=5&fields.root=next,count'));
  expect(await idsFor(`employee-assignments?limit=5&page=${next}`)).toEqual([5040, 5031, 5070, 5060]);
});
