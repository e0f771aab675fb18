import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../src/cache/cacheKey.ts';
import { createSingleFlight } from '../../src/cache/singleFlight.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe('reads of the whole that follow each other without a pause', () => {
  it('do not keep the results of those before', async () => {
    const reads = createSingleFlight<object>('users', Date.now);
    const results: WeakRef<object>[] = [];
    const ends: (() => void)[] = [];
    const start = (since: number) =>
      reads.start([WHOLE], since, async (read) => {
        read.sent(since);
        await new Promise<void>((resolve) => ends.push(resolve));
        const result = { rows: new Array(1_000).fill(since) };
        results.push(new WeakRef(result));
        return result;
      });
    start(0);
    const ended = 10;
    for (let since = 1; since <= ended; since++) {
      start(since);
      ends.shift()?.();
      await sleep(1);
    }
    collectGarbage();
    // The one that ended last may still be referenced by the code that returned it.
    expect(results).toHaveLength(ended);
    expect(results.filter((result) => result.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });
});
