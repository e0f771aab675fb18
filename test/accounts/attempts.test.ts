import { describe, expect, it } from 'vitest';
import { createAttempts, createConnectLimits } from '../../src/accounts/attempts.ts';

const minute = 60_000;

function clock() {
  let time = 1_000_000;
  return { now: () => time, pass: (ms: number) => (time += ms) };
}

const isRefused = (outcome: object) => 'retryAfterSeconds' in outcome;

describe('attempts', () => {
  it('are allowed up to the limit in any stretch of time, and the refusal says for how long', () => {
    const { now, pass } = clock();
    const attempts = createAttempts(2, 10 * minute, now);
    attempts.take('one');
    pass(4 * minute);
    attempts.take('one');
    expect(attempts.take('one')).toEqual({ retryAfterSeconds: 6 * 60 });
    pass(6 * minute);
    expect(isRefused(attempts.take('one'))).toBe(false);
    expect(attempts.take('one')).toEqual({ retryAfterSeconds: 4 * 60 });
  });

  it('that are given back do not count, and each is given back once', () => {
    const attempts = createAttempts(1, minute, clock().now);
    const place = attempts.take('one');
    if ('giveBack' in place) place.giveBack();
    expect(isRefused(attempts.take('one'))).toBe(false);
    expect(isRefused(attempts.take('one'))).toBe(true);
  });

  it('under one name leave those under another alone', () => {
    const attempts = createAttempts(1, minute, clock().now);
    attempts.take('one');
    expect(isRefused(attempts.take('two'))).toBe(false);
  });
});

describe('the limits of connecting', () => {
  it('are 5 in 15 minutes for a tenant, whichever hosts are tried', () => {
    const { now, pass } = clock();
    const limits = createConnectLimits(now);
    for (let number = 0; number < 5; number += 1)
      expect(isRefused(limits.take('tenant', `host-${number}`))).toBe(false);
    expect(limits.take('tenant', 'host-5')).toEqual({ retryAfterSeconds: 15 * 60 });
    pass(15 * minute);
    expect(isRefused(limits.take('tenant', 'host-5'))).toBe(false);
  });

  it('are 10 an hour for a host, whichever tenants try, who do not pay for its refusals', () => {
    const limits = createConnectLimits(clock().now);
    for (let number = 0; number < 10; number += 1) limits.take(`tenant-${number}`, 'host');
    for (let number = 0; number < 6; number += 1) {
      expect(limits.take('tenant', 'host')).toEqual({ retryAfterSeconds: 60 * 60 });
    }
    expect(isRefused(limits.take('tenant', 'another'))).toBe(false);
  });
});
