import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseless, date, decimal, id, instant, text } from '../../src/lucca/shape.ts';

const shape = caseless({ id, managerId: id.nullable(), manager: caseless({ id, name: text }).nullable() });

const casingOf = (key: string) =>
  fc
    .array(fc.boolean(), { minLength: key.length, maxLength: key.length })
    .map((upper) => [...key].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));

test('keys are read in any casing, including nested ones', () => {
  fc.assert(
    fc.property(casingOf('id'), casingOf('managerId'), casingOf('manager'), casingOf('name'), (a, b, c, d) => {
      const read = shape.parse({ [a.toLowerCase()]: 1, [b]: 2, [c]: { [a]: 2, [d]: 'Ada' } });
      expect(read).toEqual({ id: 1, managerId: 2, manager: { id: 2, name: 'Ada' } });
    }),
  );
});

test('absent keys and nulls are read as null, and unknown keys are dropped', () => {
  expect(shape.parse({ ID: 0, manager: null, url: 'https://x' })).toEqual({ id: 0, managerId: null, manager: null });
});

test('the spelling with a value wins if a key has two spellings', () => {
  expect(shape.parse({ id: 1, managerID: null, managerId: 7 }).managerId).toBe(7);
  expect(shape.parse({ id: 1, managerId: 7, managerID: null }).managerId).toBe(7);
});

test('a `__proto__` key is dropped like any other unknown key', () => {
  const read = shape.parse(JSON.parse('{"id":1,"__proto__":{"managerId":9}}'));
  expect(read).toEqual({ id: 1, managerId: null, manager: null });
});

test.each([[[]], ['text'], [7], [null], [undefined]])('%j is not an object', (value) => {
  expect(shape.safeParse(value).success).toBe(false);
});

test.each([[-1], [1.5], [2 ** 53], ['7'], [null], [true]])('%j is not an id', (value) => {
  expect(id.safeParse(value).success).toBe(false);
});

test.each([
  ['2014-09-01', '2014-09-01'],
  ['2014-09-01T00:00:00', '2014-09-01'],
  ['2014-09-01T00:00:00.000+00:00', '2014-09-01'],
  ['9999-12-31T00:00:00', '9999-12-31'],
  ['1900-01-01T00:00:00', '1900-01-01'],
])('the date %s is read as %s', (sent, read) => {
  expect(date.parse(sent)).toBe(read);
});

test.each([['2023-02-29'], ['01/09/2014'], ['2014-09-01 or so'], [''], [20140901]])('%j is not a date', (sent) => {
  expect(date.safeParse(sent).success).toBe(false);
});

test('an instant is kept as Lucca writes it', () => {
  expect(instant.parse('2015-09-07T10:20:06.583')).toBe('2015-09-07T10:20:06.583');
  expect(instant.safeParse('2015-09-07').success).toBe(false);
});

test.each([
  [3250.5, '3250.5'],
  ['3250.50', '3250.50'],
  [0, '0'],
  [-0, '0'],
  [-12.25, '-12.25'],
  [1e21, '1000000000000000000000'],
  [5e-7, '0.0000005'],
])('the amount %j is read as %s', (sent, read) => {
  expect(decimal.parse(sent)).toBe(read);
});

test.each([['1,5'], ['1e3'], [''], ['NaN'], [Number.POSITIVE_INFINITY], [null]])('%j is not an amount', (sent) => {
  expect(decimal.safeParse(sent).success).toBe(false);
});

test('a numeric amount keeps its value when it becomes text', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e15, max: 1e15 }), (amount) => {
      fc.pre(amount === 0 || Math.abs(amount) > 1e-4);
      const read = decimal.parse(amount);
      expect(read).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(read)).toBe(amount === 0 ? 0 : amount);
    }),
  );
});
