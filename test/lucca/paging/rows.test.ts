import { expect, test } from 'vitest';
import { LuccaContractBroken } from '../../../src/lucca/errors.ts';
import { parsePages } from '../../../src/lucca/paging/rows.ts';
import { allPages, thingsIn } from '../../support/luccaClient.ts';

async function* rawPages(total: number | null, ...pages: unknown[][]) {
  for (const items of pages) yield { items, total, bytes: 1 };
}

const good = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
const bad = (count: number) => Array.from({ length: count }, () => ({ id: 'canary' }));
const things = thingsIn('v3');

test('a malformed row is skipped and reported as rejected', async () => {
  const malformed = [{ id: 2, name: 7 }, null];
  const accepted = good(60);
  const [first, ...others] = accepted;
  const total = accepted.length + malformed.length;
  const pages = await allPages(parsePages(things, rawPages(total, [first, ...malformed, ...others])));
  expect(pages[0]).toMatchObject({ rejected: malformed, total });
  expect(pages[0]?.rows).toHaveLength(accepted.length);
});

test.each([
  [1, 0],
  [1, 2],
  [2, 38],
  [5, 95],
])('%i malformed and %i valid rows are accepted', async (badRows, goodRows) => {
  const [page] = await allPages(parsePages(things, rawPages(null, [...bad(badRows), ...good(goodRows)])));
  expect(page).toMatchObject({ rejected: bad(badRows) });
});

test.each([
  [2, 0],
  [2, 37],
  [6, 94],
])('%i malformed and %i valid rows break the contract', async (badRows, goodRows) => {
  const walk = allPages(parsePages(things, rawPages(null, [...bad(badRows), ...good(goodRows)])));
  await expect(walk).rejects.toThrow(LuccaContractBroken);
  await expect(walk).rejects.not.toThrow(/canary/);
});

test('a row whose id was already read is dropped, and the first row is kept', async () => {
  const first = [
    { id: 1, name: 'first' },
    { id: 1, name: 'second' },
  ];
  const pages = await allPages(parsePages(things, rawPages(3, first, [{ id: 1, name: 'third' }, { id: 2 }])));
  expect(pages.map((page) => page.rows)).toEqual([[{ id: 1, name: 'first' }], [{ id: 2, name: null }]]);
});

test('a page without new rows breaks the contract where Lucca gives no count', async () => {
  await expect(allPages(parsePages(things, rawPages(null, good(3), good(3))))).rejects.toThrow(LuccaContractBroken);
  await expect(allPages(parsePages(things, rawPages(6, good(3), good(3))))).resolves.toHaveLength(2);
});

test('others are served while a page is parsed that takes long', async () => {
  const slow = { ...things, row: things.row.transform(spendAMillisecond) };
  let served = 0;
  const serving = setInterval(() => {
    served += 1;
  }, 0);
  await allPages(parsePages(slow, rawPages(50, good(50))));
  clearInterval(serving);
  expect(served).toBeGreaterThan(1);
});

/** Returns the row after a millisecond in which nothing else can run. */
function spendAMillisecond<Row>(row: Row): Row {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 1);
  return row;
}
