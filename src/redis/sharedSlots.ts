import { randomBytes } from 'node:crypto';
import type { Priority } from '../lucca/resilience/permit.ts';
import type { Slots, TakenSlot } from '../lucca/resilience/slots.ts';
import { minuteMs } from '../time.ts';
import { createKnownSlots, letters } from './knownSlots.ts';
import type { Redis } from './redis.ts';
import { type KnownSlot, longestPauseMs, pauseText, slotAnswer, slotArguments, slotScript } from './slotScript.ts';
import { watchWhole } from './watchWhole.ts';

/** What the instances have to agree on. */
export type SharedSlotsOptions = {
  /** Slots in a window, over all instances. */
  perMinute: number;
  /** Those of them that reads may take; all by default. */
  readsPerMinute?: number;
  /** Number of instances. While Redis is lost, each uses its part of the slots. */
  instances: number;
  now: () => number;
  windowMs?: number;
};

type Client = Parameters<Parameters<Redis['run']>[1]>[0];
type Slot = [member: string, slot: KnownSlot];

/**
 * Counts the slots of all instances in Redis, and keeps a copy of them here. While Redis is lost, the known slots continue to count, and
 * each new one counts as many times as there are instances, because each of the others may be taking one too.
 */
export function createSharedSlots(redis: Redis, options: SharedSlotsOptions): Slots {
  const { instances, now, windowMs = minuteMs } = options;
  const nextMember = createMembers(redis);
  const known = createKnownSlots({ windowMs, now, isOwn: nextMember.isOwn, isSigned: redis.isSigned });
  const { add, take, remove, pause } = createSlotCommands(redis, { ...options, windowMs });
  const listeners: (() => void)[] = [];
  const keyOf = (host: string) => redis.keyOf('quota', host);
  redis.listen(known.learn);
  const { isWhole, wholeInMs } = watchWhole(redis, {
    onReturn() {
      for (const key of known.keys()) add(key, known.of(key));
    },
    onWhole() {
      known.markShared();
      for (const listener of listeners) listener();
    },
  });
  const weight = () => (isWhole() ? 1 : instances);

  const takenSlot = (key: string, [member]: Slot): TakenSlot => ({
    // A slot that was not used stays taken: another instance may have added it to Redis already.
    release: () => add(key, [[member, known.restart(key, member)]]),
  });

  async function takeShared(key: string, slot: Slot, others: Slot[]): Promise<TakenSlot | null> {
    const answer = await take(key, slot[0], others);
    if (answer) remove(key, known.learn(answer.news));
    if (answer) known.pause(key, now() + answer.pausedMs);
    if (answer?.isGranted) return takenSlot(key, slot);
    // Without an answer in time the slot may have been granted all the same; the news say so then.
    known.of(key).delete(slot[0]);
    return null;
  }

  return {
    weight,
    wholeInMs,
    used(host) {
      const key = keyOf(host);
      // Asks for the slots of a host that this instance knows nothing of; the news contain them.
      if (!known.has(key)) add(key, []);
      return known.used(key, weight());
    },
    take(host, priority, subject) {
      const key = keyOf(host);
      const others = [...known.of(key)];
      const slot: Slot = [nextMember(key, priority, subject), { at: now(), priority, subject, isUnshared: !isWhole() }];
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

/** Makes the signed names of this instance's slots: whose share each counts in, and at the end the letter of its priority. */
function createMembers({ sign }: Redis) {
  const self = randomBytes(6).toString('base64url');
  let count = 0;
  const next = (key: string, priority: Priority, subject: string | null) => {
    count += 1;
    return sign(key, `${self}.${subject ?? ''}.${count.toString(36)}${letters[priority]}`);
  };
  return Object.assign(next, { isOwn: (member: string) => member.startsWith(self) });
}

/** What is sent to Redis about the slots and the pause of one host. */
function createSlotCommands(
  redis: Redis,
  {
    perMinute,
    readsPerMinute = perMinute,
    windowMs,
    now,
  }: Omit<SharedSlotsOptions, 'instances'> & { windowMs: number },
) {
  // Slots that were asked for and not granted yet must not count as taken.
  const asked = new Set<string>();
  const pauseOf = (key: string) => `${key}:pause`;
  const command = (key: string, slots: Iterable<Slot>, wanted: string) => {
    const limits = [windowMs, perMinute, wanted, redis.channel, longestPauseMs, readsPerMinute].map(String);
    const args = [...limits, ...slotArguments(slots, now())];
    return (client: Client) => client.eval(slotScript, { keys: [key, pauseOf(key)], arguments: args });
  };
  return {
    /** Adds slots without waiting, and has the news published. */
    add: (key: string, slots: Iterable<Slot>) => redis.send('EVAL', command(key, slots, '')),
    /** Adds slots and takes the wanted one if it is free; undefined without an answer in time. */
    async take(key: string, wanted: string, slots: readonly Slot[]) {
      const others = slots.filter(([member]) => !asked.has(member));
      const send = command(key, others, wanted);
      asked.add(wanted);
      const answer = await redis.run('EVAL', async (client) => slotAnswer.parse(await send(client)));
      asked.delete(wanted);
      return answer;
    },
    /** Removes members that no instance has signed, which would otherwise take slots. */
    remove(key: string, forged: string[]): void {
      if (forged.length > 0) redis.send('ZREM', (client) => client.zRem(key, forged));
    },
    /** Pauses the host: published for the other instances, and stored for those that start later. */
    pause(key: string, ms: number): void {
      if (ms <= 0) return;
      void redis.run('SET', (client) => client.set(pauseOf(key), '1', { expiration: { type: 'PX', value: ms } }));
      const signed = redis.sign(key, pauseText(ms, now()));
      void redis.run('PUBLISH', (client) => client.publish(redis.channel, `pause ${key} ${signed}`));
    },
  };
}
