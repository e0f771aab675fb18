import { z } from 'zod';
import { type LeaseAnswer, type LeaseRequest, type Leases, leaseMs } from '../cache/lease.ts';
import { minuteMs } from '../time.ts';
import type { Redis } from './redis.ts';

/**
 * Reads the fields of a lease: the last token granted, the highest token that rows were stored with, and when the lease ends (0 once it
 * was released). A token is the time at which the lease was granted, or the last token plus one, so that it rises even after Redis has
 * lost its data. Anything that no instance can have written counts as absent: another type, or a time too far in the future.
 */
export const leaseFields = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function fieldsOf(key)
  local kind = redis.call('TYPE', key).ok
  if kind ~= 'hash' and kind ~= 'none' then redis.call('UNLINK', key) end
  local function at(field, latest)
    local found = tonumber(redis.call('HGET', key, field) or '') or 0
    return found <= latest and found or 0
  end
  return at('token', now + ${minuteMs}), at('written', now + ${minuteMs}), at('ends', now + ${leaseMs})
end
`;

/** Grants the lease, or returns why not. */
const takeScript = `${leaseFields}
local token, written, ends = fieldsOf(KEYS[1])
local since = now - ARGV[1]
if ARGV[3] == '1' and written > 0 and written >= since then return { 'written', written, '' } end
local isForAll = ARGV[2] == '1' or redis.call('HGET', KEYS[1], 'isBackground') ~= '1'
if ends > now and token >= since and isForAll then
  return { 'held', token, redis.call('HGET', KEYS[1], 'state') or '' }
end
local nextToken = math.max(now, token + 1)
if ends == 0 and token > 0 and token == tonumber(ARGV[4]) then return { 'released', nextToken, '' } end
redis.call('HSET', KEYS[1], 'token', nextToken, 'ends', now + ${leaseMs}, 'isBackground', ARGV[2], 'state', '')
if redis.call('PTTL', KEYS[1]) < ${leaseMs} then redis.call('PEXPIRE', KEYS[1], ${leaseMs}) end
return { 'granted', nextToken, '' }`;

/** Renews a lease, or releases it if no state is given. Does nothing if another instance has the lease by now. */
const renewScript = `${leaseFields}
local token = fieldsOf(KEYS[1])
if token ~= tonumber(ARGV[1]) then return end
redis.call('HSET', KEYS[1], 'ends', ARGV[2] == '' and 0 or now + ${leaseMs}, 'state', ARGV[2])
if redis.call('PTTL', KEYS[1]) < ${leaseMs} then redis.call('PEXPIRE', KEYS[1], ${leaseMs}) end`;

const answerSchema = z.tuple([z.enum(['granted', 'released', 'written', 'held']), z.number(), z.string()]);

/** The signed state of a lease: in how many milliseconds the read of its holder will end, and when the holder reported this. */
const stateSchema = z.tuple([z.coerce.number().nonnegative(), z.coerce.number()]);

/** The maximum age that makes no earlier read recent enough: `since` is then above any token. */
const never = -Number.MAX_SAFE_INTEGER;

/** The name of the lease of a key. */
export const leaseName = (redis: Pick<Redis, 'keyOf'>, key: string) => redis.keyOf('lease', key);

/** Creates the leases, which the instances share through Redis. */
export function createLeases(redis: Redis, now: () => number): Leases {
  function answerOf(name: string, [kind, token, state]: z.output<typeof answerSchema>): LeaseAnswer {
    if (kind === 'written') return { kind };
    return kind === 'held' ? { kind, token, endsInMs: endsInMs(name, token, state) } : { kind, token };
  }

  /** Null if none of our instances signed the state within the last minute. */
  function endsInMs(name: string, token: number, state: string): number | null {
    if (!redis.isSigned(subjectOf(name, token), state)) return null;
    const { data: [ms, at] = [0, 0] } = stateSchema.safeParse(state.split('.', 2));
    return Math.abs(now() - at) > minuteMs ? null : ms;
  }

  function send(key: string, token: number, state: (name: string) => string): void {
    const name = leaseName(redis, key);
    const args = { keys: [name], arguments: [String(token), state(name)] };
    redis.send('EVAL', (client) => client.eval(renewScript, args));
  }

  return {
    async take(key, request) {
      const name = leaseName(redis, key);
      const args = { keys: [name], arguments: argumentsOf(request) };
      const answer = await redis.run('EVAL', async (client) => answerSchema.parse(await client.eval(takeScript, args)));
      return answer && answerOf(name, answer);
    },
    renew: (key, token, endsInMs) =>
      send(key, token, (name) => redis.sign(subjectOf(name, token), `${Math.round(endsInMs)}.${Math.round(now())}`)),
    release: (key, token) => send(key, token, () => ''),
  };
}

const subjectOf = (name: string, token: number) => `${name} ${token}`;

const argumentsOf = ({ maxAgeMs, isBackground, looks, waitedFor }: LeaseRequest) =>
  [maxAgeMs ?? never, Number(isBackground), Number(looks), waitedFor].map(String);
