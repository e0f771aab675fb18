import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferPayments, type Observation } from '../../src/pay/inference.ts';

const base = 1;
const thirteenth = 2;
const allowance = 3;
const given = { paymentsPerYear: new Map<number, string>(), baseNatures: new Set([base]) };

/** Somebody whose figure is made of the items, each as often as said. */
const witness = (...items: [natureId: number, amount: number, times: number][]): Observation => ({
  yearly: String(items.reduce((sum, [, amount, times]) => sum + Math.round(amount * 100) * times, 0) / 100),
  items: items.map(([natureId, amount]) => ({ natureId, amount: String(amount) })),
});
const timesOf = (witnesses: Observation[], known = given) =>
  Object.fromEntries([...inferPayments(witnesses, known)].map(([id, { paymentsPerYear }]) => [id, paymentsPerYear]));

describe('the payments of natures', () => {
  it('are those that make up the yearly figures', () => {
    const people = [2000, 2500, 3100].map((amount) => witness([base, amount, 14]));
    expect(inferPayments(people, given)).toEqual(new Map([[base, { paymentsPerYear: '14', confidence: '1' }]]));
  });

  it('are a salary every month and one more, rather than once a year and twelve more, where amounts are equal', () => {
    const people = [2000, 2500, 3100].map((amount) => witness([base, amount, 12], [thirteenth, amount, 1]));
    expect(timesOf(people)).toEqual({ [base]: '12', [thirteenth]: '1' });
  });

  it('are solved together, though nobody holds one of the natures alone', () => {
    const people = [2000, 2510, 3120, 4040].map((amount, index) =>
      witness([base, amount, 13], [thirteenth, 700 + index, 1], [allowance, 35.5 + index, 12]),
    );
    expect(timesOf(people)).toEqual({ [base]: '13', [thirteenth]: '1', [allowance]: '12' });
  });

  it('are not told by fewer than three people', () => {
    expect(timesOf([2000, 2500].map((amount) => witness([base, amount, 12])))).toEqual({});
  });

  it('are not told where most figures are made up otherwise', () => {
    const odd = [2100, 2200, 2300, 2400].map((amount) => witness([base, amount, 17]));
    const usual = [2000, 2500, 3100].map((amount) => witness([base, amount, 12]));
    expect(timesOf([...odd, ...usual])).toEqual({});
  });

  it('come with the share of people they hold for', () => {
    const outOfDate = { ...witness([base, 2000, 12]), yearly: '23300' };
    const people = [outOfDate, ...[2000, 2500, 3100].map((amount) => witness([base, amount, 12]))];
    expect(inferPayments(people, given).get(base)).toEqual({ paymentsPerYear: '12', confidence: '0.75' });
  });

  it('come with a share that is never told higher than it is: 4 of 6 are 0.66', () => {
    const outOfDate = [23300, 23400].map((yearly) => ({ ...witness([base, 2000, 12]), yearly: String(yearly) }));
    const people = [...outOfDate, ...[2000, 2500, 3100, 3300].map((amount) => witness([base, amount, 12]))];
    expect(inferPayments(people, given).get(base)?.confidence).toBe('0.66');
  });

  it('are those of all items of a nature that somebody holds several of', () => {
    const people = [2000, 2510, 3120].map((amount) => witness([base, amount, 13], [base, amount / 4, 13]));
    expect(timesOf(people)).toEqual({ [base]: '13' });
  });

  it('are not what is likeliest for each person alone, where other payments make up the figures of more people', () => {
    const people = [
      witness([1, 1300, 13], [2, 1300, 13]),
      witness([1, 1000, 13], [2, 2400, 13], [3, 2400, 13]),
      witness([1, 200, 13], [2, 1200, 13], [3, 2400, 13]),
      witness([1, 2400, 13], [3, 1000, 13]),
    ];
    expect(timesOf(people)).toEqual({ 1: '13', 2: '13', 3: '13' });
  });

  it('go by who can mean one thing only, rather than by who may mean several', () => {
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

  it('are null for a nature that the figures leave out', () => {
    const people = [2000, 2500, 3100].map((amount, index) => witness([base, amount, 12], [allowance, 41 + index, 0]));
    expect(timesOf(people)).toEqual({ [base]: '12', [allowance]: null });
  });

  it('go by what the account has set, which is not inferred again', () => {
    const people = [2000, 2510, 3120].map((amount) => witness([base, amount, 4], [allowance, amount / 10, 12]));
    expect(timesOf(people, { ...given, paymentsPerYear: new Map([[base, '4']]) })).toEqual({ [allowance]: '12' });
  });

  it('do not depend on the order of people', () => {
    const people = [2000, 2510, 3120, 4040, 1990].map((amount, index) =>
      index % 2 === 0 ? witness([base, amount, 12]) : witness([base, amount, 12], [thirteenth, amount, 1]),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (shuffled) => {
        expect(inferPayments(shuffled, given)).toEqual(inferPayments(people, given));
      }),
      { numRuns: 20, seed: 5 },
    );
  });

  it('are found whatever they are, where enough people hold each nature', () => {
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
      { numRuns: 60, seed: 3 },
    );
  });
});
