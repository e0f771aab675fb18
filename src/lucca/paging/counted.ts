import { LuccaContractBroken } from '../errors.ts';
import type { Query } from '../resource.ts';
import { inOrder } from './inOrder.ts';
import type { RawPage, Source, Walk } from './walk.ts';

/** A dialect in which any page can be asked for once the number of rows is known. */
export type CountedDialect = {
  /** Asks for a page of `size` rows that holds the row at index `from`. */
  query(from: number, size: number): Query;
  /** Index of that page's first row. */
  start(from: number, size: number): number;
  open(json: unknown, resource: string): { items: unknown[]; count: number | null };
};

type Part = RawPage & { step: number };

const pagesInFlight = 4;

/** Reads the first page, and then, as its count tells how many there are, up to four of the others at a time. */
export function walkCounted(dialect: CountedDialect): Walk {
  return async function* (source) {
    const first = await readPart(dialect, source, 0, Number.POSITIVE_INFINITY);
    yield first;
    if (first.total === null) yield* uncountedRest(dialect, source, first);
    else yield* countedRest(dialect, source, first, first.total);
  };
}

async function* countedRest(dialect: CountedDialect, source: Source, first: Part, total: number) {
  let covered = first.items.length;
  let known = total;
  // Rows may be added while we read: then the count has grown, and there is more to cover.
  while (covered < known) {
    const ranges: (() => Promise<RawPage>)[] = [];
    for (let from = covered; from < known; from += first.step) {
      const to = Math.min(from + first.step, known);
      ranges.push(() => readRange(dialect, source, from, to, first.step));
    }
    covered = known;
    for await (const page of inOrder(ranges, pagesInFlight)) {
      known = page.total ?? known;
      yield page;
    }
  }
}

/** Without a count, a page that is not exactly full is the last one. */
async function* uncountedRest(dialect: CountedDialect, source: Source, first: Part) {
  let from = 0;
  for (let part = first; part.items.length === part.step; ) {
    from += part.items.length;
    part = await readPart(dialect, source, from, part.step);
    yield part;
  }
}

/** Reads the rows from one index to before another, in as many requests as it takes: usually one. */
async function readRange(dialect: CountedDialect, source: Source, from: number, to: number, largest: number) {
  const page: RawPage = { items: [], total: null, bytes: 0 };
  let step = largest;
  for (let cursor = from; cursor < to; cursor = from + page.items.length) {
    const part = await readPart(dialect, source, cursor, step);
    page.items.push(...part.items.slice(0, to - cursor));
    page.bytes += part.bytes;
    page.total = part.total;
    step = part.step;
    if (from + page.items.length >= (part.total ?? 0)) break;
  }
  return page;
}

/** Reads what one page has from an index on. Fewer rows than asked, with more to come, mean that Lucca makes smaller pages. */
async function readPart(dialect: CountedDialect, source: Source, from: number, largest: number): Promise<Part> {
  const { json, bytes, size: asked } = await source.ask((size) => dialect.query(from, size), largest);
  const { items, count } = dialect.open(json, source.resource);
  if (count === null) return { items, total: null, bytes, step: asked };

  const start = dialect.start(from, asked);
  const left = Math.max(0, count - start);
  const step = items.length < Math.min(asked, left) ? items.length : asked;
  if (step === 0) throw new LuccaContractBroken({ resource: source.resource, status: 200 });
  return { items: items.slice(from - start), total: count, bytes, step };
}
