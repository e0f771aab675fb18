import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { always, knownDayIn } from '../../src/days.ts';
import {
  beginning,
  caseless,
  day,
  decimal,
  firstDay,
  id,
  lastDay,
  optional,
  optionalDay,
  optionalInstant,
  reference,
  text,
  word,
} from '../../src/lucca/shape.ts';
import { unreadOf, withColumns } from '../../src/lucca/unread.ts';

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

/** Days from one year to another, both included. */
const days = (from: number, to: number) =>
  fc
    .date({ min: new Date(Date.UTC(2000, 0, 1)), max: new Date(Date.UTC(2000, 11, 31)), noInvalidDate: true })
    .chain((date) => fc.integer({ min: from, max: to }).map((year) => ({ date, year })))
    .map(({ date, year }) => `${String(year).padStart(4, '0')}${date.toISOString().slice(4, 10)}`)
    .filter((each) => !each.endsWith('02-29'));
const known = days(1901, 2098);
const longAgo = days(1, 1900);
const never = days(2099, 9999);
const twoDigits = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
const time = fc
  .tuple(twoDigits(23), twoDigits(59), fc.option(twoDigits(59)), fc.option(fc.integer({ min: 0, max: 9_999_999 })))
  .map(([hours, minutes, seconds, fraction]) =>
    [hours, minutes, ...(seconds === null ? [] : [fraction === null ? seconds : `${seconds}.${fraction}`])].join(':'),
  );
const offset = fc
  .tuple(fc.constantFrom('+', '-'), twoDigits(14), fc.constantFrom('00', '15', '30', '45'))
  .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`);
const zone = fc.oneof(fc.constant('Z'), offset);
const midnight = fc.constantFrom('00:00', '00:00:00', '00:00:00.000', '00:00:00.0000000');
const withoutZone = fc.oneof(
  fc.constant(''),
  time.map((each) => `T${each}`),
);
const anyEnding = fc.oneof(
  withoutZone,
  fc.tuple(time, zone).map(([at, where]) => `T${at}${where}`),
);

const readers: [string, { safeParse: (sent: unknown) => { success: boolean; data?: unknown } }][] = [
  ['a first day', firstDay],
  ['a day that has to be known', day],
  ['a last day', lastDay],
];

describe.each(readers)('%s', (_, reader) => {
  const read = (sent: unknown) => {
    const { success, data } = reader.safeParse(sent);
    return success ? data : 'not understood';
  };

  test('is the day that Lucca wrote, at any local time', () => {
    fc.assert(
      fc.property(known, withoutZone, (written, ending) => {
        expect(read(written + ending)).toBe(written);
      }),
    );
  });

  test('is the day that Lucca wrote at midnight, whatever its zone', () => {
    fc.assert(
      fc.property(known, midnight, zone, (written, at, where) => {
        expect(read(`${written}T${at}${where}`)).toBe(written);
      }),
    );
  });

  test('is not understood at another time with a zone, because it may be another day where the establishment is', () => {
    fc.assert(
      fc.property(known, time, zone, (written, at, where) => {
        fc.pre(!/^00:00(:00(\.0+)?)?$/.test(at));
        expect(read(`${written}T${at}${where}`)).toBe('not understood');
      }),
    );
    expect(read('2014-08-31T22:00:00Z')).toBe('not understood');
  });

  test.each([['2023-02-29'], ['2023-02-29T00:00:00'], ['01/09/2014'], ['2014-09-01 or so'], [20140901], [true]])(
    'is not %j',
    (sent) => {
      expect(read(sent)).toBe('not understood');
    },
  );
});

describe('a placeholder for a day', () => {
  test('is no birth and no beginning if it is long ago, and an open end if it is far in the future', () => {
    fc.assert(
      fc.property(fc.oneof(longAgo, never), anyEnding, (written, ending) => {
        expect(optionalDay.parse(written + ending)).toBeNull();
        expect(knownDayIn(written + ending)).toBeNull();
        expect(day.safeParse(written + ending).success).toBe(false);
      }),
    );
    for (const sent of [
      '0001-01-01',
      '1753-01-01T00:00:00',
      '1900-01-01',
      '2999-12-31',
      '9999-12-31T23:59:59.9999999Z',
    ])
      expect(optionalDay.parse(sent)).toBeNull();
  });

  test('is one early first day if it is long ago, and a day that never comes if it is far in the future', () => {
    fc.assert(
      fc.property(longAgo, anyEnding, (written, ending) => {
        expect(firstDay.parse(written + ending)).toBe(always);
      }),
    );
    fc.assert(
      fc.property(never, anyEnding, (written, ending) => {
        expect(firstDay.parse(written + ending) > '2098').toBe(true);
      }),
    );
  });

  test('is no moment', () => {
    fc.assert(
      fc.property(fc.oneof(longAgo, never), time, (written, at) => {
        expect(optionalInstant.parse(`${written}T${at}`)).toBeNull();
      }),
    );
  });
});

test('a day that is not given, or an empty text, is null only where it may be', () => {
  for (const sent of [null, '']) {
    for (const may of [optionalDay, lastDay, beginning]) expect(may.parse(sent)).toBeNull();
    for (const required of [day, firstDay]) expect(required.safeParse(sent).success).toBe(false);
  }
});

describe('a column without which a row still means something', () => {
  const columns = { number: text, gender: word, birth: optionalDay, manager: reference, changed: optionalInstant };
  const person = caseless({ id, endsOn: lastDay, nested: optional(caseless({ name: text })), ...columns });
  const anything = fc.oneof(
    ...[fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object()],
  );

  it('makes no row malformed, whatever its value, and is null where that cannot be read', () => {
    const sent = fc.record({
      number: anything,
      gender: anything,
      birth: anything,
      manager: anything,
      nested: anything,
    });
    fc.assert(
      fc.property(sent, (each) => {
        const read = person.parse({ id: 1, ...each });
        for (const name of Object.keys(unreadOf(read))) expect(read).toHaveProperty(name, null);
        for (const value of Object.values(read)) expect(typeof value).not.toBe('symbol');
      }),
    );
  });

  it('says that it could not be read, also of a copy, until it is read elsewhere', () => {
    const read = person.parse({
      id: 1,
      gender: 1,
      birth: 20140901,
      manager: 'Ada',
      nested: { name: [] },
      changed: 'soon',
    });
    expect(read).toMatchObject({ gender: null, birth: null, manager: null, changed: null, nested: { name: null } });
    const unread = { gender: 'malformed', birth: 'malformed', manager: 'malformed', changed: 'malformed' };
    expect(unreadOf({ ...read })).toEqual(unread);
    expect(unreadOf(read.nested ?? {})).toEqual({ name: 'malformed' });
    const { birth, ...others } = unread;
    expect(unreadOf(withColumns(read, { birth: '1988-02-29' }))).toEqual(others);
  });

  it('reads a number as text, and an empty text as nothing', () => {
    const read = person.parse({ id: 1, number: 42, gender: ' ', nested: { name: '' } });
    expect(read).toMatchObject({ number: '42', gender: null, nested: { name: null } });
    expect(unreadOf(read)).toEqual({});
  });

  it('is not one whose absence would change what the rest means', () => {
    for (const endsOn of ['soon', 20140901, true]) expect(person.safeParse({ id: 1, endsOn }).success).toBe(false);
  });
});

test('a moment is kept as Lucca writes it', () => {
  expect(optionalInstant.parse('2015-09-07T10:20:06.583')).toBe('2015-09-07T10:20:06.583');
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
