import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
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
const shortMs = 2_000;
/** A window that does not end during a test. */
const longMs = 60_000;
/** As in production. */
const usualTimeoutMs = 50;
/** A deadline that is met even on a busy machine. */
const lateMs = 30_000;
/** Lucca's limit, of which the quota is 40 in 50. */
const mostOfLucca = (most * 50) / 40;

let hosts = 0;

/** Whether this can be the rest of a pause of 60 seconds, on a busy machine. */
const isAbout60 = (seconds: number) => seconds > 40 && seconds <= 60;

/** The `retryAfterSeconds` of a request that must not wait for longer than a second; 0 if it is not refused. */
const refusedFor = (request: (inMs: number) => Promise<void>): Promise<number> =>
  request(1_000).then(
    () => 0,
    ({ retryAfterSeconds }: LuccaRateLimited) => retryAfterSeconds,
  );

/** Waits until a condition is met, limited only by the timeout of the test. */
async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) await sleep(20);
}

/** Whether a promise is settled at once, without waiting for a timer or an answer. */
async function isAtOnce(work: () => Promise<unknown>): Promise<boolean> {
  let isDone = false;
  const done = work().then(() => {
    isDone = true;
  });
  await new Promise(setImmediate);
  const wasDone = isDone;
  await done;
  return wasDone;
}

/** How long to wait for Redis, how long a quota lasts, and how much of it reads may take. */
type Times = { timeoutMs?: number; windowMs?: number; readsPerMinute?: number };

