import { expect, it, onTestFinished } from 'vitest';
import { createAttempts } from '../../src/accounts/connect/attempts.ts';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { createSharedFailures } from '../../src/redis/sharedFailures.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';

const found = await findRedis();

// In a file of its own, because the other tests would have to wait for so many names.
it.skipIf(found === null)(
  'failed attempts are remembered for as long as they count, however many names are tried meanwhile',
  async () => {
    const { url, prefix } = found as FoundRedis;
    const redis = await openRedis({ url, prefix, hashName: createHashName('a name key'), timeoutMs: 60_000 });
    onTestFinished(() => redis.close());
    const attempts = createAttempts(1, 600_000, Date.now, createSharedFailures(redis, Date.now));
    const fail = async (name: string) => {
      const attempt = await attempts.begin(name, Date.now());
      if ('end' in attempt) attempt.end(true);
      return attempt;
    };
    await fail('one');
    for (let from = 0; from <= 10_000; from += 100)
      await Promise.all(Array.from({ length: 100 }, (_, index) => fail(`name-${from + index}`)));
    expect(await fail('one')).toMatchObject({ haveFailed: true });
  },
);
