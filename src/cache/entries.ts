import { type LookupKey, WHOLE } from './cacheKey.ts';
import type { ReadInfo, ReadResult } from './readResult.ts';
import type { Rows } from './rows.ts';

type Entry<Row> = ReadInfo & { rows: Rows<Row> };

/**
 * Identifies what is cached while the whole resource is: another object after any change. `oldestReadAt` is the instant that decides whether
 * all of it is fresh.
 */
export type Revision = { readonly oldestReadAt: number };

/** An entry of a map, what is noted with the rows, and their list. */
const bytesPerEntry = 160;
const sizeOf = ({ rows, bytesPerRow }: Entry<unknown>) => bytesPerEntry + bytesPerRow * rows.length;

/** The growth of the lists that is reported, in bytes. */
const step = 64 * 1024;

/** The rows of one resource of one account in memory. `onResize` receives their estimated size in bytes after each change. */
export function createEntries<Row>(onResize: (bytes: number) => void) {
  /** Rows read by key, if they are newer than the whole resource. */
  const byKey = new Map<number, Entry<Row>>();
  let whole: ReadResult<Row> | undefined;
  /** The size without the lists of the whole resource, and the last that was reported. */
  let [bytes, reported] = [0, 0];
  const revision = createRevision(() => whole && [whole, ...byKey.values()]);

  function report(): void {
    reported = bytes + (whole?.bytes() ?? 0);
    onResize(reported);
  }

  /** What is cached under a key: an empty entry if Lucca has no rows, undefined if nothing is known. */
  function get(key: LookupKey): Entry<Row> | undefined {
    const entry = key === WHOLE ? undefined : byKey.get(key);
    if (entry !== undefined || whole === undefined) return entry;
    const rows = whole.rowsOf(key);
    // Lists are made as they are requested.
    if (bytes + whole.bytes() - reported >= step) report();
    return { ...infoOf(whole), rows };
  }

  function put(key: number, entry: Entry<Row>): void {
    const replaced = byKey.get(key);
    bytes += sizeOf(entry) - (replaced ? sizeOf(replaced) : 0);
    byKey.set(key, entry);
  }

  return {
    get,
    /** The instant that decides whether the whole resource is fresh; undefined if it has not been read. */
    wholeReadAt: (): number | undefined => whole?.readAt,
    /** The present revision; undefined if the whole resource has not been read. */
    revision: revision.present,
    /** Stores the rows of some keys, including their absence. */
    set(rowsByKey: Iterable<readonly [key: number, rows: Rows<Row>]>, info: ReadInfo): void {
      revision.change();
      for (const [key, rows] of rowsByKey) {
        const known = get(key);
        if (!known || known.fetchedAt <= info.fetchedAt) put(key, { ...infoOf(info), rows });
        // A read that began earlier has ended later: the cached rows are newer, but its `readAt` is later.
        else if (known.readAt < info.readAt) put(key, { ...known, readAt: info.readAt });
      }
      report();
    },

    /** Stores the whole resource. Rows that are not in it no longer exist, unless they were read later. */
    setWhole(result: ReadResult<Row>): void {
      if (whole && whole.readAt > result.readAt) return;
      revision.change();
      const newer = [...newerThan(result, byKey)];
      byKey.clear();
      bytes = result.bytesPerRow * result.rowsOf(WHOLE).length;
      whole = { ...result, items: [] };
      for (const [key, entry] of newer) put(key, entry);
      report();
    },
  };
}

/** The entries by key that were read later than the whole resource. */
function* newerThan<Row>(
  whole: ReadResult<Row>,
  byKey: ReadonlyMap<number, Entry<Row>>,
): Generator<[number, Entry<Row>]> {
  for (const [key, entry] of byKey) {
    const readAt = whole.has(key) ? Math.max(entry.readAt, whole.readAt) : entry.readAt;
    if (entry.fetchedAt > whole.fetchedAt) yield [key, { ...entry, readAt }];
  }
}

/** Makes each revision when it is first asked for. `reads` returns all that is cached, or undefined if the whole resource is not. */
function createRevision(reads: () => readonly Pick<ReadInfo, 'readAt'>[] | undefined) {
  let revision: Revision | undefined;
  return {
    change(): void {
      revision = undefined;
    },
    present(): Revision | undefined {
      const all = revision === undefined ? reads() : undefined;
      if (all)
        revision = {
          oldestReadAt: all.reduce((oldest, { readAt }) => Math.min(oldest, readAt), Number.POSITIVE_INFINITY),
        };
      return revision;
    },
  };
}

const infoOf = ({ fetchedAt, readAt, bytesPerRow }: ReadInfo): ReadInfo => ({ fetchedAt, readAt, bytesPerRow });

/** The entries of one resource. */
export type Entries<Row> = ReturnType<typeof createEntries<Row>>;
