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
async function startFailingServer(policy: Partial<Policy> = {}, now = Date.now) {
  let isUp = false;
  const server = await startScriptedServer((_, response) =>
    isUp ? answerJson(response, { items: [{ id: 1 }] }) : response.writeHead(503).end(),
  );
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000, ...policy }, now });
  const ask = () => lucca.firstPage(callerAt(server.host, { deadlineAt: now() + 5_000 }), list, 1);
  return {
    ...server,
    lucca,
    ask,
    askAndFail: (times: number) => Promise.allSettled(Array.from({ length: times }, ask)),
    heal: () => {
      isUp = true;
    },
  };
}

/** How many requests it hears of one question each time so many seconds have passed. */
async function heardAfter(
  lucca: Pick<Awaited<ReturnType<typeof startFailingServer>>, 'heard' | 'askAndFail'>,
  pauses: number[],
) {
  const heard: number[] = [];
  for (const seconds of pauses) {
    const before = lucca.heard.length;
    pass(seconds);
    await lucca.askAndFail(1);
    heard.push(lucca.heard.length - before);
  }
  return heard;
}

test('the circuit opens after five failures in a row: nothing is sent, and the error says when to retry', async () => {
  const lucca = await startFailingServer();
  await lucca.askAndFail(2);
  await lucca.askAndFail(1);
  const heard = lucca.heard.length;
  await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen', retryAfterSeconds: expect.any(Number) });
  expect(lucca.heard).toHaveLength(heard);
});

test('an open circuit lets one trial request through after 5 seconds, then after twice as long each time, up to a minute', async () => {
  const lucca = await startFailingServer();
  await lucca.askAndFail(10);
  const seconds = [4, 2, 9, 2, 19, 2, 39, 2, 59, 2, 59, 2];
  expect(await heardAfter(lucca, seconds)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

test.each([1, 2, 7])(
  'the circuit opens after as many failures as `breakerThreshold` says: %i',
  async (breakerThreshold) => {
    const lucca = await startFailingServer({ breakerThreshold, maxRetries: 0 });
    for (let request = 1; request <= breakerThreshold; request++) {
      expect(lucca.lucca.openCircuits()).toBe(0);
      await expect(lucca.ask()).rejects.toMatchObject({ reason: 'status' });
    }
    await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen' });
    expect(lucca.heard).toHaveLength(breakerThreshold);
  },
);

test('the circuit stays open from `openMinMs` up to `openMaxMs`', async () => {
  const lucca = await startFailingServer({ openMinMs: 20_000, openMaxMs: 50_000 });
  await lucca.askAndFail(10);
  expect(await heardAfter(lucca, [19, 2, 39, 2, 49, 2, 49, 2])).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
});

test.each([
  ['set forward', 3_600],
  ['set back', -3_600],
])(
  'the pause of an open circuit goes by the clock of the client, wherever that of the computer is %s',
  async (_, by) => {
    let time = Date.now();
    const lucca = await startFailingServer({}, () => time);
    await lucca.askAndFail(10);
    pass(by);
    time += 4_000;
    expect(await heardAfter(lucca, [0])).toEqual([0]);
    expect(lucca.lucca.openCircuits()).toBe(1);
    time += 2_000;
    expect(await heardAfter(lucca, [0])).toEqual([1]);
  },
);

test('the circuit stays closed if only one resource of a Lucca fails', async () => {
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

test('a failed read counts as one failure, however many of its pages were aborted', async () => {
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

/** A Lucca that answers one request after the other with these statuses, and never answers a null; its circuit opens after one failure. */
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
    askAndFail: (times: number) => Promise.allSettled(Array.from({ length: times }, () => ask())),
  };
}

test('an aborted trial request neither closes the circuit nor keeps it open for longer', async () => {
  const lucca = await startFaltering(503, null, 503, 503);
  await lucca.askAndFail(1);
  pass(6);
  const leaving = new AbortController();
  const trial = lucca.ask({ signal: leaving.signal });
  await expect.poll(() => lucca.heard.length).toBe(2);
  leaving.abort();
  await expect(trial).rejects.toBeInstanceOf(LuccaTimeout);
  await expect(lucca.ask()).rejects.toMatchObject({ reason: 'circuitOpen' });
  expect(await heardAfter(lucca, [4, 2, 9, 2])).toEqual([0, 1, 0, 1]);
});

test('aborting a request that was queued behind a successful trial does not open the circuit', async () => {
  const { lucca, heard, ask, askAndFail } = await startFaltering(503, 200, null);
  await askAndFail(1);
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

test("a caller's own deadline does not open the circuit, even if its timer fires a millisecond early", async () => {
  const { lucca, heard, ask } = await startFaltering(null);
  const deadlineAt = Date.now() + 400;
  const asked = ask({ deadlineAt });
  await expect.poll(() => heard.length).toBe(1);
  vi.setSystemTime(deadlineAt - 1);
  await expect(asked).rejects.toBeInstanceOf(LuccaTimeout);
  expect(lucca.openCircuits()).toBe(0);
});

test('only one of several simultaneous requests is sent as the trial', async () => {
  const lucca = await startFailingServer();
  await lucca.askAndFail(10);
  const before = lucca.heard.length;
  pass(6);
  await lucca.askAndFail(4);
  expect(lucca.heard.length - before).toBe(1);
});

test('a Lucca that recovers after 30 seconds gets requests again within 15', async () => {
  const lucca = await startFailingServer();
  for (let second = 0; second < 30; second++) {
    await lucca.askAndFail(3);
    pass(1);
  }
  lucca.heal();
  let seconds = 0;
  for (; seconds < 60; seconds++) {
    const [outcome] = await lucca.askAndFail(1);
    if (outcome?.status === 'fulfilled') break;
    pass(1);
  }
  expect(seconds).toBeLessThanOrEqual(15);
  await lucca.ask();
});

test('retries add at most a tenth to the requests of a total outage', async () => {
  const lucca = await startFailingServer();
  let asked = 0;
  for (let second = 0; second < 60; second++) {
    await lucca.askAndFail(3);
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
])(
  'the retry budget of a host is three a minute, or %s of its requests if that is more',
  async (_, policy, retries) => {
    let number = 0;
    // Every second answer is a failure, so that the circuit stays closed.
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
  },
);

test.each([400, 401, 403, 404, 408])('a %i does not open the circuit', async (status) => {
  const { host, heard } = await startScriptedServer((_, response) => answerJson(response, {}, status));
  const { lucca } = createTestLucca({ policy: { requestsPerMinute: 10_000 } });
  for (let request = 0; request < 8; request++)
    await expect(lucca.firstPage(callerAt(host), list, 1)).rejects.toMatchObject({ status });
  expect(heard.length).toBeGreaterThanOrEqual(8);
});

test('a Lucca that hangs does not delay another one, which keeps all of its concurrent requests', async () => {
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
