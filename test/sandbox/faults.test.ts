import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { spoil } from '../../src/sandbox/faults.ts';
import { ok } from '../../src/sandbox/response.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../support/askSandbox.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const path = '/api/v3/users?fields=id';

test('a status fault has an empty body, and a Retry-After header if one is given', async () => {
  sandbox.control.fail({ kind: 'status', status: 503, retryAfterSeconds: 7 });
  expect(await ask(sandbox, path)).toMatchObject({ status: 503, headers: { 'retry-after': '7' }, text: '' });
});

test.each([200, 503])('an HTML fault is a page with status %i', async (status) => {
  sandbox.control.fail({ kind: 'html', status });
  const reply = await ask(sandbox, path);
  expect(reply).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(reply.text).toMatch(/^<!DOCTYPE html>/);
});

test('a truncated body is the beginning of the real response', async () => {
  const truth = await ask(sandbox, path);
  sandbox.control.fail({ kind: 'truncatedJson' });
  const reply = await ask(sandbox, path);
  expect(reply.status).toBe(200);
  expect(truth.text.startsWith(reply.text.slice(0, 12))).toBe(true);
  expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
});

test('a bare-text fault is a 400 whose content type is JSON', async () => {
  sandbox.control.fail({ kind: 'bareText' });
  const reply = await ask(sandbox, path);
  expect([reply.status, reply.text]).toEqual([400, 'Query parameter is invalid']);
  expect(reply.headers['content-type']).toContain('application/json');
});

test('an error can be returned with status 200', async () => {
  sandbox.control.fail({ kind: 'errorMessage' });
  const reply = await ask(sandbox, path);
  expect([reply.status, JSON.parse(reply.text)]).toEqual([200, { Status: 500, Message: 'An error occurred' }]);
});

test.each([
  [path, 'data.items.0'],
  ['/directory/api/4.0/work-contracts', 'items.0'],
  ['/remuneration/api/fixed-nature-categories', '0'],
])('the first row of %s can be malformed', async (list, at) => {
  sandbox.control.fail({ kind: 'malformedRow' });
  expect(await askJson(sandbox, list)).toHaveProperty(`${at}.id`, 'not a number');
});

test('a redirect fault points to the given address', async () => {
  sandbox.control.fail({ kind: 'redirect', location: 'https://elsewhere.example/' });
  expect(await ask(sandbox, path)).toMatchObject({ status: 302, headers: { location: 'https://elsewhere.example/' } });
});

test('a compressed body is the real response', () => {
  const spoilt = spoil(ok({ items: [] }), { kind: 'gzip' });
  expect(spoilt.headers).toEqual({ 'content-encoding': 'gzip' });
  expect(gunzipSync(spoilt.body as Buffer).toString()).toBe('{"items":[]}');
});

test('a giant body has at least the given number of bytes', async () => {
  sandbox.control.fail({ kind: 'giantBody', bytes: 100_000 });
  expect((await ask(sandbox, path)).text.length).toBeGreaterThan(100_000);
});

test('a reset ends the connection without a response', async () => {
  sandbox.control.fail({ kind: 'reset' });
  await expect(ask(sandbox, path)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a fault occurs the given number of times, and only for the selected requests', async () => {
  sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/', times: 2 });
  expect((await ask(sandbox, '/directory/api/4.0/work-contracts')).status).toBe(200);
  expect((await ask(sandbox, path)).status).toBe(500);
  expect((await ask(sandbox, path)).status).toBe(500);
  expect((await ask(sandbox, path)).status).toBe(200);
});
