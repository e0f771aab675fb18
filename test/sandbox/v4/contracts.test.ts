import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../../support/askSandbox.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterAll(() => sandbox.close());

const path = '/directory/api/4.0/work-contracts';

async function idsFor(query: string): Promise<unknown[]> {
  return (await askJson(sandbox, `${path}?limit=1000&${query}`)).items.map(({ id }) => id);
}

test.each([
  ['', [501, 502, 503, 504, 505, 506, 507, 508]],
  ['ownerId=2,3', [502, 503, 504]],
  ['OwnerId=2&typeId=2', [502]],
  ['establishmentId=3', [504]],
  ['isArchived=true', [508]],
  ['isArchived=false&ownerId=1', [501]],
])('contracts are filtered by %s', async (query, expected) => {
  expect(await idsFor(query)).toEqual(expected);
});

test('the applicable contract is the current one, else the next one, else the last one', async () => {
  expect(await idsFor('isApplicable=true')).toEqual([501, 503, 504, 505, 506, 507]);
  expect(await idsFor('isApplicable=false')).toEqual([502, 508]);
});

test('a contract is found by id, and an unknown id returns a 404 with problem details', async () => {
  expect(await askJson(sandbox, `${path}/504`)).toMatchObject({ id: 504, spcId: 0, spc: { id: 0, name: 'Employé' } });
  const reply = await ask(sandbox, `${path}/999`);
  expect(reply.status).toBe(404);
  expect(reply.headers['content-type']).toContain('application/problem+json');
});

test('a list has ten rows by default, and at most a thousand', async () => {
  expect((await askJson(sandbox, `${path}?fields.root=count,next`)).next).toBeUndefined();
  expect((await ask(sandbox, `${path}?limit=1000`)).status).toBe(200);
  expect((await ask(sandbox, `${path}?limit=1001`)).status).toBe(400);
});

test.each(['ownerId=x', 'isApplicable=maybe', 'typeId=1;2'])('the malformed filter %s is refused', async (query) => {
  expect((await ask(sandbox, `${path}?${query}`)).status).toBe(400);
});
