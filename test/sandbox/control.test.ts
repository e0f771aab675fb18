import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/sandbox/model.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

const host = 'tiny.ilucca-demo.net';
const company = tinyCompany();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [company], now: () => 1_000 });
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const dismiss = (left: Company) => {
  left.people = left.people.filter(({ id }) => id !== 1);
};

async function ids(page: string): Promise<unknown[]> {
  return (await askJson(sandbox, `/api/v3/users?fields=id&paging=${page}`)).data.items.map(({ id }) => id);
}

test('requests are recorded in order, without keys', async () => {
  await ask(sandbox, '/api/v3/users?id=1&fields=id');
  await ask(sandbox, '/nowhere', { key: 'not-a-key' });
  const heard = { method: 'GET', host, userAgent: '', at: 1_000 };
  expect(sandbox.control.requests()).toEqual([
    { ...heard, path: '/api/v3/users', query: 'id=1&fields=id', status: 200 },
    { ...heard, path: '/nowhere', query: '', status: 401 },
  ]);
  expect(sandbox.control.requests({ path: '/api/' })).toHaveLength(1);
  expect(sandbox.control.requests({ host: 'other.ilucca.net' })).toEqual([]);
  expect(JSON.stringify(sandbox.control.requests())).not.toContain(tinyKeys.full);
});

test('a revoked key is refused from then on', async () => {
  sandbox.control.revoke(host, tinyKeys.full);
  expect((await ask(sandbox, '/api/v3/users')).status).toBe(401);
  expect((await ask(sandbox, '/api/v3/users', { key: tinyKeys.onlyData })).status).toBe(200);
});

test('data changed between two pages shifts the second', async () => {
  sandbox.control.beforeAnswer(2, dismiss, { host, path: '/api/v3/users' });
  expect(await ids('0,2')).toEqual([1, 2]);
  await ask(sandbox, '/directory/api/4.0/work-contracts');
  expect(await ids('2,2')).toEqual([5, 6]);
});

test('a change of the data does not affect the company that the caller passed in', async () => {
  sandbox.control.change(host, dismiss);
  expect(await ids('0,2')).toEqual([2, 3]);
  expect(company.people).toHaveLength(6);
});

test('a reset restores everything', async () => {
  sandbox.control.change(host, dismiss);
  sandbox.control.revoke(host, tinyKeys.full);
  sandbox.control.behave(host, { hasV3Header: false });
  sandbox.control.fail({ kind: 'status', status: 500 });
  sandbox.control.delay(10_000);
  sandbox.control.beforeAnswer(1, dismiss, { host });
  sandbox.control.reset();
  expect(await askJson(sandbox, '/api/v3/users?id=1')).toMatchObject({ header: {}, data: { items: [{ id: 1 }] } });
  expect(sandbox.control.requests()).toHaveLength(1);
});

test('a company that does not exist cannot be controlled', () => {
  expect(() => sandbox.control.behave('nobody.ilucca.net', {})).toThrow('No company of the sandbox lives at');
});
