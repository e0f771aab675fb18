import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LuccaBadRequest, LuccaContractBroken, LuccaUnavailable } from '../../../src/lucca/errors.ts';
import type { PageSource, Paginator } from '../../../src/lucca/paging/paginator.ts';
import { createProgress } from '../../../src/lucca/paging/progress.ts';
import { paginateV3 } from '../../../src/lucca/paging/v3.ts';
import { paginateV4Pages } from '../../../src/lucca/paging/v4Pages.ts';
import { paginateV4Tokens } from '../../../src/lucca/paging/v4Tokens.ts';
import type { Query } from '../../../src/lucca/resource.ts';
import { runs } from '../../support/thoroughness.ts';

/** A Lucca of so many rows, which makes pages no larger than `clamp`, whatever is asked. */
type Server = { total: number; clamp: number; isCounting: boolean };

const slice = (from: number, size: number, total: number) =>
  Array.from({ length: Math.max(0, Math.min(size, total - from)) }, (_, at) => from + at);

const servers: Record<string, { walk: Paginator; answer: (query: Query, server: Server) => unknown }> = {
  v3: {
    walk: paginateV3,
    answer: ({ paging = '' }, { total, clamp, isCounting }) => {
      const [offset = 0, limit = 0] = paging.split(',').map(Number);
      return { data: { items: slice(offset, Math.min(limit, clamp), total), count: isCounting ? total : null } };
    },
  },
  v4Pages: {
    walk: paginateV4Pages,
    answer: ({ page, limit }, { total, clamp, isCounting }) => {
      const size = Math.min(Number(limit), clamp);
      return { items: slice((Number(page) - 1) * size, size, total), count: isCounting ? total : null };
    },
  },
  v4Tokens: {
    walk: paginateV4Tokens,
    answer: ({ page = 'from-0', limit }, { total, clamp, isCounting }) => {
      if (!page.startsWith('from-')) throw new LuccaBadRequest({ resource: 'things', status: 400 });
      const from = Number(page.slice(5));
      const items = slice(from, Math.min(Number(limit), clamp), total);
      const end = from + items.length;
      return { items, next: end < total ? `from-${end}` : null, count: isCounting ? total : null };
    },
  },
};

function sourceOf(size: () => number, answer: (query: Query) => unknown): PageSource & { asked: Query[] } {
  const asked: Query[] = [];
  return {
    resource: 'things',
    asked,
    async ask(queryOfSize, largest = Number.POSITIVE_INFINITY) {
      const taken = Math.min(size(), largest);
      const query = queryOfSize(taken);
      asked.push(query);
      return { json: answer(query), bytes: 1, size: taken, isMovable: false };
    },
  };
}

async function itemsOf(walk: Paginator, source: PageSource): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const page of walk(source, createProgress())) items.push(...page.items);
  return items;
}

const dialects = fc.constantFrom(...Object.values(servers));

test('every row is read once and in order, whatever the page size and the size Lucca reduces it to', async () => {
  await fc.assert(
    fc.asyncProperty(
      dialects,
      fc.nat({ max: 300 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 120 }),
      async ({ walk, answer }, total, size, clamp) => {
        const source = sourceOf(
          () => size,
          (query) => answer(query, { total, clamp, isCounting: true }),
        );
        expect(await itemsOf(walk, source)).toEqual(slice(0, total, total));
      },
    ),
    { numRuns: runs(400) },
  );
});

test('pagination takes one request a page, where consecutive pages overlap by one more row each', async () => {
  await fc.assert(
    fc.asyncProperty(dialects, fc.nat({ max: 500 }), fc.integer({ min: 1, max: 120 }), async (server, total, size) => {
      const source = sourceOf(
        () => size,
        (query) => server.answer(query, { total, clamp: size, isCounting: true }),
      );
      await itemsOf(server.walk, source);
      const isRefused = server === servers.v4Tokens && total > size;
      const least = Math.max(1, Math.ceil(total / size));
      const most = total <= size || size < 40 ? Number.POSITIVE_INFINITY : Math.ceil(total / (0.85 * size)) + 1;
      if (total <= size) expect(source.asked).toHaveLength(1);
      expect(source.asked.length).toBeGreaterThanOrEqual(least);
      expect(source.asked.length).toBeLessThanOrEqual(most + Number(isRefused));
    }),
  );
});

