import { expect, it } from 'vitest';
import type { Sharing } from '../../src/loaders/sharedRows.ts';
import { timedTables } from '../support/timedTables.ts';

type Table = ReturnType<ReturnType<typeof timedTables>['createTable']>;
type Ask = (table: Table, more?: { since?: number; deadlineAt?: number }) => Promise<readonly { fetchedAt: number }[]>;

const whole: Ask = ({ fetchWhole }, more) => fetchWhole(more);
const key: Ask = async ({ fetch }, more) => (await fetch([1], more))(1);

/** Accepts nothing that is older than the question. */
const anew = () => ({ since: Date.now(), deadlineAt: Date.now() + 30_000 });
const oldest = (rows: readonly { fetchedAt: number }[] | null) =>
  Math.min(...(rows ?? []).map(({ fetchedAt }) => fetchedAt));

it.each([
  ['a key', key],
  ['the whole', whole],
])('a read of %s that began seconds ago is not for who accepts nothing older than the question', async (_, ask) => {
  const { createTable, until, outcome, answer, heard } = timedTables(8);
  const table = createTable();
  answer(5_000);
  void ask(table);
  await until(3);
  const asked = anew();
  const { result } = await outcome(ask(table, asked));
  expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
  expect(heard).toHaveLength(2);
});

it.each([
  ['a key', key],
  ['the whole', whole],
])('a read of %s that began less than a second ago is for everybody', async (_, ask) => {
  const { createTable, until, outcome, heard, answer } = timedTables(8);
  const table = createTable();
  answer(2_000);
  void ask(table, anew());
  await until(0.9);
  await outcome(ask(table, anew()));
  expect(heard).toHaveLength(1);
});

it('the whole is read once more for all who accept nothing as old as the read under way, however many they are', async () => {
  const { createTable, until, outcome, heard, answer } = timedTables(8);
  const table = createTable();
  answer(5_000);
  void whole(table);
  const waiting: Promise<unknown>[] = [];
  for (const second of [2, 3, 4]) {
    await until(second);
    waiting.push(whole(table, anew()));
  }
  await outcome(Promise.all(waiting));
  expect(heard).toHaveLength(2);
});

it('a read of minutes is not begun again for those who accept nothing older than the question', async () => {
  const { createTable, until, outcome, heard } = timedTables(900);
  const table = createTable();
  void whole(table).catch(() => {});
  for (const second of [5, 50, 100]) {
    await until(second);
    const { failure } = await outcome(whole(table, { ...anew(), deadlineAt: Date.now() + 9_000 }));
    expect(failure).toMatchObject({ name: 'LuccaRateLimited' });
  }
  await until(175);
  const { result } = await outcome(whole(table, anew()));
  expect(result).toHaveLength(900);
  expect(heard).toHaveLength(100);
});

it('what a read goes on with that failed on its way is not for who accepts nothing older than the question', async () => {
  const { createTable, until, outcome, answer } = timedTables(200);
  const table = createTable();
  answer(500);
  const failing = outcome(whole(table));
  setTimeout(() => answer(100, 500), 1_200);
  expect((await failing).failure).not.toBeNull();
  answer(500);
  await until(100);
  const patient = { since: Date.now() - 300_000, deadlineAt: Date.now() + 60_000 };
  const goingOn = outcome(whole(table, patient));
  await until(101);
  const asked = anew();
  const [{ result: old }, { result }] = await Promise.all([goingOn, outcome(whole(table, asked))]);
  expect(oldest(old)).toBeLessThan(Date.now() - 90_000);
  expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
});

it.each([
  ['a key', key],
  ['the whole', whole],
])('what another instance has read of %s is not for who accepts nothing older than the question', async (_, ask) => {
  const { createTable, until, outcome } = timedTables(8);
  let kept: string | undefined;
  const snapshots: Sharing['snapshots'] = {
    find: () => new Promise((resolve) => setTimeout(() => resolve(kept), 40)),
    keep: (_place, text) => {
      kept = text;
    },
    forget: () => {},
  };
  const sharing = { snapshots, account: { id: 'a', version: 1 }, keptMs: 300_000 };
  await outcome(ask(createTable({ sharing })));
  await until(240);
  const table = createTable({ sharing });
  const finding = outcome(ask(table, { since: Date.now() - 300_000 }));
  const asked = anew();
  const [{ result: found }, { result }] = await Promise.all([finding, outcome(ask(table, asked))]);
  expect(oldest(found)).toBeLessThan(Date.now() - 200_000);
  expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
});

it.each([
  ['a key', key],
  ['the whole', whole],
])('what a read of %s brings is as old as its beginning once it is held', async (_, ask) => {
  const { createTable, until, outcome, answer } = timedTables(8);
  const table = createTable();
  answer(5_000);
  const asked = Date.now();
  const reading = outcome(ask(table));
  await until(1);
  const later = Date.now();
  await reading;
  expect(table.held(1, asked)).toBeDefined();
  expect(table.held(1, later)).toBeUndefined();
});
