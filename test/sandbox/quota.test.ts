import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQuota, createSlidingCount } from '../../src/sandbox/quota.ts';

test('the quota is never exceeded in any 60 seconds, and a refused caller who waits as long as the refusal says is admitted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5_000), { maxLength: 200 }), (gaps) => {
      const quota = createQuota(10);
      const admitted: number[] = [];
      let at = 0;
      for (const gap of gaps) {
        at += gap;
        const refusal = quota.take(at);
        if (!refusal) admitted.push(at);
        else if (gap % 2 === 0) {
          at += refusal.retryAfterSeconds * 1000;
          expect(quota.take(at)).toBeNull();
          admitted.push(at);
        }
      }
      for (const start of admitted) {
        expect(admitted.filter((each) => each >= start && each < start + 60_000).length).toBeLessThanOrEqual(10);
      }
    }),
  );
});

test('refused requests do not extend the wait', () => {
  const quota = createQuota(1);
  expect(quota.take(0)).toBeNull();
  expect(quota.take(30_000)).toEqual({ retryAfterSeconds: 30 });
  expect(quota.take(59_500)).toEqual({ retryAfterSeconds: 1 });
  expect(quota.take(60_000)).toBeNull();
});

test('the highest count is kept after its period has passed', () => {
  const count = createSlidingCount(60_000);
  for (const at of [0, 1, 2, 70_000]) count.add(at);
  expect([count.at(70_000), count.highest()]).toEqual([1, 3]);
});
