import { z } from 'zod';
import type { Priority } from '../lucca/resilience/permit.ts';
import { longestRetryAfterSeconds } from '../lucca/resilience/retryAfter.ts';
import { minuteMs, secondMs } from '../time.ts';

/** A slot as an instance knows it: when it was taken by this clock and, once Redis has it, by the clock of Redis (epoch milliseconds). */
export type KnownSlot = {
  at: number;
  priority: Priority;
  /** Whose share it counts in. */
  subject: string | null;
  sharedAt?: number | undefined;
  /** Taken while Redis was down, so the other instances do not know it. */
  isUnshared?: boolean;
};

/**
 * Adds slots (a member, then its time: an instant, or its age as a number that is not positive), and takes the wanted slot if one is
 * free. A read gets none once reads have used their part. The time of a slot never moves back, so an instance may add its slots at any
 * time; this repopulates Redis after a loss of its data. Anything that no instance can have written is dropped, because it could block a
 * host forever: a value of another type, a time far in the future, or a pause longer than the longest.
 */
export const slotScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'zset' and kind ~= 'none' then redis.call('DEL', KEYS[1]) end
for i = 7, #ARGV, 2 do
  local at = tonumber(ARGV[i + 1])
  if at <= 0 then at = now + at end
  redis.call('ZADD', KEYS[1], 'GT', math.min(at, now), ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. (now + ARGV[1]), '+inf')
local wanted = ARGV[3]
local pausedMs = redis.call('PTTL', KEYS[2])
if pausedMs > tonumber(ARGV[5]) then
  redis.call('DEL', KEYS[2])
  pausedMs = 0
end
local isGranted = wanted ~= '' and pausedMs <= 0 and redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2])
local function isRead(member) return string.match(member, '(.)%.[^.]*$') ~= 'a' end
if isGranted and isRead(wanted) then
  local reads = 0
  for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    if isRead(member) then reads = reads + 1 end
  end
  isGranted = reads < tonumber(ARGV[6])
end
if isGranted then redis.call('ZADD', KEYS[1], now, wanted) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local slots = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local message = string.format('slots %s %.0f ', KEYS[1], now) .. table.concat(slots, ' ')
if isGranted or wanted == '' then redis.call('PUBLISH', ARGV[4], message) end
return { isGranted and 1 or 0, message, pausedMs }`;

/** The slots as arguments of the script. */
export const slotArguments = (slots: Iterable<[string, KnownSlot]>, now: number): string[] =>
  [...slots].flatMap(([member, { at, sharedAt }]) => [member, String(sharedAt ?? Math.min(0, Math.round(at - now)))]);

/** The script's answer: whether the wanted slot was taken, the message to the other instances, and how long the host is paused. */
export const slotAnswer = z
  .tuple([z.number(), z.string(), z.number()])
  .transform(([isGranted, message, pausedMs]) => ({ isGranted: isGranted === 1, message, pausedMs }));

/** A message about a host: a signed pause, or all its slots with their times and the current time, both by the clock of Redis. */
export type SlotMessage =
  | { kind: 'pause'; key: string; signed: string }
  | { kind: 'slots'; key: string; redisNow: number; slots: [member: string, sharedAt: number][] };

const instant = z.coerce.number().nonnegative();

/** Parses `pause KEY SIGNED`, or `slots KEY NOW` with members and times. Returns null for anything else. */
export function parseMessage(message: string): SlotMessage | null {
  const [kind, key = '', first = '', ...rest] = message.split(' ');
  if (kind === 'pause') return { kind, key, signed: first };
  const { data: redisNow } = instant.safeParse(first);
  if (kind !== 'slots' || redisNow === undefined) return null;
  const slots = rest.flatMap((member, index): [string, number][] => {
    const { data: sharedAt } = instant.safeParse(rest[index + 1]);
    return index % 2 === 0 && sharedAt !== undefined ? [[member, sharedAt]] : [];
  });
  return { kind, key, redisNow, slots };
}

/** The longest pause that an instance can publish. */
export const longestPauseMs = longestRetryAfterSeconds * secondMs;
/** A pause that was signed longer ago is ignored. */
const maxMessageAgeMs = minuteMs;

/** The text of a pause, which is then signed: its length and its start. */
export const pauseText = (ms: number, now: number) => `${ms}.${now}`;

/** The length of a signed pause, in milliseconds; 0 if it is too old. */
export function pausedMsIn(signed: string, now: number): number {
  const { data: [ms, at] = [0, 0] } = z.tuple([instant, instant]).safeParse(signed.split('.', 2));
  return Math.abs(now - at) <= maxMessageAgeMs ? ms : 0;
}
