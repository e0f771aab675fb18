import { randomBytes } from 'node:crypto';
import type { Priority } from '../lucca/resilience/permit.ts';
import type { Slots, TakenSlot } from '../lucca/resilience/slots.ts';
import { minuteMs } from '../time.ts';
import { createKnownSlots, letters } from './knownSlots.ts';
import type { Redis } from './redis.ts';
import { type KnownSlot, longestPauseMs, pauseText, slotAnswer, slotArguments, slotScript } from './slotScript.ts';
import { watchCompleteness } from './watchCompleteness.ts';

/** The limits, which must be the same in all instances. */
export type SharedSlotsOptions = {
  /** Slots in a window, for all instances together. */
  perMinute: number;
  /** How many of them reads may take; all by default. */
  readsPerMinute?: number;
  /** Number of instances. While Redis is down, each uses its part of the slots. */
  instances: number;
  now: () => number;
  windowMs?: number;
};

type Client = Parameters<Parameters<Redis['run']>[1]>[0];
type Slot = [member: string, slot: KnownSlot];

/**
 * Counts the slots of all instances in Redis, and keeps a copy in memory. While Redis is down, the known slots continue to count, and
 * each new one counts once for every instance, because each of the others may be taking one too.
 */
export function createSharedSlots(redis: Redis, options: SharedSlotsOptions): Slots {
  const { instances, now, windowMs = minuteMs } = options;
  const nameOf = createMembers(redis);
  const known = createKnownSlots({ windowMs, now, isOwn: nameOf.isOwn, isSigned: redis.isSigned });
  const { add, take, remove, pause } = createSlotCommands(redis, { ...options, windowMs });
  const listeners: (() => void)[] = [];
  const keyOf = (host: string) => redis.keyOf('quota', host);
  redis.listen(known.learn);
  const { isComplete, completeInMs } = watchCompleteness(redis, {
    onReturn() {
      for (const key of known.keys()) add(key, known.of(key));
    },
    onComplete() {
      known.markShared();
      for (const listener of listeners) listener();
    },
  });
  const weight = () => (isComplete() ? 1 : instances);

  const takenSlot = (key: string, [member]: Slot): TakenSlot => ({
    // Even if nothing was sent, the slot stays taken: another instance may already have added it to Redis.
    release: () => add(key, [[member, known.restart(key, member)]]),
  });

  async function takeShared(key: string, slot: Slot, others: Slot[]): Promise<TakenSlot | null> {
    const answer = await take(key, slot[0], others);
    if (answer) remove(key, known.learn(answer.message));
    if (answer) known.pause(key, now() + answer.pausedMs);
    if (answer?.isGranted) return takenSlot(key, slot);
    // If the answer was late, Redis may have granted the slot all the same; a message will say so.
    known.of(key).delete(slot[0]);
    return null;
  }

  return {
    weight,
    completeInMs,
    used(host) {
      const key = keyOf(host);
      // The message that follows contains the slots of a host that is new to this instance.
      if (!known.has(key)) add(key, []);
      return known.used(key, weight());
    },
    take(host, priority, subject) {
      const key = keyOf(host);
      const others = [...known.of(key)];
      const slot: Slot = [nameOf(key, priority, subject), { at: now(), priority, subject, isUnshared: !isComplete() }];
      known.of(key).set(...slot);
      if (redis.isUp()) return takeShared(key, slot, others);
      add(key, [slot]);
      return takenSlot(key, slot);
    },
    pausedUntil: (host) => known.pausedUntil(keyOf(host)),
    pause(host, until) {
      known.pause(keyOf(host), until);
      pause(keyOf(host), Math.ceil(until - now()));
    },
    onFree: (listener) => void listeners.push(listener),
  };
}

/** Makes the signed names of this instance's slots. Each contains whose share it counts in, and ends with the letter of its priority. */
function createMembers({ sign }: Redis) {
  const self = randomBytes(6).toString('base64url');
  let count = 0;
  const next = (key: string, priority: Priority, subject: string | null) => {
    count += 1;
    return sign(key, `${self}.${subject ?? ''}.${count.toString(36)}${letters[priority]}`);
  };
  return Object.assign(next, { isOwn: (member: string) => member.startsWith(self) });
}

/** The commands about the slots and the pause of one host. */
function createSlotCommands(
  redis: Redis,
  {
    perMinute,
    readsPerMinute = perMinute,
    windowMs,
    now,
  }: Omit<SharedSlotsOptions, 'instances'> & { windowMs: number },
) {
  // Slots that were requested and not granted yet must not count as taken.
  const asked = new Set<string>();
  const pauseOf = (key: string) => `${key}:pause`;
  const command = (key: string, slots: Iterable<Slot>, wanted: string) => {
    const limits = [windowMs, perMinute, wanted, redis.channel, longestPauseMs, readsPerMinute].map(String);
    const args = [...limits, ...slotArguments(slots, now())];
    return (client: Client) => client.eval(slotScript, { keys: [key, pauseOf(key)], arguments: args });
  };
  return {
    /** Adds slots without waiting; all slots of the host are then published. */
    add: (key: string, slots: Iterable<Slot>) => redis.send('EVAL', command(key, slots, '')),
    /** Adds slots and takes the wanted one if one is free. Resolves to undefined if Redis is down or late. */
    async take(key: string, wanted: string, slots: readonly Slot[]) {
      const others = slots.filter(([member]) => !asked.has(member));
      const send = command(key, others, wanted);
      asked.add(wanted);
      const answer = await redis.run('EVAL', async (client) => slotAnswer.parse(await send(client)));
      asked.delete(wanted);
      return answer;
    },
    /** Removes members that no instance has signed, which would otherwise count as slots. */
    remove(key: string, forged: string[]): void {
      if (forged.length > 0) redis.send('ZREM', (client) => client.zRem(key, forged));
    },
    /** Publishes the pause for the other instances, and stores it for those that start later. */
    pause(key: string, ms: number): void {
      if (ms <= 0) return;
      void redis.run('SET', (client) => client.set(pauseOf(key), '1', { expiration: { type: 'PX', value: ms } }));
      const signed = redis.sign(key, pauseText(ms, now()));
      void redis.run('PUBLISH', (client) => client.publish(redis.channel, `pause ${key} ${signed}`));
    },
  };
}
