import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LuccaRateLimited, LuccaTimeout } from '../../../src/lucca/errors.ts';
import { createQuota } from '../../../src/lucca/resilience/quota.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

const turn = (more: { host?: string; inMs?: number; signal?: AbortSignal } = {}) => ({
  host: more.host ?? 'acme',
  deadlineAt: Date.now() + (more.inMs ?? 600_000),
  ...(more.signal && { signal: more.signal }),
});

const createTestQuota = (perMinute: number) => createQuota(perMinute, () => Date.now());

test('the quota admits no more requests than allowed in any sixty seconds, and every request in the end', async () => {
  const schedule = fc.array(
    fc.record({
      afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 40_000 })),
      patienceMs: fc.integer({ min: 1, max: 200_000 }),
      abortAfterMs: fc.option(fc.nat({ max: 90_000 }), { nil: undefined }),
      pauseSeconds: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined, freq: 8 }),
    }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), schedule, async (perMinute, steps) => {
      const quota = createTestQuota(perMinute);
      const passedAt: number[] = [];
      let settled = 0;
      for (const { afterMs, patienceMs, abortAfterMs, pauseSeconds } of steps) {
        await vi.advanceTimersByTimeAsync(afterMs);
        if (pauseSeconds !== undefined) quota.pause('acme', pauseSeconds);
        const controller = new AbortController();
        if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
        const deadlineAt = Date.now() + patienceMs;
        quota.take({ host: 'acme', deadlineAt, signal: controller.signal }, 'things').then(
          () => {
            settled++;
            passedAt.push(Date.now());
            expect(Date.now()).toBeLessThan(deadlineAt);
          },
          () => settled++,
        );
      }
      await vi.advanceTimersByTimeAsync(300_000);
      expect(settled).toBe(steps.length);
      for (const [at, instant] of passedAt.entries()) {
        const earlier = passedAt[at - perMinute];
        if (earlier !== undefined) expect(instant - earlier).toBeGreaterThanOrEqual(60_000);
      }
    }),
    { numRuns: 150 },
  );
});

test('the quota admits requests in the order they arrive', async () => {
  const quota = createTestQuota(1);
  const passed: number[] = [];
  for (const number of [1, 2, 3]) quota.take(turn(), 'things').then(() => passed.push(number));
  await vi.advanceTimersByTimeAsync(59_999);
  expect(passed).toEqual([1]);
  await vi.advanceTimersByTimeAsync(60_001);
  expect(passed).toEqual([1, 2, 3]);
});

test('a request whose permit would come after its deadline is refused at once, with the seconds to wait', async () => {
  const quota = createTestQuota(2);
  await quota.take(turn(), 'things');
  await vi.advanceTimersByTimeAsync(10_000);
  await quota.take(turn(), 'things');
  const refused = quota.take(turn({ inMs: 9_000 }), 'things');
  await expect(refused).rejects.toThrow(LuccaRateLimited);
  await expect(refused).rejects.toMatchObject({ resource: 'things', status: undefined, retryAfterSeconds: 50 });
});

test('queued requests come before new ones', async () => {
  const quota = createTestQuota(1);
  await quota.take(turn(), 'things');
  const waiting = quota.take(turn(), 'things');
  await expect(quota.take(turn({ inMs: 90_000 }), 'things')).rejects.toMatchObject({ retryAfterSeconds: 120 });
  await vi.advanceTimersByTimeAsync(60_000);
  await waiting;
});

test('an aborted request leaves the queue, and the next one moves up', async () => {
  const quota = createTestQuota(1);
  await quota.take(turn(), 'things');
  const controller = new AbortController();
  const givingUp = quota.take(turn({ signal: controller.signal }), 'things');
  const next = quota.take(turn(), 'things');
  controller.abort();
  await expect(givingUp).rejects.toThrow(LuccaTimeout);
  await vi.advanceTimersByTimeAsync(60_000);
  await next;
  await expect(quota.take(turn({ signal: controller.signal }), 'things')).rejects.toThrow(LuccaTimeout);
});

test('a pause delays every request, and refuses those whose deadline comes before its end', async () => {
  const quota = createTestQuota(1);
  await quota.take(turn(), 'things');
  const patient = quota.take(turn(), 'things');
  const hurried = quota.take(turn({ inMs: 130_000 }), 'things');
  const refusal = expect(hurried).rejects.toThrow(LuccaRateLimited);
  quota.pause('acme', 100);
  await refusal;
  await vi.advanceTimersByTimeAsync(99_999);
  expect(quota.state('acme').remaining).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  await patient;
});

test('a shorter pause does not end a longer one', () => {
  const quota = createTestQuota(5);
  quota.pause('acme', 60);
  quota.pause('acme', 1);
  expect(quota.state('acme').resetsAt).toBe(Date.now() + 60_000);
});

test('each host has its own quota', async () => {
  const quota = createTestQuota(1);
  await quota.take(turn({ host: 'acme' }), 'things');
  await quota.take(turn({ host: 'bolt', inMs: 1 }), 'things');
  expect(quota.state('acme')).toEqual({ perMinute: 1, remaining: 0, resetsAt: Date.now() + 60_000 });
  expect(quota.state('coco')).toEqual({ perMinute: 1, remaining: 1, resetsAt: null });
});

test('a slot becomes free after exactly sixty seconds', async () => {
  const quota = createTestQuota(3);
  await quota.take(turn(), 'things');
  await vi.advanceTimersByTimeAsync(59_999);
  expect(quota.state('acme').remaining).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(quota.state('acme')).toEqual({ perMinute: 3, remaining: 3, resetsAt: null });
});

