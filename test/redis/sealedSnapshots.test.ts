import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import type { Snapshots } from '../../src/cache/sharedCache.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { createSealedSnapshots } from '../../src/redis/sealedSnapshots.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';

const found = await findRedis();
const hashName = createHashName('a name key');
const connection = { id: 'a1', version: 1 };

/** A sealer that does not encrypt. */
const unsealed = () => ({ seal: (bytes: Buffer) => bytes, open: (bytes: Buffer) => bytes });

const raise = (fault: unknown) => {
  throw fault;
};

describe.skipIf(found === null)('a sealed snapshot', () => {
  it('that arrives late counts as a miss, and Redis still counts as up', async () => {
    const { url, prefix } = found as FoundRedis;
    const lost: string[] = [];
    const redis = await openRedis({ url, prefix, hashName, timeoutMs: 500, onLost: (reason) => lost.push(reason) });
    onTestFinished(() => redis.close());
    const snapshots = createSealedSnapshots(redis, unsealed, raise);
    snapshots.keep(connection, 'key', ['text'], 60_000);
    await expect.poll(() => snapshots.find('key')).toEqual(['text']);
    const slow = {
      ...redis,
      read: (operation: string, work: Parameters<typeof redis.read>[1]) =>
        redis.read(operation, () => sleep(800).then(() => work)),
    };
    expect(await createSealedSnapshots(slow as typeof redis, unsealed, raise).find('key')).toBeUndefined();
    expect(lost).toEqual([]);
    expect(redis.isUp()).toBe(true);
    expect(await snapshots.find('key')).toEqual(['text']);
  });

  it('has the lines that were stored, however long they are and whatever they contain', async () => {
    const { url, prefix } = found as FoundRedis;
    const redis = await openRedis({ url, prefix, hashName, timeoutMs: 2_000 });
    onTestFinished(() => redis.close());
    const snapshots = createSealedSnapshots(redis, unsealed, raise);
    // Most characters take several bytes, which may arrive in two parts.
    const lines = ['', 'é\r\u2028', '𝄞é'.repeat(200_001), ...Array.from({ length: 20_000 }, (_, at) => `€${at}`), ''];
    snapshots.keep(connection, 'long', lines, 60_000);
    await expect.poll(() => snapshots.find('long'), { timeout: 10_000 }).toEqual(lines);
  });

  it('that cannot be encrypted is reported, and has no other effect', async () => {
    const { url, prefix } = found as FoundRedis;
    const redis = await openRedis({ url, prefix, hashName });
    onTestFinished(() => redis.close());
    const fault = new Error('sealing failed');
    const faults: unknown[] = [];
    const failing = () => ({ ...unsealed(), seal: () => raise(fault) });
    const snapshots = createSealedSnapshots(redis, failing, (fault) => faults.push(fault));
    snapshots.keep(connection, 'unsealable', ['text'], 60_000);
    await expect.poll(() => faults).toEqual([fault]);
    expect(await snapshots.find('unsealable')).toBeUndefined();
  });

  describe('of a connection that has ended', () => {
    async function twoInstances() {
      const { url, prefix } = found as FoundRedis;
      const opened = await Promise.all([1, 2].map(() => openRedis({ url, prefix, hashName, timeoutMs: 2_000 })));
      onTestFinished(() => {
        for (const redis of opened) redis.close();
      });
      return opened.map((redis) => createSealedSnapshots(redis, unsealed, raise)) as [Snapshots, Snapshots];
    }
    const namesOf = async (kind: string) => (await (found as FoundRedis).keys()).filter((name) => name.includes(kind));

    it('is deleted at once, and those of other connections stay', async () => {
      const [here, there] = await twoInstances();
      const ended = { id: 'a2', version: 1 };
      const others = [
        { id: 'a2', version: 2 },
        { id: 'a22', version: 1 },
      ];
      // At most 16 writes may run at a time, and some of the earlier ones may not have ended.
      for (let number = 0; number < 1_100; number += 8) {
        for (let one = number; one < number + 8; one += 1) here.keep(ended, `ended-${one}`, ['text'], 60_000);
        await expect.poll(() => there.find(`ended-${number + 7}`), { interval: 5 }).toEqual(['text']);
      }
      for (const other of others) here.keep(other, JSON.stringify(other), ['text'], 60_000);
      for (const other of others) await expect.poll(() => there.find(JSON.stringify(other))).toEqual(['text']);
      const before = (await namesOf(':rows:')).length;
      await there.purge(ended);
      expect(before - (await namesOf(':rows:')).length).toBeGreaterThan(1_000);
      for (const number of [0, 500, 1_000, 1_099]) expect(await here.find(`ended-${number}`)).toBeUndefined();
      for (const other of others) expect(await here.find(JSON.stringify(other))).toEqual(['text']);
    });

    it('is not stored after the end, and the other instances are informed of the end', async () => {
      const [here, there] = await twoInstances();
      const heard: object[] = [];
      there.onPurged((each) => heard.push(each));
      const ended = { id: 'a3', version: 7 };
      await here.purge(ended);
      await expect.poll(() => heard).toEqual([ended]);
      const { client, prefix } = found as FoundRedis;
      await client.publish(`${prefix}:news`, 'ended a3.8');
      await client.publish(`${prefix}:news`, 'ended a3.8.forged');
      await here.purge({ ...ended, version: 6 });
      await expect.poll(() => heard).toEqual([ended, { ...ended, version: 6 }]);
      there.keep(ended, 'late', ['text'], 60_000);
      there.keep({ ...ended, version: 8 }, 'later', ['text'], 60_000);
      await expect.poll(() => here.find('later')).toEqual(['text']);
      expect(await here.find('late')).toBeUndefined();
    });

    it('is deleted when Redis is back, if it was down', async () => {
      const { url, prefix } = found as FoundRedis;
      const wire = await startFaultyWire(url);
      const redis = await openRedis({ url: wire.url, prefix, hashName, timeoutMs: 2_000 });
      onTestFinished(async () => {
        redis.close();
        await wire.close();
      });
      const snapshots = createSealedSnapshots(redis, unsealed, raise);
      const [here] = await twoInstances();
      const ended = { id: 'a4', version: 1 };
      here.keep(ended, 'lost', ['text'], 60_000);
      await expect.poll(() => here.find('lost')).toEqual(['text']);
      await wire.set('refused');
      await expect.poll(() => redis.isUp(), { timeout: 20_000 }).toBe(false);
      await snapshots.purge(ended);
      expect(await here.find('lost')).toEqual(['text']);
      await wire.set('whole');
      await expect.poll(() => here.find('lost'), { timeout: 20_000 }).toBeUndefined();
    });
  });
});
