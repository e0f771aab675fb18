import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Slots, TakenSlot } from '../lucca/resilience/slots.ts';
import { minuteMs } from '../time.ts';
import type { Redis } from './redis.ts';

/** What the instances have to agree on. */
export type SharedSlotsOptions = {
  /** Places in a window, over all instances. */
  perMinute: number;
  /** How many instances there may be, each of which keeps to its part while Redis is lost. */
  instances: number;
  now: () => number;
  windowMs?: number;
};

/** A place, by our clock and, once Redis knows it, by Redis' own (epoch milliseconds). */
type Entry = { at: number; lowPriority: boolean; sharedAt?: number | undefined; isAlone?: boolean };

type Client = Parameters<Parameters<Redis['ask']>[0]>[0];

/** How long after Redis came back every instance has surely told it of its places. */
const settleMs = 2_000;

/**
 * Notes places (`member`, then when: an instant, or how long ago as a number that is not positive), and takes one where it is wanted
 * and free. What is noted never moves back, so that anybody may note what it knows again: a Redis that has forgotten learns it anew.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 5, #ARGV, 2 do
  local at = tonumber(ARGV[i + 1])
  if at <= 0 then at = now + at end
  redis.call('ZADD', KEYS[1], 'GT', at, ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
local wanted = ARGV[3]
local pausedMs = redis.call('PTTL', KEYS[2])
local isGranted = wanted ~= '' and pausedMs <= 0 and redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2])
if isGranted then redis.call('ZADD', KEYS[1], now, wanted) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local places = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local news = string.format('places %s %.0f ', KEYS[1], now) .. table.concat(places, ' ')
if isGranted or wanted == '' then redis.call('PUBLISH', ARGV[4], news) end
return { isGranted and 1 or 0, news, pausedMs }`;

/**
 * Counts the places of all instances in Redis, and keeps what it knows of them. While Redis is lost, those known keep counting, and
 * each place counts as many times as there are instances, because each of the others may be taking one too.
 */
