import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refused } from '../../../src/sandbox/response.ts';
import { answerPage, type Paging } from '../../../src/sandbox/v4/page.ts';

const rows = Array.from({ length: 25 }, (_, index) => index);
const tokens: Paging = { limit: { maximum: 100, above: 'refused' }, counts: true, extras: ['count', 'prev', 'next'] };

type Page = { items: number[]; count?: number; prev?: string | null; next?: string | null };

function page(query: Record<string, string>, paging = tokens, from: readonly number[] = rows): Page {
  return answerPage(from, new Map(Object.entries(query)), paging, (row) => row).body as Page;
}

test('a page without a limit has ten rows, and no property but items', () => {
  expect(page({})).toEqual({ items: rows.slice(0, 10) });
});

test('a page has the extra properties that were requested, and no others', () => {
  expect(page({ 'fields.root': 'count' })).toEqual({ items: rows.slice(0, 10), count: 25 });
  expect(page({ 'fields.root': 'next,prev', page: '3' })).toMatchObject({ next: null, prev: expect.any(String) });
});

test('a limit of 0 returns the count without rows', () => {
  expect(page({ limit: '0', 'fields.root': 'count,next' })).toEqual({ items: [], count: 25, next: null });
});

test('a page beyond the end is empty', () => {
  expect(page({ page: '9' }).items).toEqual([]);
});

test.each([
  [{ limit: '101' }, 'limit'],
  [{ limit: '-1' }, 'limit'],
  [{ limit: 'x' }, 'limit'],
  [{ page: '0' }, 'page'],
  [{ page: 'x' }, 'page'],
])('the query %j is refused with the name of the parameter', (query, parameter) => {
  expect(() => page(query)).toThrow(Refused);
  try {
    page(query);
  } catch (error) {
    expect(error).toMatchObject({ status: 400, errors: { [parameter]: [expect.any(String)] } });
  }
});

test('a limit above the maximum can be reduced to it instead', () => {
  expect(page({ limit: '20' }, { ...tokens, limit: { maximum: 5, above: 'clamped' } }).items).toHaveLength(5);
});

test('a list without tokens accepts only page numbers', () => {
  const numbered: Paging = { ...tokens, extras: ['count'] };
  const token = page({ 'fields.root': 'next' }).next ?? '';
  expect(() => page({ page: token }, numbered)).toThrow(Refused);
  expect(page({ 'fields.root': 'count,next' }, numbered)).toEqual({ items: rows.slice(0, 10), count: 25 });
});

test('pages read by token or by number contain every row once and in order', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 30 }), (total, limit) => {
      const from = Array.from({ length: total }, (_, index) => index);
      const byToken: number[] = [];
      let token: string | null = '1';
      while (token !== null) {
        const { items, next }: Page = page({ page: token, limit: String(limit), 'fields.root': 'next' }, tokens, from);
        byToken.push(...items);
        token = next ?? null;
      }
      const pages = Math.ceil(total / limit);
      const byNumber = Array.from({ length: pages }, (_, index) =>
        page({ page: String(index + 1), limit: String(limit) }, tokens, from),
      ).flatMap(({ items }) => items);
      expect(byToken).toEqual(from);
      expect(byNumber).toEqual(from);
    }),
  );
});

test('a last page that is full has no next', () => {
  expect(page({ page: '5', limit: '5', 'fields.root': 'next' })).toEqual({ items: rows.slice(20), next: null });
});

test('the previous token returns the page before', () => {
  const { next } = page({ 'fields.root': 'next' });
  const { prev } = page({ page: next ?? '', 'fields.root': 'prev' });
  expect(page({ page: prev ?? '' }).items).toEqual(rows.slice(0, 10));
});
