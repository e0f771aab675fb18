import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Caller, createProgress } from '../../../src/lucca/client.ts';
import { LuccaTimeout } from '../../../src/lucca/errors.ts';
import type { Policy } from '../../../src/lucca/resilience/policy.ts';
import { allRows, callerAt, createTestLucca, thingsIn } from '../../support/luccaClient.ts';
import { answerJson, startScriptedServer } from '../../support/scriptedServer.ts';

const list = thingsIn('v4Pages');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

/** A Lucca that is down until it is said to be up again. */
async function startFailingServer(policy: Partial<Policy> = {}) {
  let isUp = false;
  const server = await startScriptedServer((_, response) =>
    isUp ? answerJson(response, { items: [{ id: 1 }] }) : response.writeHead(503).end(),
  );
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000, ...policy } });
  const ask = () => lucca.firstPage(callerAt(server.host), list, 1);
  return {
    ...server,
    lucca,
    ask,
    askInVain: (times: number) => Promise.allSettled(Array.from({ length: times }, ask)),
    heal: () => {
      isUp = true;
    },
  };
}

/** How many requests it hears of one question each time so many seconds have passed. */
async function heardAfter(
  lucca: Pick<Awaited<ReturnType<typeof startFailingServer>>, 'heard' | 'askInVain'>,
  pauses: number[],
) {
  const heard: number[] = [];
  for (const seconds of pauses) {
    const before = lucca.heard.length;
    pass(seconds);
    await lucca.askInVain(1);
    heard.push(lucca.heard.length - before);
  }
  return heard;
}

test('after five failures in a row nothing is sent, and it is said when to come back', async () => {
  const lucca = await startFailingServer();
  await lucca.askInVain(2);
  await lucca.askInVain(1);
  const heard = lucca.heard.length;
  await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen', retryAfterSeconds: expect.any(Number) });
  expect(lucca.heard).toHaveLength(heard);
});

test('then one request tries at a time, after 5 seconds and twice as long each time, up to a minute', async () => {
  const lucca = await startFailingServer();
  await lucca.askInVain(10);
  const seconds = [4, 2, 9, 2, 19, 2, 39, 2, 59, 2, 59, 2];
  expect(await heardAfter(lucca, seconds)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

test.each([1, 2, 7])('or after %i, where so many are said', async (failuresUntilAlone) => {
  const lucca = await startFailingServer({ breakerThreshold: failuresUntilAlone, maxRetries: 0 });
  for (let request = 1; request <= failuresUntilAlone; request++) {
    expect(lucca.lucca.openCircuits()).toBe(0);
    await expect(lucca.ask()).rejects.toMatchObject({ reason: 'status' });
  }
  await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen' });
  expect(lucca.heard).toHaveLength(failuresUntilAlone);
});

test('or for 20 seconds at first and 50 at most, where so many are said', async () => {
  const lucca = await startFailingServer({ openMinMs: 20_000, openMaxMs: 50_000 });
  await lucca.askInVain(10);
  expect(await heardAfter(lucca, [19, 2, 39, 2, 49, 2, 49, 2])).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
});

test('a Lucca of which one part fails is still asked for the others', async () => {
  const { host } = await startScriptedServer(({ path }, response) =>
    path === '/pay' ? response.writeHead(503).end() : answerJson(response, { items: [] }),
  );
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000 } });
  for (let request = 0; request < 20; request++) {
    await lucca.firstPage(callerAt(host), list, 1);
    await lucca.firstPage(callerAt(host), thingsIn('v4Pages', { path: '/pay' }), 1).catch(() => {});
  }
  expect(lucca.openCircuits()).toBe(0);
});

test('a read that gives its other pages up counts as the one failure it is', async () => {
  // The first page comes, and then none of those that are asked for at once.
  const { host, heard } = await startScriptedServer(({ query }, response) => {
    if (query.get('page') !== '1') return;
    answerJson(response, { items: Array.from({ length: 100 }, (_, id) => ({ id })), count: 10_000 });
  });
  const { lucca } = createTestLucca({ policy: { requestTimeoutMs: 100, maxRetries: 0 } });
  const progress = createProgress();
  const read = () => allRows(lucca.pages(callerAt(host, { deadlineAt: Date.now() + 60_000 }), list, {}, progress));
  for (let failures = 1; failures <= 5; failures++) {
    expect(lucca.openCircuits()).toBe(0);
    await expect(read()).rejects.toBeInstanceOf(LuccaTimeout);
  }
  expect(lucca.openCircuits()).toBe(1);
  const before = heard.length;
  await expect(read()).rejects.toMatchObject({ reason: 'circuitOpen' });
  expect(heard).toHaveLength(before);
});

/** A Lucca that answers one request after the other with these statuses, not at all to null, and is left alone after one failure. */
async function startFaltering(...statuses: (number | null)[]) {
  const server = await startScriptedServer((_, response, number) => {
    const status = statuses[number - 1] ?? null;
    if (status !== null) answerJson(response, { items: [] }, status);
  });
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000, maxRetries: 0, breakerThreshold: 1 } });
  const ask = (more: Partial<Caller> = {}) => lucca.firstPage(callerAt(server.host, more), list, 1);
  return {
    ...server,
    lucca,
    ask,
    askInVain: (times: number) => Promise.allSettled(Array.from({ length: times }, () => ask())),
  };
}

