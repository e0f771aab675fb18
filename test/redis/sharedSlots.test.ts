import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import type { LuccaRateLimited } from '../../src/lucca/errors.ts';
import { createQuota } from '../../src/lucca/resilience/quota.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { createSharedSlots } from '../../src/redis/sharedSlots.ts';
import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { ask } from '../support/askSandbox.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

const redis = await findRedis();

const hashName = createHashName('a name key');
const most = 12;
const windowMs = 2_000;
/** The sandbox's clock runs faster, so that its minute is as long as our window. */
const speedup = 60_000 / windowMs;
const mostLateMs = 250;
/** Lucca's limit, of which we use 40 in 50. */
const mostOfLucca = (most * 50) / 40;

let hosts = 0;

/** A pause of 60 seconds that began a while ago, on a busy machine. */
const isAbout60 = (seconds: number) => seconds > 40 && seconds <= 60;

/** The seconds after which a request may be retried that must not wait for longer than one. */
const refusedFor = (request: (inMs: number) => Promise<void>): Promise<number> =>
  request(1_000).then(
    () => 0,
    ({ retryAfterSeconds }: LuccaRateLimited) => retryAfterSeconds,
  );

/** Three instances that share a quota over one wire to Redis, before one Lucca. */
async function setUp({ url, prefix }: FoundRedis, timeoutMs?: number) {
  hosts += 1;
  const host = `shared${hosts}.ilucca-demo.net`;
  const sandbox = await createSandbox({
    companies: [tinyCompany({ host }) as TrappedCompany],
    requestsPerMinute: 100_000,
    now: () => Math.floor(performance.now() * speedup),
  });
  const wire = await startFaultyWire(url);
  const events: string[] = [];
  const join = async () => {
    const connection = await openRedis({
      url: wire.url,
      prefix,
      hashName,
      timeoutMs,
      onLost: () => events.push('lost'),
      onBack: () => events.push('back'),
    });
    const slots = createSharedSlots(connection, { perMinute: most, instances: 3, now: Date.now, windowMs });
    const quota = createQuota(most, Date.now, { maxConcurrent: 4, slots, windowMs });
    const request = async (inMs = 30_000) => {
      const permit = await quota.take({ host, deadlineAt: Date.now() + inMs }, 'things');
      const { status } = await ask(sandbox, '/api/v3/users', { host });
      permit.release();
      expect(status).toBe(200);
    };
    onTestFinished(() => connection.close());
    return { connection, slots, quota, request };
  };
  const instances = await Promise.all([1, 2, 3].map(join));
  onTestFinished(async () => {
    await wire.close();
    await sandbox.close();
  });
  const [first, second, third] = instances as [Instance, Instance, Instance];
  type Instance = (typeof instances)[number];
  const settled = async () => {
    while (instances.some(({ slots }) => slots.weight() > 1)) await sleep(20);
  };
  await settled();
  return {
    host,
    wire,
    events,
    instances,
    join,
    first,
    second,
    third,
    settled,
    heard: () => sandbox.control.requests().length,
    highest: () => sandbox.control.highestPerMinute(host),
    /** Sends requests from all instances without a pause for this long, while `work` runs. */
    async under(ms: number, work: () => Promise<unknown>) {
      const endAt = Date.now() + ms;
      const counts = instances.map(() => 0);
      const asking = instances.flatMap(({ request }, index) =>
        [1, 2].map(async () => {
          while (Date.now() < endAt) {
            await request();
            counts[index] = (counts[index] ?? 0) + 1;
          }
        }),
      );
      await Promise.all([...asking, work()]);
      return counts;
    },
  };
}

const member = (number: number, score: number) => ({ value: `member${number}`, score });
const everySlot = () => Array.from({ length: 2 * most }, (_, number) => member(number, Date.now()));

