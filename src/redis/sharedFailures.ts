import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Redis } from './redis.ts';

/**
 * Adds failures (a member, then its age in milliseconds) and returns all failures in the same form. Drops those that no instance can have
 * added.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'zset' and kind ~= 'none' then redis.call('DEL', KEYS[1]) end
for i = 2, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'NX', now - ARGV[i + 1], ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. (now + 60000), '+inf')
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local failed = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 2, #failed, 2 do failed[i] = now - failed[i] end
return failed`;

const replySchema = z.array(z.union([z.string(), z.number()]));

/**
 * Shares failed attempts with other instances. Every call sends all failures of this instance, so that a Redis that has lost its
 * data is repopulated by the next attempt. A failure counts only if an instance has signed it.
 */
export function createSharedFailures(redis: Redis, now: () => number) {
  const self = randomBytes(6).toString('base64url');

  return async (name: string, windowMs: number, here: ReadonlyMap<number, number>): Promise<number[] | null> => {
    const key = redis.keyOf('failures', name);
    const reported = [...here].flatMap(([number, at]) => [
      redis.sign(key, `${self}.${number}`),
      String(Math.max(0, now() - at)),
    ]);
    const args = { keys: [key], arguments: [String(windowMs), ...reported] };
    const failed = await redis.run('EVAL', async (client) => replySchema.parse(await client.eval(script, args)));
    if (failed === undefined) return null;
    return failed.flatMap((member, index) =>
      typeof member === 'string' && !member.startsWith(self) && redis.isSigned(key, member)
        ? now() - ageOf(failed[index + 1], windowMs)
        : [],
    );
  };
}

/** The age of a failure. One that is not a number counts as the highest, so that no failure counts for too long. */
function ageOf(found: unknown, windowMs: number): number {
  const age = Number(found);
  return Number.isNaN(age) ? windowMs : Math.min(windowMs, Math.max(0, age));
}
