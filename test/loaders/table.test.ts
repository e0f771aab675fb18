import { describe, expect, it } from 'vitest';
import { ownId } from '../../src/loaders/keys.ts';
import { createTable } from '../../src/loaders/table.ts';
import type { Lucca, Page } from '../../src/lucca/client.ts';
import { LuccaForbidden, LuccaTimeout } from '../../src/lucca/errors.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { patient } from '../support/patience.ts';

type Thing = { id: number; name: string | null };
const thing = (id: number): Thing => ({ id, name: `thing ${id}` });

/** A table over a Lucca that answers what `answer` says, and remembers which filters it was asked with. */
function tableOver(answer: (ids: number[] | null) => Partial<Page<Thing>> | Error) {
  const asked: (string | null)[] = [];
  let clock = 1_000;
  let size = 0;
  const rejected: number[] = [];
  const lucca = {
    async *pages(_caller: unknown, _resource: unknown, filter?: { id?: string }) {
      asked.push(filter?.id ?? null);
      await Promise.resolve();
      const page = answer(filter?.id?.split(',').map(Number) ?? null);
      if (page instanceof Error) throw page;
      yield { rows: [], total: null, rejected: [], bytes: 100, ...page };
    },
  } as unknown as Lucca;
  const table = createTable<Thing>({
    lucca,
    host: 'acme.ilucca.net',
    source: { resource: thingsIn('v3'), ...ownId, filter: 'id' },
    now: () => clock,
    onResize: (bytes) => {
      size = bytes;
    },
    onRejected: (count) => rejected.push(count),
  });
  const caller = callerAt('acme.ilucca.net');
  return {
    asked,
    rejected,
    size: () => size,
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
    now: () => clock,
    held: (key: number, since = 0) => table.held(key, since),
    heldWhole: (since = 0) => table.heldWhole(since),
    fetch: (...keys: number[]) => table.fetch(keys, caller, patient()),
    fetchByIds: (...keys: number[]) => table.fetchByIds(keys, caller, patient()),
    fetchWhole: () => table.fetchWhole(caller, patient()),
  };
}

const byIds = (ids: number[] | null) => ({ rows: (ids ?? [1, 2, 3]).map(thing) });

describe('what is held of a resource', () => {
  it('serves a key that was read, until it is too old', async () => {
    const table = tableOver(byIds);
    expect(table.held(1)).toBeUndefined();
    await table.fetch(1);
    expect(table.held(1)).toMatchObject([{ id: 1, fetchedAt: 1_000 }]);
    table.pass(5);
    expect(table.held(1, table.now() - 5)).toBeDefined();
    expect(table.held(1, table.now() - 4)).toBeUndefined();
  });

  it('remembers that Lucca shows nothing for a key', async () => {
    const table = tableOver(() => ({ rows: [] }));
    expect((await table.fetch(7))(7)).toEqual([]);
    expect(table.held(7)).toEqual([]);
  });

  it('remembers of an absence that a row which could not be understood may be the one', async () => {
    const table = tableOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }] }));
    await table.fetch(1, 2);
    expect(table.held(1)).toBeDefined();
    expect(table.held(2)?.skippedRows).toEqual({ known: 0, unknown: 1 });
    expect(table.rejected).toEqual([1]);
  });

  it('does so of the whole, and asks no more than if all rows had been understood', async () => {
    const table = tableOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }] }));
    await table.fetchWhole();
    expect(table.held(1)).toBeDefined();
    expect(table.held(2)).toEqual(Object.assign([], { skippedRows: { known: 0, unknown: 1 } }));
  });

  it('doubts no other absence where it can be told whose the row was that could not be understood', async () => {
    const table = tableOver(() => ({ rows: [thing(1)], rejected: [{ id: 2, name: 7 }] }));
    const rowsOf = await table.fetch(1, 2, 3);
    expect([1, 2, 3].map((key) => rowsOf(key).skippedRows)).toEqual([undefined, { known: 1, unknown: 0 }, undefined]);
    expect([2, 3].map((key) => table.held(key)?.skippedRows)).toEqual([{ known: 1, unknown: 0 }, undefined]);
    await table.fetchWhole();
    expect([2, 99].map((key) => table.held(key)?.skippedRows)).toEqual([{ known: 1, unknown: 0 }, undefined]);
  });

  it('tells of the rows of every key that one may be missing, where nobody can tell whose it was', async () => {
    const table = tableOver(() => ({ rows: [thing(1)], rejected: [{ id: 'one' }, { id: 2, name: 7 }] }));
    const rowsOf = await table.fetch(1, 2, 3);
    const unknown = 1;
    expect([1, 2, 3].map((key) => rowsOf(key).skippedRows)).toEqual([
      { known: 0, unknown },
      { known: 1, unknown },
      { known: 0, unknown },
    ]);
    expect(table.held(1)?.skippedRows).toEqual({ known: 0, unknown });
    await table.fetchWhole();
    expect(table.heldWhole()?.skippedRows).toEqual({ known: 2, unknown: 0 });
  });

  it('tells so of nothing that was read by other requests', async () => {
    const many = Array.from({ length: 700 }, (_, index) => 1_000_000 + index);
    const table = tableOver((ids) =>
      ids === null ? new Error('by ids only') : ids.includes(1_000_000) ? { rejected: [{}] } : byIds(ids),
    );
    const rowsOf = await table.fetchByIds(...many);
    expect(table.asked.length).toBeGreaterThan(1);
    expect(rowsOf(1_000_000).skippedRows).toBeDefined();
    expect(rowsOf(1_000_699).skippedRows).toBeUndefined();
  });

  it('knows after reading the whole which keys are absent', async () => {
    const table = tableOver(byIds);
    await table.fetchWhole();
    expect(table.held(2)).toMatchObject([{ id: 2 }]);
    expect(table.held(99)).toEqual([]);
    expect(table.heldWhole()).toHaveLength(3);
  });

  it('tells its size, which grows with what is read and shrinks when the whole is read anew', async () => {
    const table = tableOver(byIds);
    await table.fetch(50);
    const one = table.size();
    await table.fetch(51);
    expect(table.size()).toBeGreaterThan(one);
    await table.fetchWhole();
    const whole = table.size();
    await table.fetchWhole();
    expect(table.size()).toBe(whole);
  });
});

