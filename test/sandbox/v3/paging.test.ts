import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePaging } from '../../../src/sandbox/v3/paging.ts';

const usual = { maximum: 1_000, above: 'refused' } as const;

test('by default, and with the documented shorthand, a page begins at 0 and has 1,000 rows', () => {
  expect(parsePaging(undefined, usual)).toEqual({ offset: 0, limit: 1000 });
  expect(parsePaging('1', usual)).toEqual({ offset: 0, limit: 1000 });
});

test('any offset with a limit from 1 to 1,000 is accepted', () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.integer({ min: 1, max: 1000 }), (offset, limit) => {
      expect(parsePaging(`${offset},${limit}`, usual)).toEqual({ offset, limit });
    }),
  );
});

test.each([
  ['5', '5 does not respect limit=start,count format'],
  ['0,1,2', '0,1,2 does not respect limit=start,count format'],
  ['a,1', 'Offset value a not in correct format'],
  ['0,b', 'Limit value b not in correct format'],
  ['0,0', 'Paging limit should be between 1 and 1000'],
  ['0,1001', 'Paging limit should be between 1 and 1000'],
  ['-1,10', 'Paging offset should be greater than 0'],
])('paging=%s is refused with "%s"', (text, message) => {
  expect(() => parsePaging(text, usual)).toThrow(message);
});
