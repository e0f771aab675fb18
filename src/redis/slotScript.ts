import { z } from 'zod';

/** A slot as an instance knows it: its time here and, once Redis has it, its time there (epoch milliseconds). */
export type KnownSlot = {
  at: number;
  lowPriority: boolean;
  sharedAt?: number | undefined;
  /** Taken while Redis was lost, so that the other instances do not know it. */
  isUnshared?: boolean;
};

/**
 * Adds slots (a member, then its time: an instant, or its age as a number that is not positive), and takes the wanted one if it is
 * free. The time of a slot never moves back, so that every instance may add what it knows at any time: that is how Redis is
 * repopulated after it has lost its data.
 */
export const slotScript = `
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
local slots = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local news = string.format('slots %s %.0f ', KEYS[1], now) .. table.concat(slots, ' ')
if isGranted or wanted == '' then redis.call('PUBLISH', ARGV[4], news) end
return { isGranted and 1 or 0, news, pausedMs }`;

/** The slots as arguments of the script. */
export const slotArguments = (slots: Iterable<[string, KnownSlot]>, now: number): string[] =>
  [...slots].flatMap(([member, { at, sharedAt }]) => [member, String(sharedAt ?? Math.min(0, Math.round(at - now)))]);

/** The script's answer: whether the wanted slot was taken, the news that the other instances get, and how long the host is paused. */
export const slotAnswer = z
  .tuple([z.number(), z.string(), z.number()])
  .transform(([isGranted, news, pausedMs]) => ({ isGranted: isGranted === 1, news, pausedMs }));

/** News about a host: a pause of so many milliseconds, or all its slots with their times in Redis, and the time there. */
export type SlotNews =
  | { kind: 'pause'; key: string; ms: number }
  | { kind: 'slots'; key: string; redisNow: number; slots: [member: string, sharedAt: number][] };

/** Reads news as they are published: `pause KEY MS`, or `slots KEY NOW` with members and times. */
export function parseNews(news: string): SlotNews {
  const [kind, key = '', number, ...rest] = news.split(' ');
  if (kind === 'pause') return { kind, key, ms: Number(number) };
  const members = rest.filter((_, index) => index % 2 === 0);
  const slots = members.flatMap((member, index): [string, number][] =>
    2 * index + 1 < rest.length ? [[member, Number(rest[2 * index + 1])]] : [],
  );
  return { kind: 'slots', key, redisNow: Number(number), slots };
}
