import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import { afterAll } from 'vitest';

const url = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Opens a Redis to test against, with a prefix of this file's own; null where none answers, but in CI one has to. */
export async function findRedis() {
  const client = createClient({ url, socket: { connectTimeout: 1_000, reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (failure) {
    if (process.env.CI === 'true') throw failure;
    process.stdout.write('No Redis answers: its tests are skipped. Set TEST_REDIS_URL to run them.\n');
    return null;
  }
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const keys = (beginning = prefix) => client.keys(`${beginning}*`);
  const clear = async (beginning?: string) =>
    void (await client.unlink([`${prefix}:none`, ...(await keys(beginning))]));
  afterAll(async () => {
    await clear();
    client.destroy();
  });
  return { url, prefix, client, keys, clear };
}

/** A Redis as found. */
export type FoundRedis = NonNullable<Awaited<ReturnType<typeof findRedis>>>;
