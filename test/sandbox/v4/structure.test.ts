import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../../support/askSandbox.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterAll(() => sandbox.close());

const path = (resource: string) => `/organization/structure/api/${resource}`;

async function idsFor(resource: string): Promise<unknown[]> {
  return (await askJson(sandbox, path(resource))).items.map(({ id }) => id);
}

test.each([
  ['departments', [10, 11, 12, 13, 14]],
  ['departments?isArchived=true', [14]],
  ['departments?search=da', [12]],
  ['departments?sort=hierarchy', [10, 11, 13, 12, 14]],
  ['establishments', [2, 3]],
  ['establishments?isArchived=true', [4]],
  ['establishments?isArchived=true,false&sort=-name', [2, 4, 3]],
  ['establishments?search=acme,lyon', [2]],
  ['establishments?id=3,4', [3]],
  ['establishments?legalUnitId=21', []],
  ['establishments?sort=legalunit.name,name', [3, 2]],
  ['legal-units', [20]],
  ['legal-units?id=21', []],
  ['legal-units?isArchived=true', []],
  ['job-qualifications?sort=job.name,level.position', [71, 70]],
  ['job-qualifications?search=2', [70]],
  ['occupation-categories?sort=-name', [0, 1]],
])('%s returns the matching rows in order', async (query, expected) => {
  expect(await idsFor(query)).toEqual(expected);
});

test('a department has the ranks of its path among siblings, and the id of its parent', async () => {
  expect(await askJson(sandbox, path('departments/12'))).toMatchObject({
    hierarchy: '/1/1/2/',
    parentId: '/1/1/',
    parentLuccaId: 11,
    headId: 4,
  });
  expect(await askJson(sandbox, path('departments/10'))).toMatchObject({ hierarchy: '/1/', parentId: null });
  expect((await ask(sandbox, path('departments/99'))).status).toBe(404);
});

test('a legal unit has its currency', async () => {
  const { items } = await askJson(sandbox, path('legal-units'));
  expect(items[0]?.country).toMatchObject({
    code: 'FR',
    currencyCode: 'EUR',
    currency: { code: 'EUR', englishName: 'Euro', symbol: '€' },
  });
});

test('establishments and qualifications have the number of their people', async () => {
  expect((await askJson(sandbox, path('establishments?id=3'))).items[0]?.usersCount).toBe(1);
  expect((await askJson(sandbox, path('job-qualifications?search=2'))).items[0]?.usersCount).toBe(6);
});

test.each(['departments', 'establishments', 'legal-units', 'job-qualifications', 'occupation-categories'])(
  '%s returns at most a hundred rows per page',
  async (resource) => {
    expect((await ask(sandbox, path(`${resource}?limit=100`))).status).toBe(200);
    const reply = await ask(sandbox, path(`${resource}?limit=101`));
    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(reply.text).errors).toEqual({ limit: ['The field limit must be between 0 and 100.'] });
  },
);

test('an unknown sort is refused', async () => {
  expect((await ask(sandbox, path('departments?sort=constructor'))).status).toBe(400);
});
