import { LRUCache } from 'lru-cache';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import { createLine } from './line.ts';

/** Limits of the room. */
export type RoomOptions = {
  /** The maximum number of bytes of cached rows, by their size in memory, and of reads in flight, by the size of Lucca's responses. */
  maxBytes: number;
  now: () => number;
};

/**
 * The room that all caches and reads in flight share, by `cacheKey`. The least recently used caches are evicted to make room, but never
 * pinned ones, which a request is using or a read in flight will fill: evicting these would not free their memory.
 */
export function createRoom({ maxBytes, now }: RoomOptions) {
  const { caches, spare, inOrder } = createCaches(now);
  const line = createLine(now);
  const pins = new Map<string, number>();
  let claimed = 0;

  /** What can be dropped for so many more bytes, what is spare first, then least recently used; `missing` is what is still missing then. */
  function droppable(bytes: number, limit: number) {
    let missing = caches.calculatedSize + claimed + bytes - limit;
    const keys: string[] = [];
    for (const key of missing > 0 ? inOrder() : []) {
      if (missing <= 0) break;
      if (pins.has(key)) continue;
      missing -= caches.info(key)?.size ?? 0;
      keys.push(key);
    }
    return { keys, missing };
  }

  /** Evicts as much as is needed, or as much as possible. */
  function shrink(): void {
    for (const key of droppable(0, maxBytes).keys) caches.delete(key);
  }

  return {
    caches,
    spare,
    shrink,
    /** Claims bytes (or releases them, if negative), up to a part of the room. Without room, evicts nothing and returns false. */
    claim(bytes: number, part = 1): boolean {
      const { keys, missing } = droppable(bytes, maxBytes * part);
      if (bytes > 0 && missing > 0) return false;
      if (bytes > 0) for (const key of keys) caches.delete(key);
      claimed += bytes;
      return true;
    },
    /** Keeps a key from being evicted, and its account in line, until the returned function is called. */
    pin(account: AccountVersion, key: string): () => void {
      pins.set(key, (pins.get(key) ?? 0) + 1);
      const leave = line.join(cacheKey(account));
      return () => {
        const count = (pins.get(key) ?? 0) - 1;
        if (count > 0) pins.set(key, count);
        else pins.delete(key);
        shrink();
        leave();
      };
    },
    /** Notes that a read was refused these bytes of a part of the room. One that would not fit even alone makes no others pause. */
    refused(account: AccountVersion, bytes: number, part = 1): void {
      if (bytes <= maxBytes * part) line.want(cacheKey(account));
    },
    mustPause: (account: AccountVersion) => line.mustPause(cacheKey(account)),
    isFirst: (account: AccountVersion) => line.isFirst(cacheKey(account)),
    changed: line.changed,
    bytes: () => caches.calculatedSize + claimed,
  };
}

/** What is cached, and `spare`, the keys of what can be made again without Lucca. */
function createCaches(now: () => number) {
  const spare = new Set<string>();
  // The limit is kept by the room, because the LRU cache would drop what is pinned, too.
  const caches = new LRUCache<string, object>({
    maxSize: Number.MAX_SAFE_INTEGER,
    ttlAutopurge: true,
    perf: { now },
    dispose: (_, key) => spare.delete(key),
  });

  /** All keys in the order in which they are dropped. */
  function* inOrder() {
    yield* spare;
    for (const key of caches.rkeys()) if (!spare.has(key)) yield key;
  }
  return { caches, spare, inOrder };
}

/** The room of all caches. */
export type Room = ReturnType<typeof createRoom>;
