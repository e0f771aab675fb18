import { describe, expect, it } from 'vitest';
import { createInterner } from '../../src/cache/interning.ts';
import { natureShape } from '../../src/lucca/resources/natures.ts';
import { caseless, id } from '../../src/lucca/shape.ts';
import { unreadOf } from '../../src/lucca/unread.ts';

const item = caseless({ id, nature: caseless(natureShape) });

const sent = (id: number, name: unknown = 'Salaire de base') => ({
  id,
  nature: { id: 7, name, category: { id: 1, code: 'BASIC_SALARY' }, establishments: [{ id: 3, currencyCode: 'EUR' }] },
});

const internAll = (rows: readonly object[]) => {
  const { intern, bytes } = createInterner();
  return { items: rows.map((row) => intern(item.parse(row), 1_700_000_000_000)), bytes: bytes() };
};

describe('rows of one read', () => {
  it('are what Lucca sent, and share the parts that are equal', () => {
    const { items } = internAll([sent(1), sent(2), sent(3, 'Prime')]);
    expect(items).toEqual(
      [sent(1), sent(2), sent(3, 'Prime')].map((row) => ({ ...row, fetchedAt: 1_700_000_000_000 })),
    );
    const [first, second, other] = items;
    expect(second?.nature).toBe(first?.nature);
    expect(other?.nature).not.toBe(first?.nature);
    expect(other?.nature.establishments).toBe(first?.nature.establishments);
  });

  it('cannot be changed through a part that they share', () => {
    const [first] = internAll([sent(1), sent(2)]).items;
    expect(() => Object.assign(first?.nature ?? {}, { name: 'other' })).toThrow(TypeError);
  });

  it('keep the note of what could not be read apart from equal parts without one', () => {
    const { items } = internAll([sent(1, null), sent(2, true), sent(3, null)]);
    expect(items.map(({ nature }) => unreadOf(nature))).toEqual([{}, { name: 'malformed' }, {}]);
    expect(items[2]?.nature).toBe(items[0]?.nature);
  });

  it('keep lists apart from objects, numbers from texts, and null from what is empty or absent', () => {
    const { intern } = createInterner();
    const parts = [[], {}, [1], ['1'], [null], [''], { 0: 1 }, [[1]], [{ 0: 1 }], { a: null }, { a: undefined }];
    expect(parts.map((part) => intern({ part }, 0).part)).toStrictEqual(parts);
  });

  it('count what they share once', () => {
    const [one, two, three] = [1, 2, 3].map(
      (count) => internAll(Array.from({ length: count }, (_, i) => sent(i))).bytes,
    );
    const ofRow = (two ?? 0) - (one ?? 0);
    expect((three ?? 0) - (two ?? 0)).toBe(ofRow);
    expect(one).toBeGreaterThan(4 * ofRow);
  });
});
