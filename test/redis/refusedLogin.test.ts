import { expect, it, onTestFinished } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { findRedis } from '../support/redis.ts';

const found = await findRedis();

it.skipIf(found === null)(
  'a Redis that refuses the login is reported with its answer, and nothing of the password',
  async () => {
    const url = new URL(found?.url ?? '');
    url.username = 'nobody';
    url.password = 'hunter2';
    const lost: string[] = [];
    const redis = await openRedis({
      url: url.href,
      prefix: found?.prefix,
      hashName: createHashName('0'.repeat(64)),
      onLost: (reason) => lost.push(reason),
    });
    onTestFinished(() => redis.close());
    await expect.poll(() => lost).toContain('WRONGPASS');
    expect(redis.isUp()).toBe(false);
  },
);
