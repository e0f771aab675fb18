import { expect, it } from 'vitest';
import type { Sharing } from '../../src/loaders/sharedRows.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { host, timedTables } from '../support/timedTables.ts';

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

it('one person is asked for by id, though many wait for the whole to be read once more', async () => {
  const { lucca, createTable, until, outcome } = timedTables(200);
  const bulk = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000, lowPriority: true });
  for (let request = 0; request < 20; request++) void lucca.firstPage(bulk, thingsIn('v3'), 1);
  await until(30);
  const table = createTable();
  // Half of it has to wait until those of the first second do not count any more.
  void whole(table).catch(() => {});
  await until(31);
  void whole(table, anew()).catch(() => {});
  await until(32);
  const { failure, took } = await outcome(key(table, { since: Date.now(), deadlineAt: Date.now() + 9_000 }));
  expect([failure, took < 1]).toEqual([null, true]);
});

it('what waits for its turn does not age: however often it is asked for meanwhile, one request serves all', async () => {
  const { lucca, createTable, until, outcome, heard } = timedTables(8);
  const startedAt = Date.now();
  const busy = callerAt(host, { deadlineAt: Date.now() + 20 * 60_000 });
  for (let request = 0; request < 40; request++) void lucca.firstPage(busy, thingsIn('v3'), 1);
  await until(5);
  const table = createTable();
  const before = heard.length;
  for (const second of [10, 20, 30]) {
    await until(second);
    const { failure } = await outcome(key(table, { since: Date.now(), deadlineAt: Date.now() + 9_000 }));
    expect(failure).toMatchObject({ name: 'LuccaRateLimited' });
  }
  await until(100);
  expect(heard.length - before).toBe(1);
  expect(table.held(1, startedAt + 60_000)).toBeDefined();
});

it('pages of a whole are as old as its beginning before it has ended, too', async () => {
  const { createTable, until, answer } = timedTables(200);
  const table = createTable();
  answer(2_000);
  const asked = Date.now();
  void whole(table).catch(() => {});
  await until(1);
  const later = Date.now();
  await until(2.5);
  expect(table.held(1, asked)).toBeDefined();
  expect(table.held(1, later)).toBeUndefined();
});

it('what a read has gone on with twice is as old as what it began with', async () => {
  const { createTable, until, outcome, answer } = timedTables(200);
  const table = createTable();
  async function failOnTheWay(more?: { since: number; deadlineAt: number }) {
    answer(500);
    const failing = outcome(whole(table, more));
    setTimeout(() => answer(100, 500), 1_200);
    expect((await failing).failure).not.toBeNull();
  }
  const patient = () => ({ since: Date.now() - 300_000, deadlineAt: Date.now() + 60_000 });
  await failOnTheWay();
  await until(100);
  await failOnTheWay(patient());
  await until(200);
  answer(500);
  const asked = { since: Date.now() - 110_000, deadlineAt: Date.now() + 60_000 };
  const { result } = await outcome(whole(table, asked));
  expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
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
  expect(found).not.toBeNull();
  expect(oldest(result)).toBeGreaterThanOrEqual(asked.since);
});

it.each([
  ['a key', key],
  ['the whole', whole],
])(
  'a read of %s is shared while it is looked for with other instances, by those who come a moment later, too',
  async (_, ask) => {
    const { createTable, until, outcome, heard } = timedTables(8);
    const find = () => new Promise<undefined>((resolve) => setTimeout(resolve, 40));
    const snapshots: Sharing['snapshots'] = { find, keep: () => {}, forget: () => {} };
    const table = createTable({ sharing: { snapshots, account: { id: 'a', version: 1 }, keptMs: 300_000 } });
    const asking: Promise<unknown>[] = [];
    for (const second of [0, 0.005, 0.01]) {
      await until(second);
      asking.push(ask(table, { since: Date.now() - 300_000 }));
    }
    await outcome(Promise.all(asking));
    expect(heard).toHaveLength(1);
  },
);

it('who asks for what was overtaken finds it in the whole that ends later', async () => {
  const { createTable, until, outcome } = timedTables(900);
  const table = createTable();
  const reading = outcome(whole(table, { since: 0, deadlineAt: Number.POSITIVE_INFINITY }));
  await until(20);
  await outcome(key(table));
  await reading;
  expect(table.held(1, Date.now() - 60_000)).toBeDefined();
  expect(table.held(2, Date.now() - 60_000)).toBeDefined();
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
