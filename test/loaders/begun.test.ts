import { expect, it } from 'vitest';
import { ownId } from '../../src/loaders/keys.ts';
import { createShelf } from '../../src/loaders/shelf.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { patient } from '../support/patience.ts';
import { host, timedTables } from '../support/timedTables.ts';

const minutes = (count: number) => count * 60;

/** A table whose read of the whole failed after some pages. */
async function tableThatFailed() {
  const timed = timedTables(200);
  const sizes: number[] = [];
  const table = timed.createTable({ onResize: (bytes) => void sizes.push(bytes) });
  timed.answer(500);
  const failing = timed.outcome(table.fetchWhole());
  setTimeout(() => timed.answer(100, 500), 1_200);
  expect((await failing).failure).not.toBeNull();
  timed.answer(100);
  // Lucca is left alone for a while first.
  await timed.until(100);
  return { ...timed, table, size: () => sizes.at(-1) ?? 0 };
}

it('the beginning of a whole that failed counts in the size of the table, and is let go when it is too old to be gone on with', async () => {
  const { until, outcome, size, table, heard } = await tableThatFailed();
  const withBeginning = size();
  await until(minutes(19));
  expect(size()).toBe(withBeginning);
  await until(minutes(21));
  const withoutIt = size();
  expect(withoutIt).toBeLessThan(withBeginning);
  expect(withoutIt).toBeGreaterThan(0);
  const before = heard.length;
  await outcome(table.fetchWhole());
  expect(heard[before]?.query.get('paging')).toBe('0,10');
});

it('the beginning of a whole that failed counts no longer once the whole was read', async () => {
  const { outcome, size, table, createTable } = await tableThatFailed();
  await outcome(table.fetchWhole({ deadlineAt: Number.POSITIVE_INFINITY }));
  const sizes: number[] = [];
  await outcome(
    createTable({ onResize: (bytes) => void sizes.push(bytes) }).fetchWhole({ deadlineAt: Number.POSITIVE_INFINITY }),
  );
  expect(size()).toBe(sizes.at(-1));
});

it('the beginning of a whole that failed goes with its table, and does not bring it back', async () => {
  const { lucca, answer, outcome, until } = timedTables(200);
  const patience = patient({ deadlineAt: Date.now() + 60_000 });
  const shelf = createShelf({ lucca, maxBytes: 25_000, now: Date.now, onRejected: () => {} });
  const source = { resource: thingsIn('v3', { pageSize: 10 }), ...ownId, filter: 'id' };
  const caller = () => callerAt(host, { deadlineAt: Date.now() + minutes(20) * 1_000 });
  const tableOf = (id: string) => shelf.table({ id, version: 1, host }, source);
  answer(500);
  const failing = outcome(tableOf('a').fetchWhole(caller(), patience));
  setTimeout(() => answer(100, 500), 1_200);
  expect((await failing).failure).not.toBeNull();
  answer(100);
  await until(100);
  const many = Array.from({ length: 150 }, (_, index) => index + 1);
  await outcome(tableOf('b').fetchByIds(many, caller(), patient({ deadlineAt: Number.POSITIVE_INFINITY })));
  const survivor = tableOf('b');
  expect(survivor.held(1, 0)).toBeDefined();
  await until(minutes(21));
  expect(tableOf('b')).toBe(survivor);
});
