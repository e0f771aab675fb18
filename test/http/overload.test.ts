import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchLateness } from '../../src/http/overload.ts';
import { startSubgraph } from '../support/subgraph.ts';

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
    await sleep(2_500);
    const [refused, alive, ready] = await Promise.all([
      ask(),
      fetch(`${subgraph.url}/livez`),
      fetch(`${subgraph.url}/readyz`),
    ]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] });
    expect([alive.status, ready.status]).toEqual([200, 200]);
    stop();
    let status = 503;
    for (let tries = 0; status === 503 && tries < 100; tries++) {
      await sleep(200);
      status = (await ask()).status;
    }
    expect(status).toBe(200);
  });

  it('is distinguished from one that has done a single long task', async () => {
    const lateness = watchLateness();
    onTestFinished(lateness.close);
    const until = performance.now() + 600;
    while (performance.now() < until);
    await sleep(1_500);
    expect(lateness.ms()).toBeLessThan(250);
  });
});
