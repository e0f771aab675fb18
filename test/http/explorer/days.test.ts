import { expect, it } from 'vitest';
import { dayOf, latestYearEnd, quarterOf, yearTo } from '../../../src/http/pages/explorer/days.ts';

it('today is the day in the browser’s time zone', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 10, 24, 23, 59))).toBe('2026-11-24');
});

it.each([
  ['2026-11-24', '2025-12-31'],
  ['2026-12-30', '2025-12-31'],
  ['2026-12-31', '2026-12-31'],
  ['2027-01-01', '2026-12-31'],
])('on %s the latest 31 December is %s', (today, day) => {
  expect(latestYearEnd(today)).toBe(day);
});

it.each([
  ['2026-01-01', '2026-01-01', '2026-03-31'],
  ['2026-06-30', '2026-04-01', '2026-06-30'],
  ['2026-08-15', '2026-07-01', '2026-09-30'],
  ['2026-12-31', '2026-10-01', '2026-12-31'],
])('the quarter of %s is from %s to %s', (today, from, to) => {
  expect(quarterOf(today)).toEqual({ from, to });
});

it.each([
  ['2026-11-24', '2025-11-24', '2025-11-25'],
  ['2026-12-31', '2025-12-31', '2026-01-01'],
  ['2028-02-29', '2027-02-28', '2027-03-01'],
  ['2029-02-28', '2028-02-28', '2028-02-29'],
])('the twelve months that end with %s begin after %s, on %s', (today, dayBefore, from) => {
  expect(yearTo(today)).toEqual({ dayBefore, from, to: today });
});