export function createSharedSlots(redis: Redis, options: SharedSlotsOptions): Slots {
  const { perMinute, instances, now, windowMs = minuteMs } = options;
  const known = new LRUCache<string, Map<string, Entry>>({ max: 10_000 });
  const pauses = new LRUCache<string, number>({ max: 10_000 });
  const free: (() => void)[] = [];
  const self = randomBytes(6).toString('base64url');
  let taken = 0;
  let isSettled = false;
  let settling: NodeJS.Timeout | undefined;

  const isWhole = () => isSettled && redis.isUp();
  const weight = () => (isWhole() ? 1 : instances);
  const pauseOf = (key: string) => `${key}:pause`;
  const keyOf = (host: string) => `${redis.prefix}:quota:${createHash('sha256').update(host).digest('base64url')}`;

  function entriesOf(key: string): Map<string, Entry> {
    const entries = known.get(key) ?? new Map<string, Entry>();
    known.set(key, entries);
    const horizon = now() - windowMs;
    for (const [member, { at }] of entries) if (at <= horizon) entries.delete(member);
    return entries;
  }

  /** Learns what Redis has of a key: `places`, the key, Redis' time, then each place with its instant. */
  function learn(news: string): void {
    const [kind, key = '', ...rest] = news.split(' ');
    const number = Number(rest[0]);
    if (kind === 'pause') pauseKey(key, now() + number);
    else learnPlaces(key, number, rest.slice(1));
  }

  function learnPlaces(key: string, time: number, places: string[]): void {
    const entries = entriesOf(key);
    for (let index = 0; index + 1 < places.length; index += 2) {
      const [member = '', sharedAt] = [places[index], Number(places[index + 1])];
      const entry = entries.get(member);
      if (entry?.sharedAt === sharedAt) continue;
      // Our own we know better.
      const at = entry && isOurs(member) ? entry.at : now() - Math.max(0, time - sharedAt);
      entries.set(member, { ...entry, at, lowPriority: member.endsWith('b'), sharedAt });
    }
  }

  const isOurs = (member: string) => member.startsWith(self);

  function pauseKey(key: string, until: number): void {
    pauses.set(key, Math.max(pauses.get(key) ?? 0, until));
  }

  /** What is noted of a key, and which place is wanted there, if one is. */
  const noting = (key: string, entries: Iterable<[string, Entry]>, wanted = '') => {
    const told = [...entries].flatMap(([member, { at, sharedAt }]) => [
      member,
      String(sharedAt ?? Math.min(0, Math.round(at - now()))),
    ]);
    const args = [String(windowMs), String(perMinute), wanted, redis.channel, ...told];
    return (client: Client) => client.eval(script, { keys: [key, pauseOf(key)], arguments: args });
  };

  const note = (key: string, entries: Iterable<[string, Entry]>) => redis.tell(noting(key, entries));

  async function ask(key: string, entries: Iterable<[string, Entry]>, wanted: string): Promise<boolean> {
    const answer = await redis.ask(noting(key, entries, wanted));
    if (answer === undefined) return false;
    const [isGranted, news, pausedMs] = answer as unknown as [number, string, number];
    learn(news);
    if (pausedMs > 0) pauseKey(key, now() + pausedMs);
    return isGranted === 1;
  }

  function placeOf(key: string, member: string, entry: Entry): TakenSlot {
    return {
      end() {
        // A place that was not used stays taken: somebody else may have told Redis of it already.
        const ended = {
          lowPriority: entry.lowPriority,
          at: now(),
          isAlone: entriesOf(key).get(member)?.isAlone ?? false,
        };
        entriesOf(key).set(member, ended);
        note(key, [[member, ended]]);
      },
    };
  }

  redis.listen(learn);

  // Whatever the others have taken meanwhile they tell likewise: until they surely have, everybody keeps to its part.
  function settle(): void {
    isSettled = false;
    clearTimeout(settling);
    for (const [key, entries] of known.entries()) note(key, entries);
    settling = setTimeout(() => {
      isSettled = redis.isUp();
      if (!isSettled) return;
      for (const entries of known.values()) for (const entry of entries.values()) entry.isAlone = false;
      for (const look of free) look();
    }, settleMs).unref();
  }
  redis.onReturn(settle);
  if (redis.isUp()) settle();

  return {
    weight,
    taken(host) {
      const key = keyOf(host);
      // Nothing is known of a host nobody here has asked, as long as nobody tells.
      if (!known.has(key)) note(key, []);
      return [...entriesOf(key).values()].flatMap(({ at, lowPriority, isAlone }) =>
        Array(isAlone && !isWhole() ? instances : 1).fill({ at, lowPriority }),
      );
    },
    take(host, lowPriority) {
      const key = keyOf(host);
      taken += 1;
      const member = `${self}.${taken.toString(36)}${lowPriority ? 'b' : 'o'}`;
      const entries = entriesOf(key);
      const others = [...entries];
      const entry: Entry = { at: now(), lowPriority, isAlone: !isWhole() };
      entries.set(member, entry);
      if (!redis.isUp()) {
        note(key, [[member, entry]]);
        return placeOf(key, member, entry);
      }
      return ask(key, others, member).then((isGranted) => {
        if (isGranted) return placeOf(key, member, entry);
        // Where there was no answer in time, it may have been granted all the same: `learn` says so if it was.
        entriesOf(key).delete(member);
        return null;
      });
    },
    pausedUntil: (host) => pauses.get(keyOf(host)) ?? 0,
    pause(host, until) {
      const key = keyOf(host);
      pauseKey(key, until);
      const ms = Math.ceil(until - now());
      if (ms <= 0) return;
      // Published for those who are there, and kept for those to come.
      void redis.ask((client) => client.set(pauseOf(key), '1', { expiration: { type: 'PX', value: ms } }));
      void redis.ask((client) => client.publish(redis.channel, `pause ${key} ${ms}`));
    },
    onFree: (look) => void free.push(look),
  };
}
