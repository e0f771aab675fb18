import { expect, test } from 'vitest';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  type LuccaError,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../../../src/lucca/errors.ts';
import { retrying } from '../../../src/lucca/resilience/retry.ts';

const resource = 'things';
const status = (code: number) => new LuccaUnavailable({ resource, status: code, reason: 'status' });
const retryOptions = { retries: 2, now: () => Date.now(), random: () => 0, mayRetry: () => true };
const soon = () => ({ deadlineAt: Date.now() + 60_000 });

async function triesUntilGivenUp(error: unknown, retries = 2): Promise<number> {
  let tries = 0;
  const work = retrying(soon(), { ...retryOptions, retries }, async () => {
    tries++;
    throw error;
  });
  await expect(work).rejects.toBe(error);
  return tries;
}

test.each<[string, number, LuccaError]>([
  ['no connection', 3, new LuccaUnavailable({ resource, reason: 'connect' })],
  ['an unknown name', 3, new LuccaUnavailable({ resource, reason: 'dns' })],
  ['a connection broken off', 3, new LuccaUnavailable({ resource, reason: 'reset' })],
  ['a 502', 3, status(502)],
  ['a 503', 3, status(503)],
  ['a 504', 3, status(504)],
  ['a 429', 3, new LuccaRateLimited({ resource, status: 429, retryAfterSeconds: 1 })],
  ['a 500', 2, status(500)],
  ['a 501', 1, status(501)],
  ['a certificate that is not trusted', 1, new LuccaUnavailable({ resource, reason: 'tls' })],
  ['no slot in the quota', 1, new LuccaRateLimited({ resource, retryAfterSeconds: 1 })],
  ['a time-out', 1, new LuccaTimeout({ resource })],
  ['a 401', 1, new LuccaUnauthorized({ resource, status: 401 })],
  ['a 403', 1, new LuccaForbidden({ resource, status: 403 })],
  ['a 404', 1, new LuccaNotFound({ resource, status: 404 })],
  ['a 400', 1, new LuccaBadRequest({ resource, status: 400 })],
  ['an unexpected form', 1, new LuccaContractBroken({ resource, status: 200 })],
])('a request that fails with %s gets %i attempts', async (_, tries, error) => {
  expect(await triesUntilGivenUp(error)).toBe(tries);
});

test.each([0, 1, 3])('a transient failure is retried as often as the policy says: %i times', async (retries) => {
  expect(await triesUntilGivenUp(status(503), retries)).toBe(1 + retries);
  expect(await triesUntilGivenUp(status(500), retries)).toBe(1 + Math.min(1, retries));
});

test("an error that is not Lucca's is not retried", async () => {
  expect(await triesUntilGivenUp(new TypeError('a bug'))).toBe(1);
});

test('a retried request returns the first success', async () => {
  const answer = await retrying(soon(), retryOptions, async (number) => {
    if (number < 3) throw status(503);
    return number;
  });
  expect(answer).toBe(3);
});

test('the backoff is a random share of 200 milliseconds, then of 400', async () => {
  const triedAt: number[] = [];
  const work = retrying(soon(), { ...retryOptions, random: () => 0.1 }, async () => {
    triedAt.push(performance.now());
    throw status(503);
  });
  await expect(work).rejects.toThrow(LuccaUnavailable);
  const [first = 0, second = 0, third = 0] = triedAt;
  expect(second - first).toBeGreaterThan(18);
  expect(third - second).toBeGreaterThan(38);
});

test('a request is not retried if its backoff would end after the deadline', async () => {
  let tries = 0;
  const work = retrying({ deadlineAt: Date.now() + 50 }, { ...retryOptions, random: () => 0.9 }, async () => {
    tries++;
    throw status(503);
  });
  await expect(work).rejects.toThrow(LuccaUnavailable);
  expect(tries).toBe(1);
});

test('an abort during a backoff rejects at once with the last failure of Lucca', async () => {
  const controller = new AbortController();
  const error = status(503);
  // The backoff would take longer than the test may.
  const limits = { deadlineAt: Number.POSITIVE_INFINITY, signal: controller.signal };
  const work = retrying(limits, { ...retryOptions, random: () => 3_600 }, async () => {
    setTimeout(() => controller.abort(), 1);
    throw error;
  });
  await expect(work).rejects.toBe(error);
});
