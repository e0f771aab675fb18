import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { RESP_TYPES } from '@redis/client';
import type { Place, Snapshots } from '../loaders/sharedRows.ts';
import type { Redis } from './redis.ts';

/** Seals bytes for one place; what `open` is given and did not come from there is null. */
export type SealerOf = (place: string) => { seal(bytes: Buffer): Buffer; open(sealed: Buffer): Buffer | null };

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/** More than that would take longer than anybody waits for it. */
const mostBytes = 4_000_000;
const mostCharacters = 64_000_000;
/** How long a text may take to be written, while others are left out. */
const writeMs = 2_000;
const mostWrites = 16;

/**
 * Keeps texts in Redis, compressed and then sealed for their place; one that does not open there is deleted. `onFault` is told why one
 * could not be kept by our own fault.
 */
export function createSealedSnapshots(redis: Redis, sealerOf: SealerOf, onFault: (fault: unknown) => void): Snapshots {
  let writes = 0;
  const bytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  const nameOf = (place: Place) => JSON.stringify(place);
  const keyOf = (name: string) => `${redis.prefix}:rows:${createHash('sha256').update(name).digest('base64url')}`;
  const remove = (name: string) => void redis.ask((client) => client.unlink(keyOf(name)));

  async function write(name: string, text: string, ms: number): Promise<void> {
    const sealed = sealerOf(name).seal(await compress(text, { level: 1 }));
    if (sealed.length > mostBytes) return;
    await redis.ask((client) => client.set(keyOf(name), sealed, { expiration: { type: 'PX', value: ms } }), writeMs);
  }

  return {
    async find(place) {
      const name = nameOf(place);
      const sealed = await redis.look((client) => client.withTypeMapping(bytes).get(keyOf(name)));
      if (!Buffer.isBuffer(sealed)) return undefined;
      const opened = sealerOf(name).open(sealed);
      if (opened === null) {
        remove(name);
        return undefined;
      }
      return (await expand(opened, { maxOutputLength: 4 * mostCharacters })).toString('utf8');
    },
    keep(place, text, ms) {
      if (ms <= 0 || text.length > mostCharacters || writes >= mostWrites || !redis.isUp()) return;
      writes += 1;
      write(nameOf(place), text, ms)
        .catch(onFault)
        .finally(() => {
          writes -= 1;
        });
    },
    forget: (place) => remove(nameOf(place)),
  };
}