test('every row is read until a page is empty where Lucca gives no count, whatever size it reduces pages to', async () => {
  await fc.assert(
    fc.asyncProperty(
      dialects,
      fc.nat({ max: 300 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 120 }),
      async (server, total, size, clamp) => {
        const source = sourceOf(
          () => size,
          (query) => server.answer(query, { total, clamp, isCounting: false }),
        );
        expect(await itemsOf(server.walk, source)).toEqual(slice(0, total, total));
      },
    ),
  );
});

test.each([
  ['v4Pages', 7],
  ['v4Tokens', 7],
  ['v4Pages', 20],
])(
  'a Lucca that ignores all parameters of a list (%s) and always returns the same %i rows returns all',
  async (name, rows) => {
    const source = sourceOf(
      () => 100,
      () => ({ items: slice(0, rows, rows) }),
    );
    expect(await itemsOf(servers[name]?.walk ?? paginateV3, source)).toHaveLength(rows);
    expect(source.asked).toHaveLength(2);
  },
);

test.each(['v4Pages', 'v4Tokens'])(
  'ten rows that always come (%s) may be the first of more, and break the contract',
  async (name) => {
    const source = sourceOf(
      () => 100,
      () => ({ items: slice(0, 10, 19) }),
    );
    await expect(itemsOf(servers[name]?.walk ?? paginateV3, source)).rejects.toThrow(LuccaContractBroken);
  },
);

test('no row is lost when our page size shrinks during pagination', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(servers.v3, servers.v4Pages),
      fc.nat({ max: 300 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }),
      async (server, total, sizes) => {
        const falling = [...sizes].sort((a, b) => b - a);
        const source = sourceOf(
          () => (falling.length > 1 ? falling.shift() : falling[0]) ?? 1,
          (query) => server?.answer(query, { total, clamp: 1_000, isCounting: true }),
        );
        expect(await itemsOf(server?.walk ?? paginateV3, source)).toEqual(slice(0, total, total));
      },
    ),
    { numRuns: runs(300) },
  );
});

test('no row is lost when Lucca returns ever shorter pages to offset pagination', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 300 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
      async (total, clamps) => {
        const falling = [...clamps].sort((a, b) => b - a);
        const source = sourceOf(
          () => 50,
          (query) => {
            const clamp = (falling.length > 1 ? falling.shift() : falling[0]) ?? 1;
            return servers.v3?.answer(query, { total, clamp, isCounting: true });
          },
        );
        expect(await itemsOf(paginateV3, source)).toEqual(slice(0, total, total));
      },
    ),
    { numRuns: runs(300) },
  );
});

test.each(['v3', 'v4Pages'])('%s pagination reads rows that are added meanwhile', async (name) => {
  let total = 24;
  const server = servers[name];
  const source = sourceOf(
    () => 10,
    (query) => {
      total = Math.min(28, total + 1);
      return server?.answer(query, { total, clamp: 10, isCounting: true });
    },
  );
  const items = await itemsOf(server?.walk ?? paginateV3, source);
  expect(total).toBeGreaterThan(25);
  expect(items).toEqual(slice(0, total, total));
});

test.each(['v3', 'v4Pages'])('%s pagination ends early when rows are removed meanwhile', async (name) => {
  let total = 30;
  const server = servers[name];
  const source = sourceOf(
    () => 10,
    (query) => {
      const page = server?.answer(query, { total, clamp: 10, isCounting: true });
      total = 15;
      return page;
    },
  );
  expect(await itemsOf(server?.walk ?? paginateV3, source)).toEqual(slice(0, 15, 15));
});