/** How long something takes, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

describe.skipIf(redis === null)('three instances that share a Redis', () => {
  /** As in production; on a busy machine an answer may be late then. */
  const enter = () => setUp(redis as FoundRedis);
  const enterPatiently = () => setUp(redis as FoundRedis, 2_000);

  it('together send a Lucca no more requests than its quota, and use all of it', async () => {
    const { under, highest, heard } = await enterPatiently();
    const counts = await under(5_000, async () => {});
    expect(highest()).toBe(most);
    expect(heard()).toBeGreaterThanOrEqual(2 * most);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('share the remaining quota and the time of a pause that Lucca demands', async () => {
    const { host, first, second } = await enterPatiently();
    await Promise.all(Array.from({ length: 5 }, () => first.request()));
    expect(second.quota.state(host)).toMatchObject({ perMinute: most, remaining: most - 5 });
    first.quota.pause(host, 60);
    await expect.poll(() => second.quota.state(host).remaining, { timeout: 10_000 }).toBe(0);
    expect(await refusedFor(second.request)).toSatisfy(isAbout60);
  });

  it('share a pause that Lucca demands with an instance that starts later', async () => {
    const { host, first, join } = await enter();
    first.quota.pause(host, 60);
    const late = await join();
    expect(await refusedFor(late.request)).toSatisfy(isAbout60);
  });

  it('let a single one use the whole quota', async () => {
    const { first, highest } = await enterPatiently();
    expect(await timed(() => Promise.all(Array.from({ length: most }, () => first.request())))).toBeLessThan(windowMs);
    expect(highest()).toBe(most);
  });

  it('do not exceed the quota when Redis dies just after one has used all of it', async () => {
    const { host, first, second, third, wire, highest } = await enterPatiently();
    await Promise.all(Array.from({ length: most }, () => first.request()));
    for (const { quota } of [second, third]) await expect.poll(() => quota.state(host).remaining).toBe(0);
    await wire.set('cut');
    await Promise.all([second, third].flatMap(({ request }) => Array.from({ length: 5 }, () => request())));
    expect(highest()).toBe(most);
  });

  it('never exceed the quota, and never fail, while Redis dies, recovers, hangs or is slow', async () => {
    const { under, wire, highest, events } = await enter();
    const counts = await under(16_000, async () => {
      for (const state of ['cut', 'whole', 'hanging', 'whole', 'slow'] as const) {
        await sleep(state === 'whole' ? 2_000 : 3_200);
        await wire.set(state);
      }
    });
    expect(highest()).toBeLessThanOrEqual(mostOfLucca);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    for (const news of ['lost', 'back'])
      expect(events.filter((each) => each === news).length).toBeGreaterThanOrEqual(6);
  });

  it('do not exceed the quota when Redis loses its data', async () => {
    const { under, highest } = await enterPatiently();
    await under(6_000, async () => {
      for (let times = 0; times < 20; times++) {
        await sleep(250);
        await redis?.clear();
      }
    });
    expect(highest()).toBeLessThanOrEqual(most);
  });

  it.each([
    ['hangs', 'hanging'],
    ['is slow', 'slow'],
    ['is cut off', 'cut'],
  ] as const)('wait only once, for 50 ms, for a Redis that %s', async (_, state) => {
    const { wire, first, events } = await enter();
    await first.request();
    await wire.set(state);
    expect(await timed(() => first.request())).toBeLessThan(50 + mostLateMs);
    expect(first.connection.isUp()).toBe(false);
    expect(await timed(() => first.request())).toBeLessThan(50);
    expect(events).toContain('lost');
  });

  it.each(['hanging', 'cut'] as const)(
    'use Redis again within 2 seconds of its recovery, after it was %s',
    async (state) => {
      const { wire, instances } = await enter();
      const areUp = () => instances.every(({ connection }) => connection.isUp());
      await wire.set(state);
      await expect.poll(areUp, { timeout: 2_000 }).toBe(false);
      await sleep(3_000);
      await wire.set('whole');
      await expect.poll(areUp, { timeout: 2_000 }).toBe(true);
    },
  );

  it('each use their part of the quota if Redis was never reachable', async () => {
    const wire = await startFaultyWire('redis://127.0.0.1');
    await wire.close();
    const connection = await openRedis({ url: wire.url, hashName });
    onTestFinished(() => connection.close());
    const slots = createSharedSlots(connection, { perMinute: most, instances: 3, now: Date.now, windowMs });
    const quota = createQuota(most, Date.now, { slots, windowMs });
    const soon = { host: 'alone.ilucca.net', deadlineAt: Date.now() + 200 };
    expect(quota.state(soon.host).remaining).toBe(most / 3);
    const outcomes = await Promise.allSettled(Array.from({ length: most }, () => quota.take(soon, 'things')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(most / 3);
  });

  it.each([
    ['slots without times', (key: string) => `slots ${key} NaN one NaN two`],
    ['slots of an endless future', (key: string) => `slots ${key} 1 one Infinity two 1e300`],
    [
      'all slots taken',
      (key: string) => `slots ${key} 1 ${Array.from({ length: 50 }, (_, at) => `m${at} 1`).join(' ')}`,
    ],
    ['a pause', (key: string) => `pause ${key} 60000.${Date.now()}.${'A'.repeat(22)}`],
    ['a pause of an earlier version', (key: string) => `pause ${key} 60000`],
    ['something else', () => 'toString __proto__ 1 2 3'],
  ])('do not believe news that none of them has signed: %s', async (_, newsOf) => {
    const { host, first, second } = await enterPatiently();
    await first.request();
    await expect.poll(() => second.quota.state(host).remaining).toBe(most - 1);
    await redis?.client.publish(first.connection.channel, newsOf(first.connection.keyOf('quota', host)));
    // What is published later is heard later.
    await first.request();
    await expect.poll(() => second.quota.state(host).remaining).toBe(most - 2);
    expect(await timed(() => second.request())).toBeLessThan(windowMs);
  });

  it.each([
    ['slots of a far future', (key: string) => redis?.client.zAdd(key, [member(1, 9e15), member(2, Infinity)])],
    ['every slot, now', (key: string) => redis?.client.zAdd(key, everySlot())],
    ['a value of another type', (key: string) => redis?.client.set(key, 'text')],
    ['a pause without an end', (key: string) => redis?.client.set(`${key}:pause`, '1', { EX: 10 ** 9 })],
  ])('are not blocked by what somebody else writes into Redis: %s', async (_, write) => {
    const { host, first, highest } = await enterPatiently();
    await write(first.connection.keyOf('quota', host));
    expect(await timed(() => first.request(windowMs))).toBeLessThan(windowMs);
    await timed(() => Promise.all(Array.from({ length: most - 1 }, () => first.request(windowMs))));
    expect(highest()).toBe(most);
  });

  it('share nothing with those of another prefix, or of another store', async () => {
    const { host, first } = await enterPatiently();
    const { url, prefix } = redis as FoundRedis;
    const others = await Promise.all([
      openRedis({ url, prefix: `${prefix}-staging`, hashName }),
      openRedis({ url, prefix, hashName: createHashName('another name key') }),
    ]);
    for (const other of others) {
      onTestFinished(() => other.close());
      expect(other.keyOf('quota', host)).not.toBe(first.connection.keyOf('quota', host));
      expect(other.isSigned('key', first.connection.sign('key', 'text'))).toBe(other === others[0]);
    }
    expect(others[0]?.channel).not.toBe(first.connection.channel);
  });

  it('store no host name in Redis', async () => {
    const { host, first } = await enterPatiently();
    await first.request();
    const keys = (await redis?.keys()) ?? [];
    expect(keys.length).toBeGreaterThan(0);
    const logs = keys.filter((key) => key.includes(':quota:') && !key.endsWith(':pause'));
    const slots = await Promise.all(logs.map((key) => redis?.client.zRange(key, 0, -1)));
    expect(slots.flat().length).toBeGreaterThan(0);
    expect(JSON.stringify([keys, slots])).not.toContain(host.split('.')[0]);
    expect(JSON.stringify(keys)).not.toContain(createHash('sha256').update(host).digest('base64url'));
  });
});