describe('a read that takes long', () => {
  it('is fresh from when it ended, while its rows tell when it began', async () => {
    const table = tableOver((ids) => {
      table.pass(60_001);
      return byIds(ids);
    });
    await table.fetchWhole();
    expect(table.heldWhole(table.now())).toMatchObject([{ fetchedAt: 1_000 }, {}, {}]);
    expect(table.held(1, table.now())).toMatchObject([{ fetchedAt: 1_000 }]);
  });

  it('does not replace what a later one has read meanwhile', async () => {
    let name = 'old';
    const table = tableOver((ids) => ({ rows: (ids ?? [1, 2]).map((id) => ({ id, name })) }));
    await table.fetchWhole();
    table.pass(1);
    name = 'new';
    await table.fetch(1);
    table.pass(-1);
    name = 'old';
    await table.fetchWhole();
    expect(table.held(1)).toMatchObject([{ name: 'new' }]);
  });
});

describe('reads shared by everybody who waits', () => {
  it('asks once for a key that two ask for at the same time', async () => {
    const table = tableOver(byIds);
    const [first, second] = await Promise.all([table.fetch(1, 2), table.fetch(2, 3)]);
    expect(table.asked).toEqual(['1,2', '3']);
    expect(first(2)).toEqual(second(2));
    expect(second(3)).toMatchObject([{ id: 3 }]);
  });

  it('reads the whole once for all who ask meanwhile, by key or whole', async () => {
    const table = tableOver(byIds);
    const [whole, again, one] = await Promise.all([table.fetchWhole(), table.fetchWhole(), table.fetch(2)]);
    expect(table.asked).toEqual([null]);
    expect(again).toBe(whole);
    expect(one(2)).toMatchObject([{ id: 2 }]);
  });

  it('lets a failed read be tried again at once', async () => {
    let fails = true;
    const table = tableOver((ids) => (fails ? new LuccaTimeout({ resource: 'things' }) : byIds(ids)));
    await expect(table.fetch(1)).rejects.toBeInstanceOf(LuccaTimeout);
    fails = false;
    expect((await table.fetch(1))(1)).toMatchObject([{ id: 1 }]);
  });
});

describe('a right or a module that is missing', () => {
  it('is remembered for a minute, so that it costs one request', async () => {
    const table = tableOver(() => new LuccaForbidden({ resource: 'things' }));
    await expect(table.fetch(1)).rejects.toBeInstanceOf(LuccaForbidden);
    await expect(table.fetch(2)).rejects.toBeInstanceOf(LuccaForbidden);
    await expect(table.fetchWhole()).rejects.toBeInstanceOf(LuccaForbidden);
    expect(table.asked).toHaveLength(1);
    table.pass(60_000);
    await expect(table.fetch(1)).rejects.toBeInstanceOf(LuccaForbidden);
    expect(table.asked).toHaveLength(2);
  });
});

describe('the way rows are asked for', () => {
  it('is by id for a few, and whole once asking by id has cost about as much', async () => {
    const table = tableOver(byIds);
    for (const key of [1, 2, 3, 4, 5]) await table.fetch(key + 100);
    expect(table.asked.slice(0, 4)).toEqual(['101', '102', '103', '104']);
    expect(table.asked[4]).toBeNull();
  });

  it('is whole for hundreds of keys at once', async () => {
    const table = tableOver(byIds);
    await table.fetch(...Array.from({ length: 1_000 }, (_, index) => 10_000 + index));
    expect(table.asked).toEqual([null]);
  });
});
