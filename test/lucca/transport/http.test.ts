import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LuccaContractBroken, LuccaError, LuccaTimeout, LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { callerAt, createTestLucca, thingsIn } from '../../support/luccaClient.ts';
import { answerJson, startScriptedServer } from '../../support/scriptedServer.ts';

const list = thingsIn('v4Pages');

/** What becomes of one read, when Lucca answers by this script. */
async function outcome(script: Parameters<typeof startScriptedServer>[0], options = {}, more = {}) {
  const { host, heard } = await startScriptedServer(script);
  const { lucca, events } = createTestLucca(options);
  const error: unknown = await lucca.firstPage(callerAt(host, more), list, 10).catch((failure: unknown) => failure);
  return { error, heard, events, lucca, host };
}

test('a request carries the key, asks for plain JSON, and follows the resource', async () => {
  const { heard, events, host } = await outcome((_, response) =>
    answerJson(response, { items: [{ id: 1, name: 'Ada' }], count: 1 }),
  );
  expect(heard).toHaveLength(1);
  expect(heard[0]?.url).toBe('/things?page=1&limit=10&fields.root=count');
  expect(heard[0]?.headers).toMatchObject({
    authorization: 'lucca application=3f2a9c10-6a51-4a6e-9d3f-0c1f5f1f7a10',
    'user-agent': 'lucca-subgraph',
    accept: 'application/json',
    'accept-encoding': 'identity',
  });
  expect(events).toEqual([{ host, resource: 'things', status: 200, ms: expect.any(Number), attempt: 1, bytes: 43 }]);
});

test.each([
  [400, 'LuccaBadRequest'],
  [401, 'LuccaUnauthorized'],
  [403, 'LuccaForbidden'],
  [404, 'LuccaNotFound'],
  [405, 'LuccaBadRequest'],
  [408, 'LuccaTimeout'],
  [410, 'LuccaNotFound'],
  [413, 'LuccaBadRequest'],
  [431, 'LuccaBadRequest'],
  [501, 'LuccaUnavailable'],
  [204, 'LuccaContractBroken'],
  [206, 'LuccaContractBroken'],
  [304, 'LuccaContractBroken'],
])('a %i is a %s and is not retried', async (status, name) => {
  const { error, events } = await outcome((_, response) => answerJson(response, { Message: 'canary' }, status));
  expect(error).toMatchObject({ name, status, resource: 'things' });
  const ofThings = events.filter(({ resource }) => resource === 'things');
  expect(ofThings).toMatchObject([{ status, error: name, attempt: 1 }]);
});

test.each([301, 302, 303, 307, 308])('a %i is not followed, wherever it redirects to', async (status) => {
  const trap = await startScriptedServer((_, response) => answerJson(response, { items: [] }));
  for (const location of [`http://${trap.host}/things`, `//${trap.host}/things`, '/elsewhere']) {
    const { error, heard } = await outcome((_, response) => response.writeHead(status, { location }).end());
    expect(error).toBeInstanceOf(LuccaContractBroken);
    expect(heard).toHaveLength(1);
  }
  expect(trap.heard).toHaveLength(0);
});

test.each([
  ['a page of HTML', '<html>canary-body</html>'],
  ['cut JSON', '{"items":[{"id":1,"name":"canary-bo'],
  ['nothing', ''],
  ['text that is not UTF-8', Buffer.concat([Buffer.from('{"items":["'), Buffer.from([0xff]), Buffer.from('"]}')])],
  ['a body compressed unasked', gzipSync('{"items":[]}')],
  ['a list where an object belongs', '[]'],
  ['a message without a status', '{"Message":"canary-body"}'],
])('a 200 with %s breaks the contract', async (_, body) => {
  const { error, heard } = await outcome((_, response) => response.writeHead(200).end(body));
  expect(error).toBeInstanceOf(LuccaContractBroken);
  expect(heard).toHaveLength(1);
});

