import { LuccaContractBroken } from '../errors.ts';
import type { Query } from '../resource.ts';
import { inOrder } from './inOrder.ts';
import type { PageSource, Paginator, RawPage } from './paginator.ts';
import { hasCome, note, type Progress } from './progress.ts';

/** Rows one request may ask for: from this index on, so many. */
export type Window = { start: number; limit: number };

/** A dialect in which any page can be asked for once the number of rows is known. */
export type CountedDialect = {
  /** The span of at most `most` rows that has the row at an index and reaches furthest beyond it. */
  windowAt(index: number, most: number): Window;
  query(span: Window): Query;
  open(json: unknown, resource: string): { items: unknown[]; count: number | null };
};

/** A page to be read: with the row at this index, at most so many rows; by itself where it cannot overlap with the one before. */
type Plan = { index: number; most: number; isByItself: boolean };

type Part = RawPage & {
  start: number;
  /** Index after the last row. */
  end: number;
  /** Rows that Lucca is now known to hand out at once. */
  step: number;
  isByItself: boolean;
};

const pagesInFlight = 4;
const mostGaps = 20;

/**
 * Reads the first page, and then, as its count tells how many there are, up to four of the others at a time.
 *
 * People come and go meanwhile, and rows move from page to page. Every page therefore begins with the last row of the one before:
 * as long as a row of it was seen, nothing between them was missed. Where none was, rows before it have gone, and the walk
 * goes half a page back. Every row that is there all along comes at least once.
 */
export function paginateCounted(dialect: CountedDialect): Paginator {
  return async function* (source, progress) {
    if (progress.total === null) {
      const plan = { index: 0, most: Number.POSITIVE_INFINITY, isByItself: true };
      const first = await readPart(dialect, source, plan, Number.POSITIVE_INFINITY);
      accept(progress, first);
      yield first;
      if (first.total === null) yield* uncountedRest(dialect, source, progress, first);
    }
    yield* countedRest(dialect, source, progress);
  };
}

/** Reads what is left of rows whose number is known; one page by itself first where it has to be seen whether Lucca takes the dialect. */
export async function* countedRest(dialect: CountedDialect, source: PageSource, progress: Progress, isProven = true) {
  const broken = () => new LuccaContractBroken({ resource: source.resource, status: 200 });
  let width = isProven ? pagesInFlight : 1;
  for (let gaps = 0; progress.covered < (progress.total ?? 0); ) {
    const before = progress.seen.size;
    const reads = readsAhead(dialect, source, progress);
    for await (const part of inOrder(width === 1 ? reads.slice(0, 1) : reads, width)) {
      const items = part.items.filter((item) => !hasCome(item, progress));
      if (isTooLong(part) || (width === 1 && gaps === 0 && items.length === 0 && !isLast(part))) throw broken();
      if (!followsOn(part, items)) {
        progress.covered = Math.max(0, Math.min(progress.covered, part.total ?? 0) - Math.ceil(progress.step / 2));
        break;
      }
      const isSmaller = part.step < progress.step;
      accept(progress, part);
      yield { ...part, items };
      width = pagesInFlight;
      if (isSmaller || progress.covered >= (progress.total ?? 0)) break;
    }
    // Going back, or a page without anything new, may happen; only so often.
    if (progress.seen.size === before && ++gaps > mostGaps) throw broken();
  }
  // However many come while we read, a company does not double: Lucca answers every page with the same rows.
  if (progress.seen.size * 2 < (progress.total ?? 0)) throw broken();
}

/** One read for each page that is left, each beginning with the last row of the one before. */
function readsAhead(dialect: CountedDialect, source: PageSource, { covered, total, step }: Progress) {
  const reads: (() => Promise<Part>)[] = [];
  for (let end = covered; end < (total ?? 0); ) {
    const overlapping = dialect.windowAt(Math.max(0, end - 1), step);
    const isFurther = overlapping.start + overlapping.limit > end;
    // Pages of one row, and some odd small ones, cannot overlap and get on.
    const span = isFurther ? overlapping : dialect.windowAt(end, step);
    const plan = { index: isFurther ? Math.max(0, end - 1) : end, most: span.limit, isByItself: !isFurther };
    reads.push(() => readPart(dialect, source, plan, step));
    end = span.start + span.limit;
  }
  return reads;
}

/** Whether no row can have been missed between what has come and this page, of which these rows are new. */
const followsOn = ({ start, items, isByItself }: Part, fresh: unknown[]): boolean =>
  start === 0 || isByItself || fresh.length < items.length;

/** Whether a page has more rows than there are after its beginning: Lucca does not heed where pages begin. */
const isTooLong = ({ start, end, items, total }: Part): boolean =>
  start > 0 && items.length > 0 && total !== null && end > total;

/** Whether there is nothing beyond a page, which may be empty then: rows have gone. */
const isLast = ({ end, total }: Part): boolean => total !== null && end >= total;

function accept(progress: Progress, { items, total, end, step }: Part) {
  note(items, progress);
  progress.covered = end;
  progress.total = total;
  progress.step = step;
}

/** Without a count, a page that is not exactly full is the last one. */
async function* uncountedRest(dialect: CountedDialect, source: PageSource, progress: Progress, first: Part) {
  for (let part = first; part.items.length === part.step; ) {
    const plan = { index: progress.covered, most: part.step, isByItself: true };
    part = await readPart(dialect, source, plan, part.step);
    accept(progress, part);
    yield part;
  }
}

/** Reads one page. Fewer rows than asked for, with more to come, mean that Lucca makes smaller pages. */
async function readPart(
  dialect: CountedDialect,
  source: PageSource,
  { index, most, isByItself }: Plan,
  known: number,
): Promise<Part> {
  let span = dialect.windowAt(index, 1);
  const queryOfSize = (size: number) => {
    span = dialect.windowAt(index, size);
    return dialect.query(span);
  };
  const { json, bytes, size } = await source.ask(queryOfSize, most);
  const { items, count } = dialect.open(json, source.resource);
  const { start, limit } = span;
  const bearable = size < most ? size : known;
  const left = count === null ? 0 : Math.max(0, count - start);
  const step = items.length < Math.min(limit, left) ? items.length : bearable;
  if (step === 0) throw new LuccaContractBroken({ resource: source.resource, status: 200 });
  return { items, total: count, bytes, start, end: start + items.length, step, isByItself };
}
