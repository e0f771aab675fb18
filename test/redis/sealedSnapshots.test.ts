import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { createSealedSnapshots } from '../../src/redis/sealedSnapshots.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';

const found = await findRedis();
const hashName = createHashName('a name key');

/** Leaves bytes as they are. */
const unsealed = () => ({ seal: (bytes: Buffer) => bytes, open: (bytes: Buffer) => bytes });

const raise = (fault: unknown) => {
  throw fault;
};

describe.skipIf(found === null)('a sealed snapshot', () => {
  it('that arrives late counts as a miss, without Redis being considered down', async () => {
    const { url, prefix } = found as FoundRedis;
    const lost: string[] = [];
    const redis = await openRedis({ url, prefix, hashName, timeoutMs: 500, onLost: (reason) => lost.push(reason) });
    onTestFinished(() => redis.close());
    const snapshots = createSealedSnapshots(redis, unsealed, raise);
    snapshots.keep('key', 'text', 60_000);
    await expect.poll(() => snapshots.find('key')).toBe('text');
    const slow = {
      ...redis,
      read: (work: Parameters<typeof redis.read>[0]) => redis.read(() => sleep(800).then(() => work)),
    };
    expect(await createSealedSnapshots(slow as typeof redis, unsealed, raise).find('key')).toBeUndefined();
    expect(lost).toEqual([]);
    expect(redis.isUp()).toBe(true);
    expect(await snapshots.find('key')).toBe('text');
  });

  it('that cannot be sealed is reported, and has no other effect', async () => {
    const { url, prefix } = found as FoundRedis;
    const redis = await openRedis({ url, prefix, hashName });
    onTestFinished(() => redis.close());
    const fault = new Error('sealing failed');
    const faults: unknown[] = [];
    const failing = () => ({ ...unsealed(), seal: () => raise(fault) });
    const snapshots = createSealedSnapshots(redis, failing, (fault) => faults.push(fault));
    snapshots.keep('unsealable', 'text', 60_000);
    await expect.poll(() => faults).toEqual([fault]);
    expect(await snapshots.find('unsealable')).toBeUndefined();
  });
});
