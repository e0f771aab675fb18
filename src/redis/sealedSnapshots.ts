import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { type AccountVersion, cacheKey } from '../cache/cacheKey.ts';
import { charactersOf, type Snapshots } from '../cache/sharedCache.ts';
import { minuteMs, secondMs } from '../time.ts';
import { createLeases, leaseFields, leaseName } from './leases.ts';
import type { Redis } from './redis.ts';

/** Encrypts bytes for one key; `open` returns null for anything that was not encrypted for it. */
export type SealerOf = (key: string) => { seal(bytes: Buffer): Buffer; open(sealed: Buffer): Buffer | null };

/** A larger value would take longer to read than a request waits for Redis. */
const maxBytes = 4_000_000;
const maxCharacters = 64_000_000;
/** Bytes that are expanded in one turn. */
const expandedAtOnce = 128 * 1024;
/** Time to write one value, in milliseconds. */
const writeMs = 2 * secondMs;
const maxWrites = 16;
/** How long an ended connection refuses new texts: longer than any write takes. */
const endedMs = minuteMs;

/**
 * Stores a value and lists it under its connection, unless the connection has ended. With a lease, stores it only if nothing was stored
 * with a higher token: an instance whose process was paused during a read must not replace newer rows.
 */
const keepScript = `${leaseFields}
if redis.call('EXISTS', KEYS[3]) == 1 then return end
if KEYS[4] then
  local token, written = fieldsOf(KEYS[4])
  local ours = tonumber(ARGV[3])
  if written > ours then return end
  redis.call('HSET', KEYS[4], 'written', ours)
  if token == ours then redis.call('HSET', KEYS[4], 'ends', 0) end
  redis.call('PEXPIRE', KEYS[4], ARGV[2])
end
if redis.call('TYPE', KEYS[2]).ok ~= 'zset' then redis.call('UNLINK', KEYS[2]) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], now + ARGV[2], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])`;

/** Compresses lines one by one: a long text would block all other requests each time it is copied as a whole. */
const compress = (lines: readonly string[]): Promise<Buffer> =>
  pipeline(withLineBreaks(lines), createDeflateRaw({ level: 1 }), buffer);

function* withLineBreaks(lines: readonly string[]): Generator<string> {
  for (const [index, line] of lines.entries()) yield index === 0 ? line : `\n${line}`;
}

/** Returns the lines that were compressed, expanded a part at a time. */
async function expand(compressed: Buffer): Promise<string[]> {
  const parts = createInflateRaw({ chunkSize: expandedAtOnce }).setEncoding('utf8');
  parts.end(compressed);
  const lines: string[] = [];
  let [unfinished, characters] = ['', 0];
  for await (const part of parts) {
    characters += part.length;
    if (characters > 2 * maxCharacters) throw new RangeError('A snapshot is too long.');
    const [first = '', ...others] = part.split('\n');
    unfinished += first;
    if (others.length === 0) continue;
    lines.push(unfinished, ...others.slice(0, -1));
    unfinished = others.at(-1) ?? '';
  }
  return [...lines, unfinished];
}

/** Deletes everything listed under a connection, marks the connection as ended, and publishes that. */
const purgeScript = `
redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
local names = redis.call('TYPE', KEYS[1]).ok == 'zset' and redis.call('ZRANGE', KEYS[1], 0, -1) or {}
for i = 1, #names, 1000 do redis.call('UNLINK', unpack(names, i, math.min(i + 999, #names))) end
redis.call('UNLINK', KEYS[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])`;

/**
 * Stores lines in Redis, compressed and then encrypted for their key. A value that cannot be decrypted is deleted. `onFault` receives
 * unexpected errors of writes.
 */
export function createSealedSnapshots(
  redis: Redis,
  sealerOf: SealerOf,
  onFault: (fault: unknown) => void,
  now = Date.now,
): Snapshots {
  const leases = createLeases(redis, now);
  let writes = 0;
  const nameOf = (key: string) => redis.keyOf('rows', key);
  const namesOf = (connection: AccountVersion) =>
    ['connection', 'ended'].map((kind) => redis.keyOf(kind, cacheKey(connection)));
  const remove = (key: string) => void redis.run('UNLINK', (client) => client.unlink(nameOf(key)));

  async function write(...[connection, key, lines, ms, token]: Parameters<Snapshots['keep']>): Promise<void> {
    const sealed = sealerOf(key).seal(await compress(lines));
    if (sealed.length > maxBytes) return release(key, token);
    const lease = token === undefined ? [] : [leaseName(redis, key)];
    const args = {
      keys: [nameOf(key), ...namesOf(connection), ...lease],
      arguments: [sealed, String(ms), String(token ?? 0)],
    };
    await redis.run('EVAL', (client) => client.eval(keepScript, args), writeMs);
  }

  /** Releases the lease of rows that are not stored, so that another instance may read them. */
  function release(key: string, token: number | null | undefined): void {
    if (typeof token === 'number') leases.release(key, token);
  }

  return {
    async find(key) {
      const sealed = await redis.read('GET', (client) => client.withTypeMapping(redis.asBytes).get(nameOf(key)));
      if (!Buffer.isBuffer(sealed)) return undefined;
      const opened = sealerOf(key).open(sealed);
      if (opened === null) {
        remove(key);
        return undefined;
      }
      return expand(opened);
    },
    keep(connection, key, lines, ms, token) {
      const isTooLong = charactersOf(lines) > maxCharacters;
      if (ms <= 0 || isTooLong || writes >= maxWrites || !redis.isUp()) return release(key, token);
      writes += 1;
      write(connection, key, lines, ms, token)
        .catch(onFault)
        .finally(() => {
          writes -= 1;
        });
    },
    forget: remove,
    leases,
    ...createPurge(redis, namesOf),
  };
}

/** Maximum number of connections to purge when Redis is back. */
const maxWaiting = 1_000;

/** Purges connections; those that end while Redis is down are purged when it is back. */
function createPurge(
  redis: Redis,
  namesOf: (connection: AccountVersion) => string[],
): Pick<Snapshots, 'purge' | 'onPurged'> {
  const waiting = new LRUCache<string, AccountVersion>({ max: maxWaiting });

  async function purge(connection: AccountVersion): Promise<void> {
    const { id, version } = connection;
    const args = {
      keys: namesOf(connection),
      arguments: [String(endedMs), redis.channel, `ended ${redis.sign('ended', `${id}.${version}`)}`],
    };
    waiting.set(cacheKey(connection), connection);
    const isDone = await redis.run('EVAL', async (client) => {
      await client.eval(purgeScript, args);
      return true;
    });
    if (isDone) waiting.delete(cacheKey(connection));
  }

  redis.onReturn(() => {
    for (const connection of waiting.values()) void purge(connection);
  });
  return {
    purge,
    onPurged: (listener) =>
      redis.listen((message) => {
        const [kind, signed = ''] = message.split(' ');
        if (kind !== 'ended' || !redis.isSigned('ended', signed)) return;
        const [id = '', version] = signed.split('.');
        listener({ id, version: Number(version) });
      }),
  };
}