/** Three instances that share one connection to Redis, and the quota of one Lucca. */
async function setUp(
  { url, ...redis }: FoundRedis,
  { onTestFinished }: TestContext,
  { timeoutMs = usualTimeoutMs, windowMs = shortMs, readsPerMinute = most }: Times = {},
) {
  hosts += 1;
  const prefix = `${redis.prefix}-${hosts}-`;
  const host = `shared${hosts}.ilucca-demo.net`;
  const sandbox = await createSandbox({
    companies: [tinyCompany({ host }) as TrappedCompany],
    requestsPerMinute: 100_000,
    // The sandbox's clock runs faster, so that its minute is as long as our window.
    now: () => Math.floor((performance.now() * 60_000) / windowMs),
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
    const slots = createSharedSlots(connection, {
      perMinute: most,
      readsPerMinute,
      instances: 3,
      now: Date.now,
      windowMs,
    });
    const quota = createQuota(most, Date.now, { maxConcurrent: 4, slots, windowMs, readsPerMinute });
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
    prefix,
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
    areUp: () => instances.every(({ connection }) => connection.isUp()),
    /** Sends requests from all instances without a pause while `work` runs, and at least until each has been answered. */
    async under(work: () => Promise<unknown>) {
      let isWorking = true;
      const counts = instances.map(() => 0);
      const asking = instances.flatMap(({ request }, index) =>
        [1, 2].map(async () => {
          while (isWorking || counts.includes(0)) {
            await request();
            counts[index] = (counts[index] ?? 0) + 1;
          }
        }),
      );
      const working = work().finally(() => {
        isWorking = false;
      });
      await Promise.all([...asking, working]);
    },
  };
}

const member = (number: number, score: number) => ({ value: `member${number}`, score });
const everySlot = () => Array.from({ length: 2 * most }, (_, number) => member(number, Date.now()));

describe.skipIf(redis === null).concurrent('three instances that share a Redis', () => {
  const enter = (context: TestContext, times?: Times) => setUp(redis as FoundRedis, context, times);
  /** With a long timeout for Redis, because on a busy machine an answer may be slow. */
  const enterPatiently = (context: TestContext, windowMs = shortMs) => enter(context, { timeoutMs: 2_000, windowMs });

  it('together keep the slots of operations on the account free, even if all take slots at the same moment', async (context) => {
    const reserved = { timeoutMs: 2_000, windowMs: longMs, readsPerMinute: most - 4 };
    const { host, instances, first } = await enter(context, reserved);
    const soon = { host, deadlineAt: Date.now() + longMs / 2 };
    const granted = async (priority: 'normal' | 'account', asking: (typeof instances)[number][]) => {
      const takes = asking.flatMap(({ quota }) =>
        Array.from({ length: 4 }, async () => {
          const permit = await quota.take({ ...soon, priority }, 'things');
          permit.release();
        }),
      );
      const outcomes = await Promise.allSettled(takes);
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await granted('normal', instances)).toBe(most - 4);
    expect(await granted('account', [first])).toBe(4);
  });

  it('together send a Lucca no more requests than its quota, and use all of it', async (context) => {
    const { under, highest, heard } = await enterPatiently(context);
    await under(async () => {
      await until(() => heard() >= 2 * most && highest() >= most);
    });
    expect(highest()).toBe(most);
  });

  it('share the remaining quota, and a pause that Lucca demands', async (context) => {
    const { host, first, second } = await enterPatiently(context, longMs);
    const sent = 5;
    await Promise.all(Array.from({ length: sent }, () => first.request()));
    await until(() => second.quota.state(host).remaining === most - sent);
    expect(second.quota.state(host).perMinute).toBe(most);
    first.quota.pause(host, 60);
    await until(() => second.quota.state(host).remaining === 0);
    expect(await refusedFor(second.request)).toSatisfy(isAbout60);
  });

  it('share a pause that Lucca demands with an instance that starts later', async (context) => {
    const { host, first, join } = await enterPatiently(context);
    first.quota.pause(host, 60);
    const late = await join();
    expect(await refusedFor(late.request)).toSatisfy(isAbout60);
  });

  it('let a single one use the whole quota', async (context) => {
    // With only its part of the quota it would wait for the next window, and its requests would be refused.
    const { first, highest } = await enterPatiently(context, longMs);
    await Promise.all(Array.from({ length: most }, () => first.request(lateMs)));
    expect(highest()).toBe(most);
  });

  it('do not exceed the quota when Redis dies just after one has used all of it', async (context) => {
    const { host, first, second, third, wire, highest } = await enterPatiently(context, longMs / 6);
    await Promise.all(Array.from({ length: most }, () => first.request()));
    await until(() => [second, third].every(({ quota }) => quota.state(host).remaining === 0));
    await wire.set('cut');
    await Promise.all([second, third].flatMap(({ request }) => Array.from({ length: most / 3 }, () => request())));
    expect(highest()).toBe(most);
  });

  it('never exceed the quota, and never fail, while Redis dies, recovers, hangs or is slow', async (context) => {
    const { under, wire, highest, events, areUp, instances } = await enter(context);
    const count = (news: string) => events.filter((each) => each === news).length;
    await under(async () => {
      for (const state of ['cut', 'hanging', 'slow'] as const) {
        await until(areUp);
        const before = { lost: count('lost'), back: count('back') };
        await wire.set(state);
        await until(() => count('lost') - before.lost >= instances.length);
        // Long enough for every instance to use its own part of the quota for more than a window.
        await sleep(1.5 * shortMs);
        await wire.set('whole');
        await until(() => count('back') - before.back >= instances.length);
      }
    });
    expect(highest()).toBeLessThanOrEqual(mostOfLucca);
  });

  it('do not exceed what Lucca allows when Redis loses its data', async (context) => {
    const { under, highest, prefix } = await enterPatiently(context);
    await under(async () => {
      for (let times = 0; times < 20; times++) {
        await sleep(250);
        await redis?.clear(prefix);
      }
    });
    // A slot that is lost before the other instances receive it may be taken twice.
    expect(highest()).toBeLessThanOrEqual(mostOfLucca);
  });

  it.for([
    ['hangs', 'hanging'],
    ['is slow', 'slow'],
    ['is cut off', 'cut'],
  ] as const)('wait briefly, and at most twice, for a Redis that %s', async ([, state], context) => {
    const { host, wire, first, events } = await enter(context);
    await first.request();
    await wire.set(state);
    await first.request();
    expect(first.connection.isUp()).toBe(false);
    expect(events).toContain('lost');
    const take = async () => (await first.quota.take({ host, deadlineAt: Date.now() + lateMs }, 'things')).release();
    expect(await isAtOnce(take)).toBe(true);
  });

  it('consider Redis down after two late answers in a row, not after one', async (context) => {
    const { first } = await enterPatiently(context, longMs);
    const answerLate = () => first.connection.run('GET', () => new Promise(() => {}), 1);
    expect([await answerLate(), first.connection.isUp()]).toEqual([undefined, true]);
    await first.request();
    expect([await answerLate(), first.connection.isUp()]).toEqual([undefined, true]);
    expect([await answerLate(), first.connection.isUp()]).toEqual([undefined, false]);
  });

  it('while Redis is down, do not predict a longer wait than until its return', async (context) => {
    const { host, first, wire } = await enterPatiently(context, longMs);
    await wire.set('cut');
    await until(() => !first.connection.isUp());
    await Promise.all(Array.from({ length: most / 3 }, () => first.request()));
    // The instance has used its own part for a minute, but the others have used nothing.
    expect(await refusedFor(first.request)).toBeLessThanOrEqual(3);
    await wire.set('whole');
    await until(() => first.slots.weight() === 1);
    await Promise.all(Array.from({ length: most - most / 3 }, () => first.request()));
    // Once the outage is longer than expected, its end cannot be predicted.
    await wire.set('cut');
    await until(() => !first.connection.isUp());
    await sleep(3_000);
    expect(await refusedFor(first.request)).toBeGreaterThan(40);
    expect(first.quota.state(host).remaining).toBe(0);
  });

  it.for(['hanging', 'cut'] as const)(
    'use Redis again soon after its recovery, after it was %s',
    async (state, context) => {
      const { wire, areUp } = await enter(context);
      await wire.set(state);
      await until(() => !areUp());
      await sleep(3_000);
      await wire.set('whole');
      await until(areUp);
    },
  );

  it('each use their part of the quota if Redis was never reachable', async ({ onTestFinished }) => {
    const wire = await startFaultyWire('redis://127.0.0.1');
    await wire.close();
    const connection = await openRedis({ url: wire.url, hashName });
    onTestFinished(() => connection.close());
    const slots = createSharedSlots(connection, { perMinute: most, instances: 3, now: Date.now, windowMs: longMs });
    const quota = createQuota(most, Date.now, { slots, windowMs: longMs });
    const soon = { host: 'alone.ilucca.net', deadlineAt: Date.now() + 200 };
    expect(quota.state(soon.host).remaining).toBe(most / 3);
    const outcomes = await Promise.allSettled(Array.from({ length: most }, () => quota.take(soon, 'things')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(most / 3);
  });

  it.for([
    ['slots without times', (key: string) => `slots ${key} NaN one NaN two`],
    ['slots of an infinite future', (key: string) => `slots ${key} 1 one Infinity two 1e300`],
    [
      'all slots taken',
      (key: string) => `slots ${key} 1 ${Array.from({ length: 50 }, (_, at) => `m${at} 1`).join(' ')}`,
    ],
    ['a pause', (key: string) => `pause ${key} 60000.${Date.now()}.${'A'.repeat(22)}`],
    ['a pause of an earlier version', (key: string) => `pause ${key} 60000`],
    ['something else', () => 'toString __proto__ 1 2 3'],
  ] as const)('ignore messages that none of them has signed: %s', async ([, messageOf], context) => {
    const { host, first, second } = await enterPatiently(context, longMs);
    await first.request();
    await until(() => second.quota.state(host).remaining === most - 1);
    await redis?.client.publish(first.connection.channel, messageOf(first.connection.keyOf('quota', host)));
    // Messages arrive in the order in which they are published.
    await first.request();
    await until(() => second.quota.state(host).remaining === most - 2);
    // The request would fail if it had to wait for the end of the window or of the pause.
    await second.request();
  });

  it.for([
    ['slots of the far future', (key: string) => redis?.client.zAdd(key, [member(1, 9e15), member(2, Infinity)])],
    ['every slot, now', (key: string) => redis?.client.zAdd(key, everySlot())],
    ['a value of another type', (key: string) => redis?.client.set(key, 'text')],
    ['a pause without an end', (key: string) => redis?.client.set(`${key}:pause`, '1', { EX: 10 ** 9 })],
  ] as const)('are not blocked by what somebody else writes to Redis: %s', async ([, write], context) => {
    const { host, first, highest } = await enterPatiently(context, 5_000);
    await write(first.connection.keyOf('quota', host));
    await Promise.all(Array.from({ length: most }, () => first.request()));
    expect(highest()).toBe(most);
  });

  it('share nothing with instances of another prefix or another store', async (context) => {
    const { host, first, prefix } = await enterPatiently(context);
    const { url } = redis as FoundRedis;
    const others = await Promise.all([
      openRedis({ url, prefix: `${prefix}-staging`, hashName }),
      openRedis({ url, prefix, hashName: createHashName('another name key') }),
    ]);
    for (const other of others) {
      context.onTestFinished(() => other.close());
      expect(other.keyOf('quota', host)).not.toBe(first.connection.keyOf('quota', host));
      expect(other.isSigned('key', first.connection.sign('key', 'text'))).toBe(other === others[0]);
    }
    expect(others[0]?.channel).not.toBe(first.connection.channel);
  });

  it('store no host name in Redis', async (context) => {
    const { host, first, prefix } = await enterPatiently(context);
    await first.request();
    const keys = (await redis?.keys(prefix)) ?? [];
    expect(keys.length).toBeGreaterThan(0);
    const logs = keys.filter((key) => key.includes(':quota:') && !key.endsWith(':pause'));
    const slots = await Promise.all(logs.map((key) => redis?.client.zRange(key, 0, -1)));
    expect(slots.flat().length).toBeGreaterThan(0);
    expect(JSON.stringify([keys, slots])).not.toContain(host.split('.')[0]);
    expect(JSON.stringify(keys)).not.toContain(createHash('sha256').update(host).digest('base64url'));
  });
});
