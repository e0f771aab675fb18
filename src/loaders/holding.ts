import type { Answer, Reading } from './answer.ts';
import { mayLack, type Rows } from './rows.ts';

type Group<Row> = Reading & { rows: Rows<Row>; bytes: number };

const bytesPerGroup = 120;

/** What is held in memory of one resource of one account; `onResize` is told its estimated size in bytes. */
export function createHolding<Row>(onResize: (bytes: number) => void) {
  const groups = new Map<number, Group<Row>>();
  let whole: Answer<Row> | null = null;
  let bytes = 0;
  const asked = new Set<number>();

  function hold(key: number, rows: Rows<Row>, { fetchedAt, readAt, bytesPerRow }: Reading) {
    const held = groups.get(key);
    // A read that began earlier may end later.
    if (held && held.fetchedAt > fetchedAt) return;
    const group = { rows, fetchedAt, readAt, bytesPerRow, bytes: bytesPerGroup + bytesPerRow * rows.length };
    bytes += group.bytes - (held?.bytes ?? 0);
    groups.set(key, group);
  }

  return {
    hold,
    /** Holds what was read of some keys, the absence of rows included. */
    holdKeys(keys: readonly number[], answer: Answer<Row>) {
      for (const key of keys) {
        const rows = answer.rowsOf(key);
        // Where a row could not be understood that may have been this key's, its absence is not remembered.
        if (rows.length > 0 || !mayLack(rows)) hold(key, rows, answer);
      }
      onResize(bytes);
    },
    /** Holds the whole resource: what is not in it is gone. */
    holdWhole(answer: Answer<Row>) {
      for (const [key, group] of groups)
        if (group.fetchedAt <= answer.fetchedAt) {
          bytes -= group.bytes;
          groups.delete(key);
        }
      for (const [key, rows] of answer.byKey) hold(key, rows, answer);
      whole = { ...answer, items: [] };
      onResize(bytes);
    },
    /** The rows of a key if they were read at or after `since`. */
    held(key: number, since: number): Rows<Row> | undefined {
      asked.add(key);
      const group = groups.get(key);
      if (group && group.readAt >= since) return group.rows;
      const isAbsent = !group && whole && whole.readAt >= since && !mayLack(whole.rowsOf(key));
      return isAbsent ? [] : undefined;
    },
    /** All rows, if the whole was read at or after `since`. */
    heldWhole: (since: number) => (whole && whole.readAt >= since ? whole.rows : undefined),
    /** How many keys were asked for since the whole was last read. */
    keysAsked: () => asked.size,
    /** How many pages the whole took; null as long as it was never read. */
    wholePages: () => whole?.pages ?? null,
  };
}

/** What a table holds. */
export type Holding<Row> = ReturnType<typeof createHolding<Row>>;
