import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferFromMonths, inferPayments, type Observation } from '../../src/pay/inference.ts';
import { runs } from '../support/thoroughness.ts';

const base = 1;
const thirteenth = 2;
const allowance = 3;
const given = { paymentsPerYear: new Map<number, string>(), baseNatures: new Set([base]) };

/** Somebody whose figure is the sum of the items, each times its payments. */
const witness = (...items: [natureId: number, amount: number, times: number][]): Observation => ({
  yearly: String(items.reduce((sum, [, amount, times]) => sum + Math.round(amount * 100) * times, 0) / 100),
  items: items.map(([natureId, amount]) => ({ natureId, amount: String(amount) })),
});
const timesOf = (witnesses: Observation[], known = given) =>
  Object.fromEntries([...inferPayments(witnesses, known)].map(([id, { paymentsPerYear }]) => [id, paymentsPerYear]));

describe('the inferred payments of natures', () => {
  it('payments are those that make the items add up to the yearly figures', () => {
    const people = [2000, 2500, 3100].map((amount) => witness([base, amount, 14]));
    expect(inferPayments(people, given)).toEqual(new Map([[base, { paymentsPerYear: '14', confidence: '1' }]]));
  });

  it('equal amounts are a monthly salary and one more payment, rather than a yearly salary and twelve more', () => {
    const people = [2000, 2500, 3100].map((amount) => witness([base, amount, 12], [thirteenth, amount, 1]));
    expect(timesOf(people)).toEqual({ [base]: '12', [thirteenth]: '1' });
  });

  it('natures are solved together, even where nobody has one of them alone', () => {
    const people = [2000, 2510, 3120, 4040].map((amount, index) =>
      witness([base, amount, 13], [thirteenth, 700 + index, 1], [allowance, 35.5 + index, 12]),
    );
    expect(timesOf(people)).toEqual({ [base]: '13', [thirteenth]: '1', [allowance]: '12' });
  });

  it('nothing is inferred from fewer than three people', () => {
    expect(timesOf([2000, 2500].map((amount) => witness([base, amount, 12])))).toEqual({});
  });

  it('payments are whatever whole number the figures show, such as 26 fortnightly payments', () => {
    const people = [1000, 1250, 1310].map((amount) => witness([base, amount, 26]));
    expect(timesOf(people)).toEqual({ [base]: '26' });
    const quarterly = [2000, 2510, 3120].map((amount) => witness([base, amount, 12], [allowance, amount / 5, 4]));
    expect(timesOf(quarterly)).toEqual({ [base]: '12', [allowance]: '4' });
  });

  it('a nature whose items are each in force for one and the same month of the year is paid once a year', () => {
    const inDecember = [2023, 2024, 2025].map((year) => ({
      natureId: thirteenth,
      startsOn: `${year}-12-01`,
      endsOn: `${year}-12-31`,
    }));
    const monthly = { natureId: base, startsOn: '2023-01-01', endsOn: null };
    expect(inferFromMonths([...inDecember, monthly, monthly, monthly])).toEqual(
      new Map([[thirteenth, { paymentsPerYear: '1', confidence: null }]]),
    );
    expect(inferFromMonths(inDecember.slice(1)).size).toBe(0);
    const inJune = { natureId: thirteenth, startsOn: '2025-06-01', endsOn: '2025-06-30' };
    expect(inferFromMonths([...inDecember, inJune]).size).toBe(0);
  });

  it('nothing is inferred where most figures do not add up', () => {
    const odd = [2100, 2200, 2300, 2400].map((amount, index) => witness([base, amount, 17 + index]));
    const usual = [2000, 2500, 3100].map((amount) => witness([base, amount, 12]));
    expect(timesOf([...odd, ...usual])).toEqual({});
  });

  it('the confidence is the share of people whose figure is reproduced', () => {
    const outOfDate = { ...witness([base, 2000, 12]), yearly: '23300' };
    const people = [outOfDate, ...[2000, 2500, 3100].map((amount) => witness([base, amount, 12]))];
    expect(inferPayments(people, given).get(base)).toEqual({ paymentsPerYear: '12', confidence: '0.75' });
  });

  it('the confidence is rounded down: 4 of 6 are 0.66', () => {
    const outOfDate = [23300, 23400].map((yearly) => ({ ...witness([base, 2000, 12]), yearly: String(yearly) }));
    const people = [...outOfDate, ...[2000, 2500, 3100, 3300].map((amount) => witness([base, amount, 12]))];
    expect(inferPayments(people, given).get(base)?.confidence).toBe('0.66');
  });

  it('several items of one nature of a person count together', () => {
    const people = [2000, 2510, 3120].map((amount) => witness([base, amount, 13], [base, amount / 4, 13]));
    expect(timesOf(people)).toEqual({ [base]: '13' });
  });

  it('payments that reproduce the figures of more people win over those likeliest for each person alone', () => {
    const people = [
      witness([1, 1300, 13], [2, 1300, 13]),
      witness([1, 1000, 13], [2, 2400, 13], [3, 2400, 13]),
      witness([1, 200, 13], [2, 1200, 13], [3, 2400, 13]),
      witness([1, 2400, 13], [3, 1000, 13]),
    ];
    expect(timesOf(people)).toEqual({ 1: '13', 2: '13', 3: '13' });
  });

  it('people with one possible combination count more than people with several', () => {
    const people = [
      witness([1, 1000, 1], [3, 1000, 13]),
      witness([1, 1000, 1], [3, 1300, 13]),
      witness([2, 1000, 12], [3, 1000, 13]),
      witness([1, 1000, 1], [2, 1000, 12], [3, 1000, 13]),
      witness([1, 200, 1], [2, 1200, 12], [3, 1200, 13]),
      witness([1, 200, 1], [2, 200, 12]),
    ];
    expect(timesOf(people)).toEqual({ 1: '1', 2: '12', 3: '13' });
  });

  it('payments are null for a nature that the figures leave out', () => {
    const people = [2000, 2500, 3100].map((amount, index) => witness([base, amount, 12], [allowance, 41 + index, 0]));
    expect(timesOf(people)).toEqual({ [base]: '12', [allowance]: null });
  });

  it('payments set for the account are used, and not inferred', () => {
    const people = [2000, 2510, 3120].map((amount) => witness([base, amount, 4], [allowance, amount / 10, 12]));
    expect(timesOf(people, { ...given, paymentsPerYear: new Map([[base, '4']]) })).toEqual({ [allowance]: '12' });
  });

  it('the result does not depend on the order of people', () => {
    const people = [2000, 2510, 3120, 4040, 1990].map((amount, index) =>
      index % 2 === 0 ? witness([base, amount, 12]) : witness([base, amount, 12], [thirteenth, amount, 1]),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (shuffled) => {
        expect(inferPayments(shuffled, given)).toEqual(inferPayments(people, given));
      }),
      { numRuns: runs(20), seed: 5 },
    );
  });

  it('any payments are found where enough people have each nature', () => {
    const times = fc.constantFrom(1, 12, 13, 14);
    const amounts = fc.array(fc.integer({ min: 100_000, max: 900_000 }), { minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(times, times, amounts, (ofBase, ofAllowance, cents) => {
        const people = cents.map((amount, index) =>
          index % 3 === 0
            ? witness([base, amount / 100, ofBase])
            : witness([base, amount / 100, ofBase], [allowance, (amount % 7_919) / 100 + 20, ofAllowance]),
        );
        expect(timesOf(people)).toEqual({ [base]: String(ofBase), [allowance]: String(ofAllowance) });
      }),
      { numRuns: runs(60), seed: 3 },
    );
  });
});
