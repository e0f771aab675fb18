import { LRUCache } from 'lru-cache';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import { createLine } from './line.ts';

/** Limits of the room. */
export type RoomOptions = {
  /** The most bytes of cached rows, as they are in memory, and of reads in flight, by the size of Lucca's answers. */
  maxBytes: number;
  now: () => number;
};

/**
 * The room that all caches and reads in flight share, by `cacheKey`. What was used least recently makes room for more, but nothing that is
 * pinned because a request uses it or a read in flight will fill it: dropping that would not free its memory.
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

  /** Drops as much as is needed, or all that can be. */
  function shrink(): void {
    for (const key of droppable(0, maxBytes).keys) caches.delete(key);
  }

  return {
    caches,
    spare,
    shrink,
    /** Claims so many more bytes, or fewer if negative, up to a part of the room; drops nothing and returns false if there is no room. */
    claim(bytes: number, part = 1): boolean {
      const { keys, missing } = droppable(bytes, maxBytes * part);
      if (bytes > 0 && missing > 0) return false;
      if (bytes > 0) for (const key of keys) caches.delete(key);
      claimed += bytes;
      return true;
    },
    /** Keeps a key from being dropped, and its account in line, until the returned function is called. */
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
    /** Notes that a read was refused so many bytes of a part of the room. What would not fit even alone is no reason for others to pause. */
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
