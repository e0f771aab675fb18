import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LuccaTimeout } from '../../../src/lucca/errors.ts';
import type { PageSource, Paginator } from '../../../src/lucca/paging/paginator.ts';
import { createProgress } from '../../../src/lucca/paging/progress.ts';
import { paginateV3 } from '../../../src/lucca/paging/v3.ts';
import { paginateV4Pages } from '../../../src/lucca/paging/v4Pages.ts';
import { paginateV4Tokens } from '../../../src/lucca/paging/v4Tokens.ts';
import type { Query } from '../../../src/lucca/resource.ts';
import { runs } from '../../support/thoroughness.ts';

/** What happens to a Lucca's rows just before one of its answers. */
type Change = { before: number; kind: 'insert' | 'remove' | 'move'; at: number; rows: number; to?: number };

const change = fc.record({
  before: fc.integer({ min: 1, max: 30 }),
  kind: fc.constantFrom<Change['kind']>('insert', 'remove'),
  /** Where, as a share of all rows. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  rows: fc.integer({ min: 1, max: 4 }),
});

const movable = fc.record({
  ...{ before: fc.integer({ min: 1, max: 30 }), kind: fc.constantFrom<Change['kind']>('insert', 'remove', 'move') },
  ...{ at: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.double({ min: 0, max: 1, noNaN: true }) },
  rows: fc.integer({ min: 1, max: 4 }),
});

const page = (ids: number[], start: number, size: number) => ids.slice(start, start + size).map((id) => ({ id }));
const spanOf = ({ page: number = '1', limit }: Query) => [(Number(number) - 1) * Number(limit), Number(limit)] as const;

const dialects: Record<string, { walk: Paginator; answer: (query: Query, ids: number[]) => unknown }> = {
  v3: {
    walk: paginateV3,
    answer({ paging = '' }, ids) {
      const [start = 0, size = 0] = paging.split(',').map(Number);
      return { data: { items: page(ids, start, size), count: ids.length } };
    },
  },
  v4Pages: {
    walk: paginateV4Pages,
    answer: (query, ids) => ({ items: page(ids, ...spanOf(query)), count: ids.length }),
  },
  v4Tokens: {
    walk: paginateV4Tokens,
    answer(query, ids) {
      const [start, size] = spanOf(query);
      return { items: page(ids, start, size), count: ids.length, next: start + size < ids.length ? 'a-token' : null };
    },
  },
};

/** A Lucca of rows in the order of their ids, which change as given; some of its answers may fail. */
function movingLucca(answer: (query: Query, ids: number[]) => unknown, total: number, size: number, changes: Change[]) {
  const isMovable = changes.some(({ kind }) => kind === 'move');
  let ids = Array.from({ length: total }, (_, at) => (at + 1) * 1_000);
  const present = new Set(ids);
  let [answers, added] = [0, 0];
  // Where rows have moved, an id between those of two neighbours may exist.
  const idAt = (index: number, n: number, of: number) => (isMovable ? 1_000_000 + ++added : newId(ids, index, n, of));
  let failing: ReadonlySet<number> = new Set();
  const source: PageSource = {
    resource: 'things',
    async ask(queryOfSize, largest = Number.POSITIVE_INFINITY) {
      const taken = Math.min(size, largest);
      answers += 1;
      for (const { kind, at, rows, to = 0 } of changes.filter(({ before }) => before === answers && answers > 1)) {
        const index = Math.floor(at * ids.length);
        if (kind === 'move') ids.splice(Math.floor(to * ids.length), 0, ...ids.splice(index, rows));
        else if (kind === 'remove') for (const id of ids.splice(index, rows)) present.delete(id);
        else ids = ids.toSpliced(index, 0, ...Array.from({ length: rows }, (_, n) => idAt(index, n, rows)));
      }
      await Promise.resolve();
      if (failing.has(answers)) throw new LuccaTimeout({ resource: 'things' });
      return { json: answer(queryOfSize(taken), ids), bytes: 1, size: taken, isMovable };
    },
  };
  return {
    source,
    /** The ids of the rows that existed throughout. */
    present,
    answers: () => answers,
    fail: (which: ReadonlySet<number>) => {
      failing = which;
    },
  };
}

/** An id between those of two neighbours. */
function newId(ids: number[], index: number, n: number, of: number): number {
  const low = ids[index - 1] ?? 0;
  const high = ids[index] ?? low + 1_000;
  return low + ((high - low) * (n + 1)) / (of + 1);
}

/** Which rows a walk missed of those that were there all along, and which it handed out twice. */
function faultsOf(handedOut: number[], present: ReadonlySet<number>) {
  const distinct = new Set(handedOut);
  return { missing: [...present].filter((id) => !distinct.has(id)), repeated: handedOut.length - distinct.size };
}

/** The ids of the rows that a walk hands out. Resumes it after each timeout, which `onTimeout` hears of; without it, a timeout is thrown. */
async function walkThrough(walk: Paginator, source: PageSource, onTimeout?: () => void): Promise<number[]> {
  const progress = createProgress();
  const handedOut: number[] = [];
  for (;;) {
    try {
      for await (const { items } of walk(source, progress))
        handedOut.push(...(items as { id: number }[]).map(({ id }) => id));
      return handedOut;
    } catch (error) {
      if (!(error instanceof LuccaTimeout) || !onTimeout) throw error;
      onTimeout();
    }
  }
}

const none = { missing: [], repeated: 0 };
const walks = runs(10_000, 500);

test('a row that exists throughout the read is returned exactly once, whatever is added, removed or moved meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(dialects)),
      fc.integer({ min: 60, max: 400 }),
      fc.integer({ min: 20, max: 60 }),
      fc.array(change, { maxLength: 12 }),
      async ({ walk, answer }, total, size, changes) => {
        const lucca = movingLucca(answer, total, size, changes);
        expect(faultsOf(await walkThrough(walk, lucca.source), lucca.present)).toEqual(none);
      },
    ),
    { numRuns: walks },
  );
});

