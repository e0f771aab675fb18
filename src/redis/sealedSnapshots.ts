import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { RESP_TYPES } from '@redis/client';
import type { Snapshots } from '../cache/sharedCache.ts';
import { secondMs } from '../time.ts';
import type { Redis } from './redis.ts';

/** Seals bytes for one key; `open` returns null for anything that was not sealed for it. */
export type SealerOf = (key: string) => { seal(bytes: Buffer): Buffer; open(sealed: Buffer): Buffer | null };

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/** A larger value would take longer to read than any request waits. */
const maxBytes = 4_000_000;
const maxCharacters = 64_000_000;
/** Time to write one value, in milliseconds. */
const writeMs = 2 * secondMs;
const maxWrites = 16;

/**
 * Stores texts in Redis, compressed and then sealed for their key. A value that cannot be opened with its key is deleted. `onFault`
 * receives unexpected errors of writing.
 */
export function createSealedSnapshots(redis: Redis, sealerOf: SealerOf, onFault: (fault: unknown) => void): Snapshots {
  let writes = 0;
  const bytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  const nameOf = (key: string) => redis.keyOf('rows', key);
  const remove = (key: string) => void redis.run((client) => client.unlink(nameOf(key)));

  async function write(key: string, text: string, ms: number): Promise<void> {
    const sealed = sealerOf(key).seal(await compress(text, { level: 1 }));
    if (sealed.length > maxBytes) return;
    await redis.run((client) => client.set(nameOf(key), sealed, { expiration: { type: 'PX', value: ms } }), writeMs);
  }

  return {
    async find(key) {
      const sealed = await redis.read((client) => client.withTypeMapping(bytes).get(nameOf(key)));
      if (!Buffer.isBuffer(sealed)) return undefined;
      const opened = sealerOf(key).open(sealed);
      if (opened === null) {
        remove(key);
        return undefined;
      }
      return (await expand(opened, { maxOutputLength: 4 * maxCharacters })).toString('utf8');
    },
    keep(key, text, ms) {
      if (ms <= 0 || text.length > maxCharacters || writes >= maxWrites || !redis.isUp()) return;
      writes += 1;
      write(key, text, ms)
        .catch(onFault)
        .finally(() => {
          writes -= 1;
        });
    },
    forget: remove,
  };
}
