import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

const twin = 'twin.ilucca.net';
let clock = Date.parse('2026-11-24T08:00:00Z');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({
    companies: [tinyCompany(), tinyCompany({ host: twin })],
    longestAnswerMs: 30,
    now: () => clock,
  });
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

test.each(['lucca application=KEY', 'Lucca application=KEY', 'LUCCA  Application=KEY'])(
  'the authorization "%s" is accepted',
  async (pattern) => {
    const authorization = pattern.replace('KEY', tinyKeys.full);
    expect((await ask(sandbox, '/api/v3/users', { authorization })).status).toBe(200);
  },
);

test.each([
  '',
  'lucca application=',
  'lucca application=unknown',
  `Bearer ${tinyKeys.full}`,
  `lucca user=${tinyKeys.full}`,
])('the authorization "%s" is refused in the words of the API that was called', async (authorization) => {
  const v3 = await ask(sandbox, '/api/v3/users', { authorization });
  expect([v3.status, JSON.parse(v3.text)]).toEqual([401, { Status: 401, Message: 'Unauthorized' }]);
  const v4 = await ask(sandbox, '/directory/api/4.0/work-contracts', { authorization });
  expect([v4.status, JSON.parse(v4.text)]).toMatchObject([401, { title: 'Unauthorized', status: 401 }]);
  expect(v4.headers['content-type']).toContain('application/problem+json');
});

test('an unknown host returns an HTML page, like the proxy in front of Lucca', async () => {
  const reply = await ask(sandbox, '/api/v3/users', { host: 'nobody.ilucca.net' });
  expect(reply.status).toBe(404);
  expect(reply.headers['content-type']).toContain('text/html');
});

test('the port and the casing of the host are ignored', async () => {
  expect((await ask(sandbox, '/api/v3/users', { host: 'TINY.ilucca-demo.net:4010' })).status).toBe(200);
});

test('the casing of paths is ignored, and an unknown path is a 404', async () => {
  expect((await ask(sandbox, '/API/V3/Users/')).status).toBe(200);
  for (const path of ['/', '/api/v3/axes', '/api/v3/users/abc', '/api/v3/users/1/x', '/remuneration/api/nope']) {
    expect([path, (await ask(sandbox, path)).status]).toEqual([path, 404]);
  }
});

test('HEAD is answered as GET, without a body', async () => {
  const [head, get] = await Promise.all(
    ['HEAD', 'GET'].map((method) => ask(sandbox, '/api/v3/users?fields=id', { method })),
  );
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head?.headers['content-length']).toBe(get?.headers['content-length']);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('the method %s is not allowed', async (method) => {
  expect((await ask(sandbox, '/api/v3/users', { method })).status).toBe(405);
});

test('the 51st request in 60 seconds returns a 429 with a Retry-After header', async () => {
  const allowed = 50;
  for (let sent = 0; sent < allowed; sent += 1) {
    expect((await ask(sandbox, sent % 2 === 0 ? '/api/v3/users?id=1' : '/nowhere')).status).not.toBe(429);
    clock += 1_000;
  }
  const refused = await ask(sandbox, '/api/v3/users?id=1');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '10']);
  expect((await ask(sandbox, '/api/v3/users?id=1', { host: twin })).status).toBe(200);
  clock += 10_000;
  expect((await ask(sandbox, '/api/v3/users?id=1')).status).toBe(200);
  expect(sandbox.control.highestPerMinute('tiny.ilucca-demo.net')).toBe(allowed + 1);
  expect(sandbox.control.highestPerMinute(twin)).toBe(1);
});

test('a response that would take too long is a 408', async () => {
  sandbox.control.delay(10_000, { path: '/api/v3/users' });
  expect((await ask(sandbox, '/api/v3/users')).status).toBe(408);
  expect((await ask(sandbox, '/directory/api/4.0/work-contracts')).status).toBe(200);
  sandbox.control.delay(5, { path: '/api/v3/users' });
  expect((await ask(sandbox, '/api/v3/users')).status).toBe(200);
});

test('all responses can be delayed by an option', async () => {
  const slow = await createSandbox({ companies: [tinyCompany()], latencyMs: 10_000, longestAnswerMs: 5 });
  expect((await ask(slow, '/api/v3/users')).status).toBe(408);
  await slow.close();
});

test('no response contains a key', async () => {
  const replies = [await ask(sandbox, '/api/v3/users'), await ask(sandbox, '/api/v3/users', { key: 'secret-key' })];
  for (const { text, headers } of replies) {
    expect(text + JSON.stringify(headers)).not.toMatch(/secret-key|aaaaaaaa-0000/);
  }
});
