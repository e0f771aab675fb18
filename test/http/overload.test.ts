import { createHistogram } from 'node:perf_hooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchLateness } from '../../src/http/overload.ts';
import { startSubgraph } from '../support/subgraph.ts';

/** The lateness above which a process in production refuses operations. */
const shedAboveMs = 250;

/** Keeps the event loop busy, in turns of so many milliseconds, until stopped. */
function keepBusy(ms: number) {
  const timer = setInterval(() => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  }, 1);
  const stop = () => clearInterval(timer);
  onTestFinished(stop);
  return stop;
}

describe('an overloaded process', () => {
  it('refuses operations, says when to retry, and stays alive', async () => {
    const subgraph = await startSubgraph({ app: { shedAboveMs: 150 } });
    const ask = () =>
      fetch(`${subgraph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
    const stop = keepBusy(400);
    await expect.poll(async () => (await ask()).status, { timeout: 30_000 }).toBe(503);
    const [refused, alive, ready] = await Promise.all([
      ask(),
      fetch(`${subgraph.url}/livez`),
      fetch(`${subgraph.url}/readyz`),
    ]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] });
    expect([alive.status, ready.status]).toEqual([200, 200]);
    stop();
    await expect.poll(async () => (await ask()).status, { timeout: 30_000 }).toBe(200);
  });

  it('is distinguished from one that has done a single long task', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const histogram = Object.assign(createHistogram(), { enable: () => true, disable: () => true });
    const lateness = watchLateness(histogram);
    onTestFinished(lateness.close);
    /** The lateness after a second in which timers ran after so many milliseconds. */
    const latenessAfter = (delaysMs: number[]) => {
      for (const each of delaysMs) histogram.record(Math.round(each * 1e6));
      vi.advanceTimersByTime(1_000);
      return lateness.ms();
    };
    expect(latenessAfter([...Array(20).fill(20), 600])).toBeLessThan(shedAboveMs);
    expect(latenessAfter([600, 600])).toBeGreaterThan(shedAboveMs);
    expect(latenessAfter([])).toBe(0);
  });
});