test('a host in use keeps its count, however many other hosts are forgotten', async () => {
  const quota = createTestQuota(1);
  for (let number = 0; number < 600; number++) await quota.take(turn({ host: `old${number}` }), 'things');
  await vi.advanceTimersByTimeAsync(59_000);
  await quota.take(turn({ host: 'acme' }), 'things');
  await vi.advanceTimersByTimeAsync(1_000);
  await quota.take(turn({ host: 'new' }), 'things');
  expect(quota.state('acme').remaining).toBe(0);
});

test('requests that a caller waits for overtake low-priority ones, which still get every fourth permit', async () => {
  const quota = createTestQuota(5);
  for (let place = 0; place < 5; place++) await quota.take(turn(), 'things');
  const passed: string[] = [];
  const take = (priority: 'low' | 'normal') =>
    quota.take({ ...turn(), priority }, 'things').then(() => passed.push(priority === 'low' ? 'bulk' : 'other'));
  for (const isLow of [true, true, true, false, false, false, false, false]) take(isLow ? 'low' : 'normal');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(passed).toEqual(['other', 'other', 'other', 'bulk', 'other']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(passed.slice(5)).toEqual(['other', 'bulk', 'bulk']);
});

test('a fifth of the quota is reserved for requests that a caller waits for', async () => {
  const quota = createTestQuota(10);
  let bulk = 0;
  for (let request = 0; request < 20; request++)
    quota.take({ ...turn(), priority: 'low' }, 'things').then(() => {
      bulk += 1;
    });
  await vi.advanceTimersByTimeAsync(1);
  expect(bulk).toBe(8);
  await quota.take(turn({ inMs: 1 }), 'things');
  await quota.take(turn({ inMs: 1 }), 'things');
  await expect(quota.take(turn({ inMs: 1 }), 'things')).rejects.toThrow(LuccaRateLimited);
});

test('a slot counts for a minute after its request ends, and is released if that was never sent', async () => {
  const quota = createTestQuota(1);
  const place = await quota.take(turn(), 'things');
  await vi.advanceTimersByTimeAsync(5_000);
  place.release();
  expect(quota.state('acme').resetsAt).toBe(Date.now() + 60_000);
  await vi.advanceTimersByTimeAsync(60_000);
  (await quota.take(turn({ inMs: 1 }), 'things')).release(false);
  await quota.take(turn({ inMs: 1 }), 'things');
});

test('no more requests run at once than allowed, and one that cannot wait for a slot is refused', async () => {
  const quota = createQuota(100, () => Date.now(), { maxConcurrent: 2 });
  const first = await quota.take(turn(), 'things');
  await quota.take(turn(), 'things');
  const hurried = expect(quota.take(turn({ inMs: 1_000 }), 'things')).rejects.toThrow(LuccaRateLimited);
  let hasPassed = false;
  quota.take(turn(), 'things').then(() => {
    hasPassed = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  await hurried;
  expect(hasPassed).toBe(false);
  first.release();
  await vi.advanceTimersByTimeAsync(0);
  expect(hasPassed).toBe(true);
});

test('requests beyond the bound of the queue are refused at once', async () => {
  const quota = createQuota(1, () => Date.now(), { maxQueueLength: 50 });
  await quota.take(turn(), 'things');
  for (let waiter = 0; waiter < 50; waiter++) quota.take(turn({ inMs: 4_000_000 }), 'things').catch(() => {});
  await expect(quota.take(turn({ inMs: 4_000_000 }), 'things')).rejects.toMatchObject({ retryAfterSeconds: 3_060 });
});

test('a part of the quota is reserved for operations on the account, which may take any of it and go before all reads', async () => {
  const quota = createQuota(8, () => Date.now(), { readsPerMinute: 6 });
  const passed: string[] = [];
  const take = (priority: 'account' | 'normal' | 'low') =>
    quota.take({ ...turn(), priority }, 'things').then(() => passed.push(priority));
  for (let read = 0; read < 8; read++) take('normal');
  await vi.advanceTimersByTimeAsync(0);
  expect(passed).toEqual(Array(6).fill('normal'));
  expect(quota.nextReadAt('acme')).toBe(Date.now() + 60_000);
  for (let request = 0; request < 3; request++) take('account');
  await vi.advanceTimersByTimeAsync(0);
  expect(passed.slice(6)).toEqual(['account', 'account']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(passed.slice(8)).toEqual(['account', 'normal', 'normal']);
  for (let request = 0; request < 6; request++) take('account');
  await vi.advanceTimersByTimeAsync(0);
  expect(passed.slice(11)).toEqual(Array(5).fill('account'));
});

test('what operations on the account have taken of their part leaves reads theirs', async () => {
  const quota = createQuota(8, () => Date.now(), { readsPerMinute: 6 });
  for (let request = 0; request < 2; request++) await quota.take({ ...turn(), priority: 'account' }, 'things');
  for (let read = 0; read < 6; read++) await quota.take(turn({ inMs: 1 }), 'things');
  await expect(quota.take(turn({ inMs: 1 }), 'things')).rejects.toThrow(LuccaRateLimited);
});

test('reads that fill the queue leave room in it for operations on the account', async () => {
  const quota = createQuota(1, () => Date.now(), { maxQueueLength: 5 });
  await quota.take(turn(), 'things');
  for (let waiter = 0; waiter < 5; waiter++) quota.take(turn(), 'things').catch(() => {});
  await expect(quota.take(turn(), 'things')).rejects.toThrow(LuccaRateLimited);
  const operation = quota.take({ ...turn({ inMs: 60_001 }), priority: 'account' }, 'things');
  await vi.advanceTimersByTimeAsync(60_000);
  await operation;
});
