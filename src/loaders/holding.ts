import type { Answer, Reading } from './answer.ts';
import type { Rows } from './rows.ts';

type Group<Row> = Reading & { rows: Rows<Row>; bytes: number };

const bytesPerGroup = 120;

/** What is held in memory of one resource of one account; `onResize` is told its estimated size in bytes. */
export function createHolding<Row>(onResize: (bytes: number) => void) {
  const groups = new Map<number, Group<Row>>();
  let whole: Answer<Row> | null = null;
  let bytes = 0;
  let bytesAside = 0;

  function hold(key: number, rows: Rows<Row>, { fetchedAt, readAt, bytesPerRow }: Reading) {
    const held = groups.get(key);
    // A read that began earlier may end later: it shows that nothing newer is to be had.
    if (held && held.fetchedAt > fetchedAt) {
      held.readAt = Math.max(held.readAt, readAt);
      return;
    }
    const group = { rows, fetchedAt, readAt, bytesPerRow, bytes: bytesPerGroup + bytesPerRow * rows.length };
    bytes += group.bytes - (held?.bytes ?? 0);
    groups.set(key, group);
  }

  const resize = () => onResize(bytes + bytesAside);

  return {
    /** Holds rows that are the only ones of their keys. */
    holdEach(rows: Rows<Row>, keyOf: (row: Row) => number, reading: Reading) {
      for (const row of rows) hold(keyOf(row), [row], reading);
      resize();
    },
    /** Counts so many bytes of what is kept besides. */
    setAside(size: number) {
      bytesAside = size;
      resize();
    },
    /** Holds what was read of some keys, the absence of rows included. */
    holdKeys(keys: readonly number[], answer: Answer<Row>) {
      for (const key of keys) hold(key, answer.rowsOf(key), answer);
      resize();
    },
    /** Holds the whole resource: what is not in it is gone. */
    holdWhole(answer: Answer<Row>) {
      // One that counts as older may end later.
      if (whole && whole.readAt > answer.readAt) return;
      for (const [key, group] of groups)
        if (group.fetchedAt <= answer.fetchedAt) {
          bytes -= group.bytes;
          groups.delete(key);
        }
      for (const [key, rows] of answer.byKey) hold(key, rows, answer);
      whole = { ...answer, items: [] };
      resize();
    },
    /** The rows of a key if they were read at or after `since`. */
    held(key: number, since: number): Rows<Row> | undefined {
      const group = groups.get(key);
      if (group && group.readAt >= since) return group.rows;
      return !group && whole && whole.readAt >= since ? whole.rowsOf(key) : undefined;
    },
    /** All rows, if the whole was read at or after `since`. */
    heldWhole: (since: number) => (whole && whole.readAt >= since ? whole.rows : undefined),
  };
}

/** What a table holds. */
export type Holding<Row> = ReturnType<typeof createHolding<Row>>;
