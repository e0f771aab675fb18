import { expect, test } from 'vitest';
import { Refused } from '../../../src/sandbox/response.ts';
import { createTest } from '../../../src/sandbox/v3/filters.ts';
import type { Kind } from '../../../src/sandbox/v3/shape.ts';

const now = '2026-11-24T10:30:00';

function kept(kind: Kind, text: string, values: unknown[]): unknown[] {
  return values.filter(createTest(kind, text, now));
}

const numbers = [1, 2, 3, null];
const names = ['Ada', 'ada b', 'Bo', null];
const dates = ['2025-12-31T00:00:00', '2026-01-01T00:00:00', '2026-01-01T09:15:00', '2026-01-02T00:00:00', null];

test.each<[string, Kind, unknown[], unknown[]]>([
  ['2', 'number', numbers, [2]],
  ['1,3', 'number', numbers, [1, 3]],
  ['equals,2', 'number', numbers, [2]],
  ['NotEqual,1,2', 'number', numbers, [3, null]],
  ['null', 'number', numbers, [null]],
  ['notequal,null', 'number', numbers, [1, 2, 3]],
  ['1,null', 'number', numbers, [1, null]],
  ['greaterthan,2', 'number', numbers, [3]],
  ['greaterthanorequal,2', 'number', numbers, [2, 3]],
  ['lessthan,2', 'number', numbers, [1]],
  ['lessthanorequal,2', 'number', numbers, [1, 2]],
  ['ADA', 'text', names, ['Ada']],
  ['like,AD', 'text', names, ['Ada', 'ada b']],
  ['like,o,b', 'text', names, ['ada b', 'Bo']],
  ['starts,b', 'text', names, ['Bo']],
  ['2026-01-01', 'date', dates, [dates[1]]],
  ['since,2026-01-01', 'date', dates, [dates[1], dates[2], dates[3]]],
  ['since,2026-01-02,null', 'date', dates, [dates[3], null]],
  ['until,2026-01-01', 'date', dates, [dates[0], dates[1]]],
  ['until,2025-12-31,null', 'date', dates, [dates[0], null]],
  ['until,2026-01-01T09:15:00', 'date', dates, [dates[0], dates[1], dates[2]]],
  ['between,2026-01-01,2026-01-01', 'date', dates, [dates[1], dates[2]]],
  ['true', 'boolean', [true, false, null], [true]],
])('the filter "%s" on a %s selects values', (text, kind, values, expected) => {
  expect(kept(kind, text, values)).toEqual(expected);
});

test('the date words are days relative to the clock of the sandbox', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25'].map((day) => `${day}T00:00:00`);
  expect(kept('date', 'yesterday', days)).toEqual([days[0]]);
  expect(kept('date', 'today', days)).toEqual([days[1]]);
  expect(kept('date', 'tomorrow', days)).toEqual([days[2]]);
  expect(kept('date', 'until,now', days)).toEqual([days[0], days[1]]);
});

test.each<[string, Kind]>([
  ['abc', 'number'],
  ['1,', 'number'],
  ['notequal', 'number'],
  ['greaterthan,1,2', 'number'],
  ['greaterthan,x', 'number'],
  ['lessthan,2026', 'date'],
  ['since,1', 'number'],
  ['since', 'date'],
  ['2026-13-01', 'date'],
  ['01/02/2026', 'date'],
  ['between,2026-01-01', 'date'],
  ['yes', 'boolean'],
])('the filter "%s" on a %s is refused with a 400', (text, kind) => {
  expect(() => createTest(kind, text, now)).toThrow(new Refused(400, 'Query parameter is invalid'));
});