test('a row that is moved by a change while a list is read that is not sorted by id is returned exactly once, too', async () => {
  const attempts = { all: 0, late: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(dialects.v4Tokens, dialects.v4Pages),
      fc.integer({ min: 60, max: 400 }),
      fc.integer({ min: 20, max: 60 }),
      fc.array(movable, { minLength: 1, maxLength: 6 }),
      async (dialect, total, size, changes) => {
        const { walk = paginateV3, answer = () => null } = dialect ?? {};
        const lucca = movingLucca(answer, total, size, [{ before: 1, kind: 'move', at: 0, rows: 0 }, ...changes]);
        // Rows may move all the time.
        const handedOut = await walkThrough(walk, lucca.source, () => {
          attempts.late += 1;
        });
        attempts.all += 1;
        expect(faultsOf(handedOut, lucca.present)).toEqual(none);
      },
    ),
    { numRuns: walks },
  );
  expect(attempts.late).toBeLessThan(attempts.all / 50);
});

test.each(['v4Tokens', 'v4Pages'] as const)(
  'a row that moves behind the reading is returned by %s, too, where rows are removed and added so that the count does not show it',
  async (dialect) => {
    const { walk, answer } = dialects[dialect] as (typeof dialects)[string];
    for (let added = 3; added < 12; added++)
      for (let moved = added; moved < 14; moved++) {
        const changes: Change[] = [
          { before: 2, kind: 'remove', at: 0, rows: 1 },
          { before: added, kind: 'insert', at: 0, rows: 4 },
          { before: moved, kind: 'move', at: 0.945, to: 0, rows: 1 },
        ];
        const lucca = movingLucca(answer, 69, 20, changes);
        expect(faultsOf(await walkThrough(walk, lucca.source, () => {}), lucca.present)).toEqual(none);
      }
  },
);

test('a failed read resumes where it stopped and misses no row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(dialects)),
      fc.integer({ min: 60, max: 400 }),
      fc.array(change, { maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { maxLength: 6 }),
      async ({ walk, answer }, total, changes, failing) => {
        const lucca = movingLucca(answer, total, 30, changes);
        lucca.fail(new Set(failing));
        const handedOut = await walkThrough(walk, lucca.source, () => {});
        expect(faultsOf(handedOut, lucca.present)).toEqual(none);
      },
    ),
    { numRuns: Math.ceil(walks / 3) },
  );
});

test('a read that goes back, fails, and comes to rows it has already resumes, too', async () => {
  const { walk, answer } = dialects.v4Tokens as (typeof dialects)[string];
  const changes: Change[] = [
    { before: 2, kind: 'remove', at: 0, rows: 2 },
    { before: 3, kind: 'insert', at: 0, rows: 2 },
  ];
  const lucca = movingLucca(answer, 60, 30, changes);
  lucca.fail(new Set([3]));
  expect(faultsOf(await walkThrough(walk, lucca.source, () => {}), lucca.present)).toEqual(none);
});

test('removing a row while 10,000 are read costs a few requests, not a second read', async () => {
  const dialect = dialects.v3;
  const lucca = movingLucca(dialect?.answer ?? (() => null), 10_000, 1_000, [
    { before: 3, kind: 'remove', at: 0.01, rows: 2 },
  ]);
  expect(faultsOf(await walkThrough(paginateV3, lucca.source), lucca.present)).toEqual(none);
  expect(lucca.answers()).toBeLessThanOrEqual(11 + 5);
});
