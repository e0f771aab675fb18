import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, covers } from '../../../src/sandbox/companies/dates.ts';

const dates = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('dates', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s plus %d months is %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it('a date plus a month is in the next month, never past its end', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(addMonths(date, months)) - monthOf(date)).toBe(months);
      }),
    );
  });

  it('a date plus a number of days is that many days away', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 20_000 }), (date, days) => {
        expect(Date.parse(addDays(date, days)) - Date.parse(date)).toBe(days * 86_400_000);
      }),
    );
  });

  it('a period includes its first and last day, and without an end every later day', () => {
    const period = { startsOn: '2026-01-01', endsOn: '2026-01-31' };
    expect(['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((date) => covers(period, date))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(covers({ ...period, endsOn: null }, '2090-01-01')).toBe(true);
  });
});
