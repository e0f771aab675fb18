import { isDeepStrictEqual } from 'node:util';
import { LuccaContractBroken, LuccaTimeout } from '../errors.ts';
import type { Query } from '../resource.ts';
import { inOrder } from './inOrder.ts';
import type { PageSource, Paginator, RawPage } from './paginator.ts';
import { hasCome, note, type Progress } from './progress.ts';

/** The rows of one request: their number, and the index of the first. */
export type Window = { start: number; limit: number };

/** A dialect in which any page can be requested once the number of rows is known. */
export type CountedDialect = {
  /** The window of at most `most` rows that contains the row at an index and ends furthest after it. */
  windowAt(index: number, most: number): Window;
  query(window: Window): Query;
  open(json: unknown, resource: string): { items: unknown[]; count: number | null };
};

/**
 * A page to read: it contains the row at this index and at most this number of rows, and stands alone if it cannot overlap the previous
 * page.
 */
type Plan = { index: number; most: number; isByItself: boolean };

type Part = RawPage & {
  start: number;
  /** Index after the last row. */
  end: number;
  /** Number of rows that Lucca is known to return in one page. */
  step: number;
  isByItself: boolean;
  isMovable: boolean;
  /** Whether there are more rows than requested, because Lucca ignores the size and returns everything. */
  isWhole: boolean;
};

const pagesInFlight = 4;
const maxGaps = 20;
const maxWalks = 4;
/** Rows in a page of v4 when no size is requested. */
const defaultPageSize = 10;

/**
 * Reads the first page, whose count gives the number of pages, and then up to four of the others at a time.
 *
 * Rows are added and removed meanwhile, and so move between pages. Every page therefore begins with the last row of the one before: if one
 * of its rows has been seen already, none in between was missed. If none was, earlier rows have been removed, and reading goes back by half
 * a page. Every row that exists all the time is returned at least once.
 */
export function paginateCounted(dialect: CountedDialect): Paginator {
  return async function* (source, progress) {
    if (progress.total === null) {
      const plan = { index: 0, most: Number.POSITIVE_INFINITY, isByItself: true };
      const first = await readPart(dialect, source, plan, Number.POSITIVE_INFINITY);
      const isNew = first.items.length === 0 || first.items.some((item) => !hasCome(item, progress));
      accept(progress, first);
      if (isNew) yield first;
      if (first.total === null) yield* uncountedRest(dialect, source, progress, first);
    }
    yield* countedRest(dialect, source, progress);
  };
}

/**
 * Reads the remaining rows of a known number. Unless it is proven that Lucca supports the dialect, one page is read alone first.
 *
 * Where a change can move a row, it may move from what is not yet read to what is. When rows are missing at the end, or others were
 * removed so that nobody can tell, everything is read again, until nothing is missing or nothing new has come.
 */
export async function* countedRest(dialect: CountedDialect, source: PageSource, progress: Progress, isProven = true) {
  yield* oneWalk(dialect, source, progress, isProven);
  for (let walks = 1; progress.isMovable && mayHaveMissed(progress); walks++) {
    if (walks === maxWalks) throw new LuccaTimeout({ resource: source.resource });
    const before = progress.seen.size;
    progress.covered = 0;
    progress.hasShrunk = false;
    yield* oneWalk(dialect, source, progress, true);
    if (progress.seen.size === before && !progress.hasShrunk) return;
  }
}

const mayHaveMissed = ({ seen, total, hasShrunk }: Progress) => hasShrunk || seen.size < (total ?? 0);

async function* oneWalk(dialect: CountedDialect, source: PageSource, progress: Progress, isProven: boolean) {
  const broken = () => new LuccaContractBroken({ resource: source.resource, status: 200 });
  let width = isProven ? pagesInFlight : 1;
  for (let gaps = 0; progress.covered < (progress.total ?? 0); ) {
    const before = progress.seen.size;
    const reads = readsAhead(dialect, source, progress);
    for await (const part of inOrder(width === 1 ? reads.slice(0, 1) : reads, width)) {
      const items = part.items.filter((item) => !hasCome(item, progress));
      const isStuck = width === 1 && !progress.isBack && items.length === 0 && !isLast(part);
      if (isTooLong(part) || isStuck) throw broken();
      if (!followsOn(part, items)) {
        progress.covered = Math.max(0, Math.min(progress.covered, part.total ?? 0) - Math.ceil(progress.step / 2));
        progress.isBack = true;
        // Rows were removed, even if as many were added and the total does not show it.
        progress.hasShrunk = true;
        break;
      }
      const isSmaller = part.step < progress.step;
      accept(progress, part);
      if (items.length > 0) progress.isBack = false;
      yield { ...part, items };
      width = pagesInFlight;
      if (isSmaller || progress.covered >= (progress.total ?? 0)) break;
    }
    // Going back, and a page without new rows, are accepted a limited number of times.
    if (progress.seen.size === before && ++gaps > maxGaps) throw broken();
  }
  // A company does not double while it is read: Lucca returned the same rows for every page.
  if (progress.seen.size * 2 < (progress.total ?? 0)) throw broken();
}

