import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../src/lucca/paging/inOrder.ts';

const ticks = async (count: number) => {
  for (let tick = 0; tick < count; tick++) await null;
};

test('results are returned in the order of their tasks, of which no more run at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 20 })), fc.integer({ min: 1, max: 6 }), async (durations, width) => {
      let underWay = 0;
      const results: number[] = [];
      const tasks = durations.map((duration, number) => async () => {
        expect(++underWay).toBeLessThanOrEqual(width);
        await ticks(duration);
        underWay--;
        return number;
      });
      for await (const result of inOrder(tasks, width)) results.push(result);
      expect(results).toEqual(durations.map((_, number) => number));
    }),
  );
});

test('a failure is thrown in its turn, after the results of the preceding tasks', async () => {
  const results: number[] = [];
  const walk = async () => {
    const tasks = [
      () => ticks(9).then(() => 1),
      () => Promise.reject(new Error('second')),
      () => Promise.reject(new Error('third')),
    ];
    for await (const result of inOrder(tasks, 3)) results.push(result);
  };
  await expect(walk()).rejects.toThrow('second');
  expect(results).toEqual([1]);
});
