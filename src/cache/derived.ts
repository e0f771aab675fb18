import { minuteMs } from '../time.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import type { Memory } from './memory.ts';
import type { RoomOptions } from './room.ts';

/** What was made of a row, and the memory that it takes in bytes. */
type Made = { size: number };

/** What was made of the rows of one account. It is never needed: whatever is not here can be made again, without Lucca. */
export type Derived<Value extends Made> = {
  /** What was made of a row. */
  of(row: object): readonly Value[];
  /** Keeps what was made of a row, in the place of what was kept before. */
  keep(row: object, values: readonly Value[]): void;
};

/** The growth that is reported, in bytes. */
const step = 64 * 1024;

/**
 * Creates an empty store. Values are kept as long as their row is, at most: when they exceed `mostBytes`, all are dropped. `onResize` receives
 * their size in bytes after each larger change.
 */
export function createDerived<Value extends Made>(
  mostBytes: number,
  onResize: (bytes: number) => void,
): Derived<Value> {
  let byRow = new WeakMap<object, readonly Value[]>();
  let bytes = 0;
  let reported = 0;
  const of = (row: object) => byRow.get(row) ?? [];

  return {
    of,
    keep(row, values) {
      const size = sizeOf(values);
      if (bytes - sizeOf(of(row)) + size > mostBytes) {
        byRow = new WeakMap();
        bytes = 0;
      }
      if (size > mostBytes) return;
      bytes += size - sizeOf(of(row));
      byRow.set(row, values);
      if (Math.abs(bytes - reported) < step) return;
      reported = bytes;
      onResize(bytes);
    },
  };
}

const sizeOf = (values: readonly Made[]) => values.reduce((sum, { size }) => sum + size, 0);

/** What was made of rows is dropped after this time: most rows have been read again by then, and its size is counted as if none had. */
const derivedMs = 10 * minuteMs;

/** What was made of the rows of one account takes an eighth of the room at most. */
const derivedPart = 8;

/** Returns the store of each account, whose memory is counted with that of the rows. */
export const createDerivedOfAccounts =
  (memory: Pick<Memory, 'peek' | 'set'>, { now, maxBytes }: RoomOptions) =>
  <Value extends Made>(account: AccountVersion): Derived<Value> => {
    const key = cacheKey(account, 'derived');
    const known = memory.peek(key);
    if (known) return known as Derived<Value>;
    const endsAt = now() + derivedMs;
    const made = createDerived<Value>(maxBytes / derivedPart, (bytes) => {
      // One that was dropped is used by the requests that have it, and by no other.
      if (memory.peek(key) === made) memory.set(account, key, made, bytes, { ttl: endsAt - now(), isSpare: true });
    });
    memory.set(account, key, made, 0, { ttl: derivedMs, isSpare: true });
    return made;
  };