test('JSON is recognized by its content, whatever its content type and with or without a byte order mark', async () => {
  const { error: page } = await outcome((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('\uFEFF{"Items":[{"Id":7}]}'),
  );
  expect(page).toMatchObject({ rows: [{ id: 7, name: null }], total: null, rejected: [], bytes: 23 });
});

test.each([
  [{ Status: 404, Message: 'canary-body' }, 'LuccaNotFound'],
  [{ status: 401, message: 'canary-body', stackTrace: 'x' }, 'LuccaUnauthorized'],
])('an error body with status 200 counts as the status that it names: %j', async (body, name) => {
  const { error } = await outcome((_, response) => answerJson(response, body));
  expect(error).toMatchObject({ name });
});

test('a response body that exceeds the limit is aborted while it arrives', async () => {
  let isCutOff = false;
  const { error, events } = await outcome(
    (_, response) => {
      response.writeHead(200);
      response.on('close', () => {
        isCutOff = true;
      });
      const pour = () => {
        while (!isCutOff && response.write('x'.repeat(10_000)));
        response.once('drain', pour);
      };
      pour();
    },
    { policy: { maxResponseBytes: 100_000 } },
  );
  expect(error).toBeInstanceOf(LuccaContractBroken);
  expect(events[0]?.bytes).toBeLessThan(300_000);
  await expect.poll(() => isCutOff).toBe(true);
});

test('a response body that arrives too slowly is aborted when the attempt times out', async () => {
  const { error, events } = await outcome(
    (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    },
    { policy: { requestTimeoutMs: 1_000 } },
  );
  expect(error).toBeInstanceOf(LuccaTimeout);
  expect(events).toMatchObject([{ status: 200, error: 'LuccaTimeout' }]);
});

test("a silent request ends at the caller's deadline if that comes before the timeout of the attempt", async () => {
  const { error, heard } = await outcome(() => {}, {}, { deadlineAt: Date.now() + 1_000 });
  expect(error).toBeInstanceOf(LuccaTimeout);
  expect(heard).toHaveLength(1);
});

test('an error response is reported by its status even if its body never ends', async () => {
  const { error } = await outcome((_, response) => response.writeHead(403).write('{'), {
    policy: { requestTimeoutMs: 1_000 },
  });
  expect(error).toMatchObject({ name: 'LuccaForbidden' });
});

test('an aborted call rejects at once', async () => {
  const controller = new AbortController();
  const { error } = await outcome(() => controller.abort(), {}, { signal: controller.signal });
  expect(error).toBeInstanceOf(LuccaTimeout);
});

test('no request is sent after the deadline', async () => {
  const { error, heard, events } = await outcome(() => {}, {}, { deadlineAt: Date.now() - 1 });
  expect(error).toBeInstanceOf(LuccaError);
  expect(heard).toHaveLength(0);
  expect(events).toHaveLength(0);
});

test.each([
  ['a newline', 'canary-key-1\ncanary-key-2'],
  ['a carriage return and another header', 'canary-key-1\r\nx-evil: 1'],
  ['a space', 'canary-key 1'],
  ['a NUL', 'canary-key\0'],
  ['a letter beyond ASCII', 'canary-kéy-1'],
  ['an emoji', 'canary-key-🔑'],
  ['quotes', '"canary-key"'],
  ['too few characters', 'canary1'],
  ['too many characters', 'canary-key'.repeat(13)],
  ['nothing', ''],
])('a key with %s is refused before anything is sent or counted', async (_, apiKey) => {
  const { error, heard, lucca, host } = await outcome(
    (_, response) => answerJson(response, { items: [] }),
    {},
    { apiKey },
  );
  expect(error).toBeInstanceOf(LuccaUnauthorized);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('canary');
  expect(heard).toHaveLength(0);
  expect(lucca.quota(host).resetsAt).toBeNull();
});

test('a key that belongs to another host is refused before anything is sent or counted', async () => {
  const credentials = async () => ({ host: 'other.ilucca.net', apiKey: 'canary-key-1234' });
  const script = (_: unknown, response: Parameters<typeof answerJson>[0]) => answerJson(response, { items: [] });
  const { error, heard, lucca, host } = await outcome(script, {}, { credentials });
  expect(error).toBeInstanceOf(LuccaUnauthorized);
  expect(heard).toHaveLength(0);
  expect(lucca.quota(host).resetsAt).toBeNull();
});

test.each(['user@HOST', 'HOST/x', 'HOST?', 'HOST#', 'HOST\\', ' HOST', 'Evil.test', 'a b', '', '2130706433'])(
  'no connection is made to a text that is not exactly a host: %j',
  async (pattern) => {
    const server = await startScriptedServer((_, response) => answerJson(response, { items: [] }));
    const { lucca } = createTestLucca();
    const read = lucca.firstPage(callerAt(pattern.replace('HOST', server.host)), list, 1);
    await expect(read).rejects.toMatchObject({ name: 'LuccaUnavailable', reason: 'dns' });
    expect(server.heard).toHaveLength(0);
  },
);

test('a server without TLS is not trusted and not retried', async () => {
  const { error, events } = await outcome(() => {}, { scheme: 'https' }, { apiKey: 'canary-key-1234' });
  expect(error).toMatchObject({ name: 'LuccaUnavailable', reason: 'tls' });
  expect(events).toHaveLength(1);
});

test('no error contains the key, the address, the headers or the body', async () => {
  const scripts: Parameters<typeof startScriptedServer>[0][] = [
    ...[400, 401, 403, 404, 408, 429, 500, 503, 302, 200].map(
      (status): Parameters<typeof startScriptedServer>[0] =>
        (heard, response) =>
          response
            .writeHead(status, { 'x-secret': 'canary-header', location: 'http://canary-location' })
            .end(`canary-body ${heard.headers.authorization}`),
    ),
    (_, response) => response.destroy(),
    (_, response) => response.socket?.end('canary-garbage\r\n\r\n'),
    (_, response) => response.writeHead(200, { 'content-length': '50' }).write('canary', () => response.destroy()),
    (_, response) => response.writeHead(200, { 'x-long': 'canary'.repeat(5_000) }).end('[]'),
  ];
  for (const script of scripts) {
    const { error, host } = await outcome(script, {}, { apiKey: 'canary-key-1234', deadlineAt: Date.now() + 1_000 });
    expect(error).toBeInstanceOf(LuccaError);
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).not.toContain('canary');
    expect(shown).not.toContain(host);
  }
});
