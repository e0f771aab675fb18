import { MemoryFull } from '../lucca/errors.ts';
import { secondMs } from '../time.ts';
import type { AccountVersion } from './cacheKey.ts';
import type { Room } from './room.ts';

/** The memory claimed by one read in flight, in bytes of Lucca's responses. */
export type Claim = {
  /** Counts bytes that have arrived or, if negative, were dropped. Throws `MemoryFull` if there is no room for them. */
  grow(bytes: number): void;
  /**
   * Claims the size of the whole read, replacing the earlier estimate. If there is no room, a read of the account that has been in use
   * longest waits until others are no longer in use; all other reads are rejected with `MemoryFull`.
   */
  expect(bytes: number): Promise<void>;
  /** Hands bytes (by default, all) over to the cache, which counts them from now on. */
  handOver(bytes?: number): void;
  /** Ends the claim. */
  release(): void;
};

/** The part of the room that may be claimed in advance. The rest is for pages that arrive before the number of pages is known. */
const claimable = 7 / 8;

/** How long a read waits for room: the operations that use it end within seconds. */
const longestWaitMs = 5 * secondMs;

/** The account that the read is for, the key of the cache that it fills, and the name of the resource. */
type Reading = { account: AccountVersion; key: string; resource: string };

/** Begins to count the memory of a read. */
export function createClaim(room: Room, { account, key, resource }: Reading, now: () => number): Claim {
  const unpin = room.pin(account, key);
  let [arrived, expected, handedOver, size] = [0, 0, 0, 0];
  let isReleased = false;

  function resize(part?: number): boolean {
    // Pages in flight may still arrive, or be abandoned.
    if (isReleased) return true;
    const added = Math.max(0, Math.max(arrived, expected) - handedOver) - size;
    if (!room.claim(added, part)) return false;
    size += added;
    return true;
  }

  return {
    grow(bytes) {
      arrived += bytes;
      if (resize()) return;
      room.refused(account, arrived);
      arrived -= bytes;
      throw new MemoryFull({ resource });
    },
    async expect(bytes) {
      const before = expected;
      const until = now() + longestWaitMs;
      for (;;) {
        expected = bytes;
        if (resize(claimable)) return;
        expected = before;
        if (!room.isFirst(account) || now() >= until) {
          room.refused(account, bytes, claimable);
          throw new MemoryFull({ resource });
        }
        await room.changed(until - now());
      }
    },
    handOver(bytes = Number.POSITIVE_INFINITY) {
      handedOver += bytes;
      resize();
    },
    release() {
      isReleased = true;
      room.claim(-size);
      unpin();
    },
  };
}
