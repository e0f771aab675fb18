import { LRUCache } from 'lru-cache';
import { type AccountVersion, cacheKey, isKeyOf } from './cacheKey.ts';
import { createClaim } from './claim.ts';
import type { Rejection } from './negativeCache.ts';
import { createRoom, type RoomOptions } from './room.ts';

/** Everything cached for connections in this process, by `cacheKey`. */
export function createMemory(options: RoomOptions) {
  const room = createRoom(options);
  const { caches } = room;
  const rejections = new LRUCache<string, Rejection>({ max: 10_000 });
  const ended = new LRUCache<string, true>({ max: 10_000 });
  const isEnded = (connection: AccountVersion) => ended.has(cacheKey(connection));

  return {
    get: (key: string) => caches.get(key),
    peek: (key: string) => caches.peek(key),
    take(key: string) {
      const value = caches.get(key);
      caches.delete(key);
      return value;
    },
    /**
     * Caches a value, unless its connection has ended: a read that was still in flight then must not be cached. `isSpare` is what makes
     * room before anything that was read.
     */
    set(
      connection: AccountVersion,
      key: string,
      value: object,
      bytes: number,
      { ttl, isSpare = false }: { ttl?: number; isSpare?: boolean } = {},
    ): void {
      // The LRU cache does not measure an existing value again.
      caches.delete(key);
      if (isEnded(connection)) return;
      caches.set(key, value, { size: Math.max(1, bytes), ...(ttl !== undefined && { ttl }) });
      if (isSpare) room.spare.add(key);
      room.shrink();
    },
    /** Keeps the value of a key cached until the returned function is called. */
    pin: room.pin,
    /** Whether requests of an account are refused for a moment, because it has been in use for long and others need its room. */
    mustPause: room.mustPause,
    /** Starts to count the memory of a read that will be cached under a key. */
    claim: (account: AccountVersion, key: string, resource: string) =>
      createClaim(room, { account, key, resource }, options.now),
    isEnded,
    rejectionOf(connection: AccountVersion): Rejection {
      const key = cacheKey(connection);
      const rejection = rejections.get(key) ?? { at: 0 };
      rejections.set(key, rejection);
      return rejection;
    },
    purge(connection: AccountVersion): void {
      ended.set(cacheKey(connection), true);
      rejections.delete(cacheKey(connection));
      for (const key of [...caches.keys()]) if (isKeyOf(connection, key)) caches.delete(key);
    },
    /** The estimated size of everything cached and of the reads in flight, in bytes. */
    bytes: room.bytes,
  };
}

/** The memory of all caches. */
export type Memory = ReturnType<typeof createMemory>;