test('whoever leaves while it is tried whether a Lucca is back neither brings it back nor has it left alone for longer', async () => {
  const lucca = await startFaltering(503, null, 503, 503);
  await lucca.askInVain(1);
  pass(6);
  const leaving = new AbortController();
  const trial = lucca.ask({ signal: leaving.signal });
  await expect.poll(() => lucca.heard.length).toBe(2);
  leaving.abort();
  await expect(trial).rejects.toBeInstanceOf(LuccaTimeout);
  await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen' });
  expect(await heardAfter(lucca, [4, 2, 9, 2])).toEqual([0, 1, 0, 1]);
});

test('whoever came meanwhile, and leaves once it is back, does not have it left alone', async () => {
  const { lucca, heard, ask, askInVain } = await startFaltering(503, 200, null);
  await askInVain(1);
  pass(6);
  const leaving = new AbortController();
  const trial = ask();
  const other = ask({ signal: leaving.signal });
  await trial;
  await expect.poll(() => heard.length).toBe(3);
  leaving.abort();
  await expect(other).rejects.toBeInstanceOf(LuccaTimeout);
  expect(lucca.openCircuits()).toBe(0);
});

test("nor does a caller's own deadline, whose timer may ring a millisecond early", async () => {
  const { lucca, heard, ask } = await startFaltering(null);
  const deadlineAt = Date.now() + 400;
  const asked = ask({ deadlineAt });
  await expect.poll(() => heard.length).toBe(1);
  vi.setSystemTime(deadlineAt - 1);
  await expect(asked).rejects.toBeInstanceOf(LuccaTimeout);
  expect(lucca.openCircuits()).toBe(0);
});

test('of many who ask when it may be tried again, one is sent', async () => {
  const lucca = await startFailingServer();
  await lucca.askInVain(10);
  const before = lucca.heard.length;
  pass(6);
  await lucca.askInVain(4);
  expect(lucca.heard.length - before).toBe(1);
});

test('a Lucca that is back after 30 seconds is asked again within 15', async () => {
  const lucca = await startFailingServer();
  for (let second = 0; second < 30; second++) {
    await lucca.askInVain(3);
    pass(1);
  }
  lucca.heal();
  let seconds = 0;
  for (; seconds < 60; seconds++) {
    const [outcome] = await lucca.askInVain(1);
    if (outcome?.status === 'fulfilled') break;
    pass(1);
  }
  expect(seconds).toBeLessThanOrEqual(15);
  await lucca.ask();
});

test('in a total outage no more is sent than was asked for, and a tenth', async () => {
  const lucca = await startFailingServer();
  let asked = 0;
  for (let second = 0; second < 60; second++) {
    await lucca.askInVain(3);
    asked += 3;
    pass(1);
  }
  expect(lucca.heard.length).toBeLessThanOrEqual(asked * 1.1);
  expect(lucca.heard.length).toBeLessThan(20);
});

test.each([
  ['a tenth', {}, 3],
  // Of the 29 that had come when the last one failed.
  ['half', { retryRatio: 0.5 }, 14],
  ['none', { retryRatio: 0 }, 3],
])('a host has three tries again a minute to spare, and %s of its requests', async (_, policy, retries) => {
  let number = 0;
  // Every second answer is a failure, so that nobody is left alone.
  const { host, heard } = await startScriptedServer((_, response) =>
    number++ % 2 === 0 ? response.writeHead(503).end() : answerJson(response, { items: [] }),
  );
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000, ...policy } });
  let failed = 0;
  for (let request = 0; request < 30; request++)
    await lucca.firstPage(callerAt(host), list, 1).catch(() => {
      failed += 1;
    });
  expect(heard.length).toBe(30 + retries);
  expect(failed).toBeGreaterThan(0);
});

test.each([400, 401, 403, 404, 408])('a %i is an answer, and no Lucca is left alone for it', async (status) => {
  const { host, heard } = await startScriptedServer((_, response) => answerJson(response, {}, status));
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000 } });
  for (let request = 0; request < 8; request++)
    await expect(lucca.firstPage(callerAt(host), list, 1)).rejects.toMatchObject({ status });
  expect(heard.length).toBeGreaterThanOrEqual(8);
});

test('a Lucca that hangs delays nobody of another: as many requests to that one are open at once as without it', async () => {
  vi.useRealTimers();
  const hanging = await startScriptedServer(() => {});
  const maxConcurrent = 4;
  const pending: (() => void)[] = [];
  // Answers only when as many requests are open as one Lucca may have.
  const busy = await startScriptedServer((_, response) => {
    pending.push(() => answerJson(response, { items: [{ id: 1 }] }));
    if (pending.length === maxConcurrent) for (const answer of pending.splice(0)) answer();
  });
  const { lucca } = createTestLucca({
    policy: { requestsPerMinute: 1_000_000, requestTimeoutMs: 60_000, maxConcurrent },
  });
  const ask = (host: string, times: number) =>
    Array.from({ length: times }, () => lucca.firstPage(callerAt(host, { deadlineAt: Date.now() + 60_000 }), list, 1));
  const stuck = Promise.allSettled(ask(hanging.host, 10 * maxConcurrent));
  await expect.poll(() => hanging.heard.length).toBe(maxConcurrent);
  await Promise.all(ask(busy.host, 10 * maxConcurrent));
  expect([hanging.heard.length, busy.heard.length]).toEqual([maxConcurrent, 10 * maxConcurrent]);
  await hanging.close();
  await stuck;
});
