import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Redis } from './redis.ts';

/** Adds failures (`member`, then its age in milliseconds) and returns all failures in the same form. */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'NX', now - ARGV[i + 1], ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local failed = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 2, #failed, 2 do failed[i] = now - failed[i] end
return failed`;

const replySchema = z.array(z.union([z.string(), z.number()]));

/**
 * Shares failed attempts with other instances. Every call sends all failures of this instance, so that a Redis that has lost its
 * data is repopulated by the next attempt.
 */
export function createSharedFailures(redis: Redis, now: () => number) {
  const self = randomBytes(6).toString('base64url');
  const keyOf = (name: string) => `${redis.prefix}:failures:${createHash('sha256').update(name).digest('base64url')}`;

  return async (name: string, windowMs: number, here: ReadonlyMap<number, number>): Promise<number[] | null> => {
    const reported = [...here].flatMap(([number, at]) => [`${self}.${number}`, String(Math.max(0, now() - at))]);
    const args = { keys: [keyOf(name)], arguments: [String(windowMs), ...reported] };
    const answer = await redis.run((client) => client.eval(script, args));
    if (answer === undefined) return null;
    const failed = replySchema.parse(answer);
    return failed.flatMap((member, index) =>
      typeof member === 'string' && !member.startsWith(self) ? now() - Number(failed[index + 1]) : [],
    );
  };
}
