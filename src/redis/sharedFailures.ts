import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from './redis.ts';

/** Notes failures (`member`, then how many milliseconds ago), and answers with those there are, told likewise. */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'NX', now - ARGV[i + 1], ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local failed = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 2, #failed, 2 do failed[i] = now - failed[i] end
return failed`;

/**
 * Shares with the other instances when attempts failed. What failed here is told each time, so that a Redis that has forgotten it
 * learns it anew.
 */
export function createSharedFailures(redis: Redis, now: () => number) {
  const self = randomBytes(6).toString('base64url');
  const keyOf = (name: string) => `${redis.prefix}:failures:${createHash('sha256').update(name).digest('base64url')}`;

  return async (name: string, windowMs: number, here: ReadonlyMap<number, number>): Promise<number[] | null> => {
    const told = [...here].flatMap(([number, at]) => [`${self}.${number}`, String(Math.max(0, now() - at))]);
    const args = { keys: [keyOf(name)], arguments: [String(windowMs), ...told] };
    const answer = await redis.ask((client) => client.eval(script, args));
    if (answer === undefined) return null;
    const failed = answer as unknown as (string | number)[];
    return failed.flatMap((member, index) =>
      typeof member === 'string' && !member.startsWith(self) ? now() - Number(failed[index + 1]) : [],
    );
  };
}
