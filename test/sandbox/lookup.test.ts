import { expect, test } from 'vitest';
import { createLookup, statusOf } from '../../src/sandbox/lookup.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

type Period = [startsOn: string, endsOn: string | null, isArchived?: boolean];

/** Gives one person these contracts, and returns the one that applies on 24 November 2026. */
function applicable(periods: Period[]): number[] {
  const company = tinyCompany();
  const [model] = company.workContracts;
  if (!model) throw new Error('The tiny company has contracts');
  company.workContracts = periods.map(([startsOn, endsOn, isArchived = false], index) => ({
    ...model,
    id: index,
    startsOn,
    endsOn,
    isArchived,
  }));
  const { isApplicable } = createLookup(company);
  return company.workContracts.filter(isApplicable).map(({ id }) => id);
}

test.each<[string, Period[], number[]]>([
  [
    'the ongoing',
    [
      ['2020-01-01', '2021-12-31'],
      ['2022-01-01', null],
      ['2027-01-01', null],
    ],
    [1],
  ],
  [
    'the one that ends today',
    [
      ['2022-01-01', '2026-11-24'],
      ['2026-11-25', null],
    ],
    [0],
  ],
  [
    'the one that begins today',
    [
      ['2022-01-01', '2026-11-23'],
      ['2026-11-24', null],
    ],
    [1],
  ],
  [
    'the first to come',
    [
      ['2020-01-01', '2021-12-31'],
      ['2028-01-01', null],
      ['2027-01-01', '2027-12-31'],
    ],
    [2],
  ],
  [
    'the last that ended',
    [
      ['2020-01-01', '2021-12-31'],
      ['2018-01-01', '2019-12-31'],
    ],
    [0],
  ],
  ['no archived', [['2022-01-01', null, true]], []],
])('%s contract applies', (_title, periods, expected) => {
  expect(applicable(periods)).toEqual(expected);
});

test('a person is active on the first and on the last day', () => {
  const [person] = tinyCompany().people;
  if (!person) throw new Error('The tiny company has people');
  const on = (contractStartsOn: string, contractEndsOn: string | null) =>
    statusOf({ ...person, contractStartsOn, contractEndsOn }, '2026-11-24');
  expect(on('2020-01-01', '2026-11-24')).toBe('active');
  expect(on('2026-11-24', null)).toBe('active');
  expect(on('2020-01-01', '2026-11-23')).toBe('former');
  expect(on('2026-11-25', null)).toBe('upcoming');
});
