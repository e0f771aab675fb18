import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, createAttempts, type TooMany } from '../../../src/accounts/connect/attempts.ts';
import { createConnectLimits } from '../../../src/accounts/connect/limits.ts';
import { runs } from '../../support/thoroughness.ts';

const minute = 60_000;

function clock() {
  let time = 1_000_000;
  return { now: () => time, pass: (ms: number) => (time += ms) };
}

function started(outcome: Attempt | TooMany): Attempt {
  if ('retryAfterSeconds' in outcome) throw new Error(`refused for ${outcome.retryAfterSeconds} s`);
  return outcome;
}
const foreign = async () => false;
/** Fails this many attempts of a tenant at the host. */
async function failOften(
  limits: ReturnType<typeof createConnectLimits>,
  now: () => number,
  tenant: string,
  times: number,
) {
  for (let number = 0; number < times; number += 1)
    started(await limits.begin(tenant, 'host', now(), foreign)).end(true);
}

const failed = (seconds: number) => ({ haveFailed: true, retryAfterSeconds: seconds });

describe('attempts', () => {
  it('may fail up to the limit in any period of that length, and a refusal says when to try again', async () => {
    const { now, pass } = clock();
    const attempts = createAttempts(2, 10 * minute, now);
    const begin = () => attempts.begin('one', now());
    started(await begin()).end(true);
    pass(4 * minute);
    started(await begin()).end(true);
    expect(await begin()).toEqual(failed(6 * 60));
    pass(6 * minute);
    started(await begin()).end(true);
    expect(await begin()).toEqual(failed(4 * 60));
  });

  it('count even if a failure cannot be reported to the other instances, and the next attempt throws that error', async () => {
    const { now } = clock();
    let isBroken = false;
    const attempts = createAttempts(1, minute, now, async () => {
      if (isBroken) throw new Error('broken');
      return null;
    });
    const attempt = started(await attempts.begin('one', now()));
    isBroken = true;
    attempt.end(true);
    await expect(attempts.begin('one', now())).rejects.toThrow('broken');
    isBroken = false;
    expect(await attempts.begin('one', now())).toEqual(failed(60));
  });

  it('count from the moment they failed, however long they took', async () => {
    const { now, pass } = clock();
    const attempts = createAttempts(1, 10 * minute, now);
    const slow = started(await attempts.begin('one', now()));
    pass(minute);
    slow.end(true);
    pass(9 * minute);
    expect(await attempts.begin('one', now())).toEqual(failed(60));
  });

  it('do not count when they do not fail', async () => {
    const attempts = createAttempts(1, minute, clock().now);
    for (let number = 0; number < 20; number += 1) started(await attempts.begin('one', 0)).end(false);
  });

  it('under one name do not affect those under another', async () => {
    const { now } = clock();
    const attempts = createAttempts(1, minute, now);
    started(await attempts.begin('one', now()));
    started(await attempts.begin('two', now()));
  });

  it('wait for those under way when only these fill the limit, and no longer than their deadline', async () => {
    const { now } = clock();
    const attempts = createAttempts(2, minute, now);
    started(await attempts.begin('one', now())).end(true);
    const underWay = started(await attempts.begin('one', now()));
    expect(await attempts.begin('one', now() + 20)).toEqual({ haveFailed: false, retryAfterSeconds: 5 });
    const [next, last] = [attempts.begin('one', now() + minute), attempts.begin('one', now() + minute)];
    underWay.end(false);
    started(await next).end(true);
    expect(await last).toEqual(failed(60));
  });

  it('made at once never fail more often than the limit allows, and are not refused without need', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        fc.scheduler(),
        async (fails, scheduler) => {
          const { now } = clock();
          const attempts = createAttempts(5, minute, now);
          let failures = 0;
          const outcomes = fails.map(async (isFailing, index) => {
            const outcome = await attempts.begin('one', now() + minute);
            if ('retryAfterSeconds' in outcome) {
              expect(failures).toBe(5);
              return 'refused';
            }
            await scheduler.schedule(Promise.resolve(), String(index));
            if (isFailing) failures += 1;
            outcome.end(isFailing);
            return 'made';
          });
          const made = (await scheduler.waitFor(Promise.all(outcomes))).filter((outcome) => outcome === 'made').length;
          expect(failures).toBeLessThanOrEqual(5);
          if (fails.filter(Boolean).length < 5) expect(made).toBe(fails.length);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('are remembered for as long as they count, however many names are tried meanwhile', async () => {
    const { now, pass } = clock();
    const attempts = createAttempts(1, 10 * minute, now);
    const begin = () => attempts.begin('one', now());
    started(await begin()).end(true);
    for (let number = 0; number <= 10_000; number += 1)
      started(await attempts.begin(`name-${number}`, now())).end(true);
    for (const left of [5, 1]) {
      pass(left === 5 ? 5 * minute : 4 * minute);
      expect(await begin()).toEqual(failed(60 * left));
    }
    pass(minute);
    started(await begin());
  });
});

describe('the limits of connecting', () => {
  it('allow a tenant 5 failures in 15 minutes, whichever hosts it tries', async () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    for (let number = 0; number < 5; number += 1)
      started(await limits.begin('tenant', `host-${number}`, now(), foreign)).end(true);
    expect(await limits.begin('tenant', 'host-5', now(), foreign)).toEqual(failed(15 * 60));
    pass(15 * minute);
    started(await limits.begin('tenant', 'host-5', now(), foreign));
  });

  it('allow 10 failures an hour at a host, whichever tenants try, and do not count a refused attempt', async () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    await failOften(limits, now, 'tenant', 3);
    await failOften(limits, now, 'another', 5);
    await failOften(limits, now, 'a third', 2);
    pass(16 * minute);
    for (let number = 0; number < 6; number += 1) {
      expect(await limits.begin('tenant', 'host', now(), foreign)).toEqual(failed(44 * 60));
    }
    started(await limits.begin('tenant', 'another host', now(), foreign));
  });

  it('allow each tenant 3 failures at a host, however often other tenants have failed there', async () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    for (const tenant of ['one', 'two']) await failOften(limits, now, tenant, 5);
    started(await limits.begin('newcomer', 'host', now(), foreign)).end(false);
    await failOften(limits, now, 'newcomer', 3);
    expect(await limits.begin('newcomer', 'host', now(), foreign)).toEqual(failed(60 * 60));
    pass(60 * minute);
    started(await limits.begin('newcomer', 'host', now(), foreign));
  });

  it('let a tenant’s first attempts at a host start at once while attempts of other tenants are under way there', async () => {
    const { now } = clock();
    const limits = createConnectLimits(now);
    for (let number = 0; number < 10; number += 1)
      started(await limits.begin(`tenant-${number}`, 'host', now(), foreign));
    for (let number = 0; number < 3; number += 1) started(await limits.begin('newcomer', 'host', now() + 20, foreign));
    expect(await limits.begin('newcomer', 'host', now() + 20, foreign)).toEqual({
      haveFailed: false,
      retryAfterSeconds: 5,
    });
  });

  it('allow many tenants together 3 failures each at a host, and 10 more', async () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    const swarm = Array.from({ length: 20 }, (_, number) => `tenant-${number}`);
    let failures = 0;
    for (let quarter = 0; quarter < 3; quarter += 1) {
      for (const tenant of swarm)
        for (let number = 0; number < 5; number += 1) {
          const outcome = await limits.begin(tenant, 'host', now(), foreign);
          if ('retryAfterSeconds' in outcome) continue;
          failures += 1;
          outcome.end(true);
        }
      pass(16 * minute);
    }
    expect(failures).toBeLessThanOrEqual(3 * swarm.length + 10);
    expect(failures).toBeGreaterThanOrEqual(3 * swarm.length);
  });

  it('never delay or refuse the tenant that has the host connected, whether failures or attempts under way fill them', async () => {
    const { now } = clock();
    const limits = createConnectLimits(now);
    const begin = (tenant: string, isOwn: boolean) => limits.begin(tenant, 'host', now() + 20, async () => isOwn);
    // Two tenants with five attempts each, and so no longer with their first ones.
    const others = await Promise.all(Array.from({ length: 10 }, (_, number) => begin(`other-${number % 2}`, false)));
    started(await begin('owner', true)).end(true);
    const newcomers = await Promise.all(Array.from({ length: 4 }, () => begin('newcomer', false)));
    expect(newcomers.at(-1)).toEqual({ haveFailed: false, retryAfterSeconds: 5 });
    for (const attempt of [...others, ...newcomers.slice(0, 3)]) started(attempt).end(true);
    for (let number = 0; number < 4; number += 1) started(await begin('owner', true)).end(true);
    expect(await begin('owner', true)).toEqual(failed(15 * 60));
    expect(await begin('newcomer', false)).toEqual(failed(60 * 60));
  });

  it('do not count an attempt that ends because the store does not answer', async () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    await failOften(limits, now, 'tenant', 3);
    for (let number = 0; number < 7; number += 1)
      started(await limits.begin(`tenant-${number}`, 'host', now(), foreign)).end(true);
    pass(16 * minute);
    const unsure = async () => {
      throw new Error('no answer');
    };
    for (let number = 0; number < 6; number += 1)
      await expect(limits.begin('tenant', 'host', now(), unsure)).rejects.toThrow('no answer');
    started(await limits.begin('tenant', 'another', now(), foreign));
  });
});
