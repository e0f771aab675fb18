import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { defaults } from '../../../src/defaults.ts';
import { LuccaRateLimited, LuccaTimeout } from '../../../src/lucca/errors.ts';
import { defaultPolicy } from '../../../src/lucca/resilience/policy.ts';
import { listenUntilDone } from '../../support/listen.ts';
import { callerAt, createTestLucca, thingsIn } from '../../support/luccaClient.ts';
import { answerJson, startScriptedServer } from '../../support/scriptedServer.ts';

const list = thingsIn('v4Pages');

/** How long it takes to fail, in milliseconds, and the error. */
async function failure(work: Promise<unknown>) {
  const startedAt = performance.now();
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - startedAt };
}

test.each([1, 6])('as many requests run at once as `maxConcurrent` says: %i', async (maxConcurrent) => {
  let now = 0;
  let most = 0;
  const { host } = await startScriptedServer((_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      answerJson(response, { items: [] });
    }, 20);
  });
  const { lucca } = createTestLucca({ policy: { maxConcurrent } });
  await Promise.all(Array.from({ length: 12 }, () => lucca.firstPage(callerAt(host), list, 1)));
  expect(most).toBe(maxConcurrent);
});

test('a request is refused at once when the queue is full', async () => {
  const { host, heard, close } = await startScriptedServer(() => {});
  const { lucca } = createTestLucca({ policy: { maxConcurrent: 1, maxQueueLength: 2 } });
  const ask = () => lucca.firstPage(callerAt(host), list, 1);
  const stuck = Promise.allSettled([ask(), ask(), ask()]);
  const { error, ms } = await failure(ask());
  expect(error).toBeInstanceOf(LuccaRateLimited);
  expect(ms).toBeLessThan(20_000);
  // One request was sent, and those that were refused or wait take nothing.
  expect(lucca.quota(host).remaining).toBe(defaultPolicy.requestsPerMinute - 1);
  await expect.poll(() => heard.length).toBe(1);
  await close();
  await stuck;
  expect(heard).toHaveLength(1);
});

test('an attempt to connect times out and is reported as such', async () => {
  // It accepts connections, and then never answers the TLS handshake.
  const port = await listenUntilDone(createServer(() => {}));
  // Longer than usual, because a machine that is busy can only be later.
  const policy = { connectTimeoutMs: 3_000, maxRetries: 0 };
  expect(policy.connectTimeoutMs).toBeGreaterThan(defaultPolicy.connectTimeoutMs + 500);
  const { lucca } = createTestLucca({ scheme: 'https', policy });
  const { error, ms } = await failure(lucca.firstPage(callerAt(`127.0.0.1:${port}`), list, 1));
  expect(error).toMatchObject({ name: 'LuccaUnavailable', reason: 'connect' });
  expect(ms).toBeGreaterThan(2_750);
});

test('the timeout for headers ends a request without headers, and not one with a slow body', async () => {
  const { host } = await startScriptedServer(({ path }, response) => {
    if (path !== '/slow') return;
    response.writeHead(200).flushHeaders();
    setTimeout(() => response.end('{"items":[]}'), 900);
  });
  const { lucca } = createTestLucca({ policy: { headersTimeoutMs: 300, requestTimeoutMs: 60_000 } });
  const { error, ms } = await failure(lucca.firstPage(callerAt(host), list, 1));
  expect(error).toBeInstanceOf(LuccaTimeout);
  expect(ms).toBeGreaterThan(250);
  expect(ms).toBeLessThan(5_500);
  await lucca.firstPage(callerAt(host), thingsIn('v4Pages', { path: '/slow' }), 1);
});

test('an attempt times out even while its body still arrives', async () => {
  const { host } = await startScriptedServer((_, response) => {
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  const { lucca } = createTestLucca({ policy: { requestTimeoutMs: 600 } });
  const { error, ms } = await failure(lucca.firstPage(callerAt(host), list, 1));
  expect(error).toBeInstanceOf(LuccaTimeout);
  expect(ms).toBeGreaterThan(550);
  expect(ms).toBeLessThan(7_500);
});

test.each([0, 1, 3])('a request is retried as often as `maxRetries` says: %i times', async (retries) => {
  const { host, heard } = await startScriptedServer((_, response) => response.writeHead(503).end());
  const { lucca } = createTestLucca({ policy: { maxRetries: retries } });
  expect((await failure(lucca.firstPage(callerAt(host), list, 1))).error).toMatchObject({ status: 503 });
  expect(heard).toHaveLength(1 + retries);
});

test('each timeout of the defaults ends before the one around it', () => {
  const { connectTimeoutMs, headersTimeoutMs, requestTimeoutMs, openMinMs, openMaxMs } = defaultPolicy;
  const { deadlineMs, readMs, postgres, redisTimeoutMs } = defaults;
  const increasing = (values: number[]) => expect(values).toEqual(values.toSorted((a, b) => a - b));
  increasing([connectTimeoutMs, headersTimeoutMs, requestTimeoutMs, deadlineMs, readMs]);
  increasing([redisTimeoutMs, postgres.connectTimeoutMs + postgres.queryTimeoutMs, deadlineMs]);
  increasing([openMinMs, openMaxMs]);
  increasing([defaults.minMaxAgeMs, defaults.freshMs, defaults.staleMs]);
});

test('the default quota leaves requests to the customer’s other integrations, and lets several run at once', () => {
  const { requestsPerMinute, maxConcurrent, maxQueueLength } = defaultPolicy;
  expect(requestsPerMinute).toBeLessThan(50);
  expect(maxConcurrent).toBeLessThan(requestsPerMinute);
  expect(maxQueueLength).toBeGreaterThan(maxConcurrent);
});