test('an empty page breaks the contract when the count says that there are more rows', async () => {
  const source = sourceOf(
    () => 10,
    ({ paging }) => ({
      data: { items: paging === '0,10' ? slice(0, 10, 10) : [], count: 30 },
    }),
  );
  await expect(itemsOf(paginateV3, source)).rejects.toThrow(LuccaContractBroken);
});

test('a Lucca that ignores paging and returns every row gets one request', async () => {
  const all = slice(0, 130, 130);
  for (const count of [all.length, null]) {
    const source = sourceOf(
      () => 100,
      () => ({ items: all, count }),
    );
    expect(await itemsOf(paginateV4Pages, source)).toHaveLength(all.length);
    expect(source.asked).toHaveLength(1);
  }
});

test('a Lucca that counts nothing and returns the same full page for every page breaks the contract: more rows may follow', async () => {
  const cut = slice(0, 100, 130);
  const source = sourceOf(
    () => 100,
    () => ({ items: cut }),
  );
  await expect(itemsOf(paginateV4Pages, source)).rejects.toThrow(LuccaContractBroken);
});

test('a repeated page token breaks the contract', async () => {
  const tokens = ['a', 'b', 'a', 'b'];
  const source = sourceOf(
    () => 10,
    ({ page }) => {
      if (page === '2') throw new LuccaBadRequest({ resource: 'things', status: 400 });
      return { items: [1], next: tokens.shift(), count: 100 };
    },
  );
  await expect(itemsOf(paginateV4Tokens, source)).rejects.toThrow(LuccaContractBroken);
  expect(source.asked.map(({ page }) => page)).toEqual([undefined, '2', 'a', 'b']);
});

test('a walk by token that was interrupted before any page came by number is resumed by token', async () => {
  let isFailing = true;
  const source = sourceOf(
    () => 10,
    (query) => {
      const isNumbered = query.page !== undefined && !query.page.startsWith('from-');
      if (isNumbered && isFailing) throw new LuccaUnavailable({ resource: 'things', reason: 'status', status: 503 });
      return servers.v4Tokens?.answer(query, { total: 25, clamp: 10, isCounting: true });
    },
  );
  const progress = createProgress();
  const items: unknown[] = [];
  const walk = async () => {
    for await (const page of paginateV4Tokens(source, progress)) items.push(...page.items);
  };
  await expect(walk()).rejects.toThrow(LuccaUnavailable);
  isFailing = false;
  await walk();
  expect(items).toEqual(slice(0, 25, 25));
});

test('more pages than there are rows break the contract', async () => {
  let number = 0;
  const source = sourceOf(
    () => 10,
    () => ({ items: [], next: `token-${number++}`, count: 5 }),
  );
  await expect(itemsOf(paginateV4Tokens, source)).rejects.toThrow(LuccaContractBroken);
  expect(source.asked.length).toBeLessThan(10);
});

test.each([
  ['v3', { items: [] }],
  ['v3', { data: null }],
  ['v3', { data: { count: 3 } }],
  ['v4Pages', { data: { items: [] } }],
  ['v4Pages', { items: 'none' }],
  ['v4Pages', { items: [], count: '3' }],
  ['v4Pages', { items: [], count: -1 }],
  ['v4Tokens', { items: [], next: { href: 'x' } }],
  ['v4Tokens', []],
])('%s pagination rejects a response that is not a page: %j', async (name, json) => {
  await expect(
    itemsOf(
      servers[name]?.walk ?? paginateV3,
      sourceOf(
        () => 10,
        () => json,
      ),
    ),
  ).rejects.toThrow(LuccaContractBroken);
});

test('the keys of the page envelope are read in any casing', async () => {
  const source = sourceOf(
    () => 10,
    () => ({ Data: { Items: [1], Count: 1 } }),
  );
  expect(await itemsOf(paginateV3, source)).toEqual([1]);
});
