import { expect, it } from 'vitest';
import type { Patience } from '../../src/loaders/reader.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { host, timedTables } from '../support/timedTables.ts';

it('is done by a few who ask at any time of a read of minutes', async () => {
  const { createTable, until, outcome } = timedTables(900);
  const table = createTable();
  void table.fetchWhole().catch(() => {});
  const answers: [number, string | undefined, boolean][] = [];
  for (const [index, second] of [20, 30, 45, 53, 58, 80, 113, 118, 150].entries()) {
    await until(second);
    const { failure, took } = await outcome(table.fetch([900 - index]));
    answers.push([second, failure?.name, took < 1]);
  }
  expect(answers).toEqual([20, 30, 45, 53, 58, 80, 113, 118, 150].map((second) => [second, undefined, true]));
});

it('is done by a few who waited for a read that others then held up', async () => {
  const { createTable, until, outcome, answer } = timedTables(250);
  const [table, other] = [createTable(), createTable()];
  answer(500);
  void table.fetchWhole().catch(() => {});
  await until(1);
  const few = outcome(table.fetch([250]));
  void other.fetchWhole().catch(() => {});
  const { failure, took } = await few;
  expect(failure).toBeNull();
  expect(took).toBeLessThan(9);
});

it('is not done by many, who are told at once when to come back', async () => {
  const { createTable, until, outcome, heard } = timedTables(2_000);
  const table = createTable();
  void table.fetchWhole().catch(() => {});
  await until(20);
  const before = heard.length;
  for (const count of [1_000, 201]) {
    const many = Array.from({ length: count }, (_, index) => 2_000 - index);
    expect(await outcome(table.fetch(many))).toMatchObject({ failure: { name: 'LuccaRateLimited' }, took: 0 });
  }
  expect(heard.length).toBe(before);
});

const isBehind = { isBehind: true, deadlineAt: Number.POSITIVE_INFINITY };

it.each<
  [
    string,
    (table: ReturnType<ReturnType<typeof timedTables>['createTable']>, more?: Partial<Patience>) => Promise<unknown>,
  ]
>([
  ['some keys', ({ fetch }, more) => fetch([7], more)],
  ['the whole', ({ fetchWhole }, more) => fetchWhole(more)],
])('has %s not wait that are just being read again behind somebody’s back', async (_, ask) => {
  const { lucca, createTable, heard, until, outcome } = timedTables(8);
  const bulk = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000, lowPriority: true });
  // What bulk may take is used up.
  for (let request = 0; request < 32; request++) void lucca.firstPage(bulk, thingsIn('v3'), 1);
  await until(5);
  const table = createTable();
  void ask(table, isBehind).catch(() => {});
  await until(6);
  const before = heard.length;
  const { failure, took } = await outcome(ask(table));
  expect(failure).toBeNull();
  expect(took).toBeLessThan(1);
  await until(120);
  expect(heard.length).toBe(before + 1);
});
