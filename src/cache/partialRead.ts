import { createProgress, type Page, type Progress } from '../lucca/client.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { inPortions } from '../time.ts';
import { createInterner, type Interner } from './interning.ts';
import { groupRows, type ReadResult } from './readResult.ts';
import type { Fetched } from './rows.ts';
import type { Source } from './source.ts';

/** What a read has returned so far. A read of a whole resource can be resumed after a failure. */
export type PartialRead<Row> = {
  progress: Progress;
  rows: Fetched<Row>[];
  items: unknown[];
  skippedKeys: (number | null)[];
  pages: number;
  /** Of Lucca's answers. */
  bytes: number;
  interner: Interner;
  fetchedAt: number;
  readAt: number;
};

/** Where a failed read is kept until another resumes it, with its size in bytes and for `ms` milliseconds. */
export type PartialReads<Row> = {
  take(): PartialRead<Row> | undefined;
  keep(partial: PartialRead<Row>, bytes: number, ms: number): void;
};

/** Starts a read at the beginning. */
export function emptyRead<Row>(now: number): PartialRead<Row> {
  const counts = { pages: 0, bytes: 0, fetchedAt: now, readAt: now };
  return { progress: createProgress(), rows: [], items: [], skippedKeys: [], interner: createInterner(), ...counts };
}

/** Adds a page to a read, with the rows as Lucca sent them if they are to be shared. */
export async function addPage<Row extends LuccaRow>(
  partial: PartialRead<Row>,
  page: Page<Row>,
  { keyIn }: Source<Row>,
  isShared: boolean,
): Promise<void> {
  const { interner, fetchedAt } = partial;
  const rows: Fetched<Row>[] = [];
  await inPortions(page.rows, (row) => void rows.push(interner.intern(row, fetchedAt)));
  // All at once, so that a page is either in the read or not.
  partial.rows.push(...rows);
  if (isShared) partial.items.push(...page.items);
  partial.skippedKeys.push(...page.rejected.map(keyIn));
  partial.pages += 1;
  partial.bytes += page.bytes;
}

/** The result of a completed read. */
export function resultOf<Row extends LuccaRow>(
  partial: PartialRead<Row>,
  readAt: number,
  { keyOf }: Source<Row>,
): ReadResult<Row> {
  const { rows, items, skippedKeys, pages, fetchedAt } = partial;
  return {
    fetchedAt,
    readAt,
    bytesPerRow: bytesPerRowOf(partial),
    pages,
    skippedKeys,
    items,
    ...groupRows(rows, skippedKeys, keyOf),
  };
}

/** The memory that each row takes, in bytes. */
export const bytesPerRowOf = ({ rows, interner }: PartialRead<unknown>) =>
  Math.ceil(interner.bytes() / Math.max(1, rows.length));

/** The expected size of the whole resource in bytes, based on the pages so far. */
export const bytesOfWhole = ({ bytes, progress: { total, covered } }: PartialRead<unknown>) =>
  Math.ceil(bytes * Math.max(1, (total ?? 0) / Math.max(1, covered)));

/** How many pages are left; each begins with the last row of the one before. */
export const pagesLeft = ({ progress: { total, covered, step } }: PartialRead<unknown>) =>
  total === null || step === 0 ? 0 : Math.ceil((total - covered) / Math.max(1, step - 1));