/** One read for each remaining page, which begins with the last row of the one before. */
function readsAhead(dialect: CountedDialect, source: PageSource, { covered, total, step }: Progress) {
  const reads: (() => Promise<Part>)[] = [];
  for (let end = covered; end < (total ?? 0); ) {
    const overlapping = dialect.windowAt(Math.max(0, end - 1), step);
    const isFurther = overlapping.start + overlapping.limit > end;
    // With pages of one row, and some small odd sizes, a page cannot both overlap and advance.
    const window = isFurther ? overlapping : dialect.windowAt(end, step);
    const plan = { index: isFurther ? Math.max(0, end - 1) : end, most: window.limit, isByItself: !isFurther };
    reads.push(() => readPart(dialect, source, plan, step));
    end = window.start + window.limit;
  }
  return reads;
}

/** Whether no row can have been missed between the rows so far and this page, of which these rows are new. */
const followsOn = ({ start, items, isByItself }: Part, fresh: unknown[]): boolean =>
  start === 0 || isByItself || fresh.length < items.length;

/** Whether a page has more rows than exist after its start: Lucca ignores where pages start. */
const isTooLong = ({ start, end, items, total }: Part): boolean =>
  start > 0 && items.length > 0 && total !== null && end > total;

/** Whether nothing follows a page. It may be empty then, because rows were removed. */
const isLast = ({ end, total }: Part): boolean => total !== null && end >= total;

function accept(progress: Progress, part: Part) {
  note(part, progress);
  progress.covered = part.end;
  progress.step = part.step;
  progress.isMovable = part.isMovable;
}

/**
 * Reads on without a count, although one was asked for. A page that is not full is not the last one, because Lucca may ignore the size
 * that was asked for: reading ends with a page without new rows. When that is the first page again, Lucca ignores which page was asked for,
 * and the first page is everything, unless it is full, or as large as Lucca's pages by default: then nobody can tell.
 */
export async function* uncountedRest(
  dialect: CountedDialect,
  source: PageSource,
  progress: Progress,
  { items, step, isWhole }: Pick<Part, 'items' | 'step' | 'isWhole'>,
) {
  const most = Math.min(step, items.length);
  if (isWhole || items.length === 0) return;
  for (;;) {
    const part = await readPart(dialect, source, { index: progress.covered, most, isByItself: true }, most);
    if (part.items.every((item) => hasCome(item, progress))) {
      // It never is the first page that is asked for here.
      const isFull = items.length >= step || items.length === defaultPageSize;
      const isFirst = isFull && isDeepStrictEqual(part.items, items);
      if (isFirst) throw new LuccaContractBroken({ resource: source.resource, status: 200 });
      return;
    }
    accept(progress, part);
    yield part;
  }
}

/** Reads one page. Fewer rows than requested, although more follow, mean that Lucca returns smaller pages. */
async function readPart(
  dialect: CountedDialect,
  source: PageSource,
  { index, most, isByItself }: Plan,
  known: number,
): Promise<Part> {
  let window = dialect.windowAt(index, 1);
  const queryOfSize = (size: number) => {
    window = dialect.windowAt(index, size);
    return dialect.query(window);
  };
  const { json, bytes, size, isMovable } = await source.ask(queryOfSize, most);
  const { items, count } = dialect.open(json, source.resource);
  const { start, limit } = window;
  const accepted = size < most ? size : known;
  const left = count === null ? 0 : Math.max(0, count - start);
  const step = items.length < Math.min(limit, left) ? items.length : accepted;
  if (step === 0) throw new LuccaContractBroken({ resource: source.resource, status: 200 });
  return {
    items,
    total: count,
    bytes,
    start,
    end: start + items.length,
    step,
    isByItself,
    isMovable,
    isWhole: items.length > limit,
  };
}
