import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type Measured, quartileBands, weightedMeanGap } from '../../src/pay/comparison.ts';

const people = (women: number[], men: number[], others: number[] = []): Measured[] => [
  ...women.map((amount) => ({ amount: amount.toFixed(2), gender: 'women' as const })),
  ...men.map((amount) => ({ amount: amount.toFixed(2), gender: 'men' as const })),
  ...others.map((amount) => ({ amount: amount.toFixed(2), gender: null })),
];

const anybody = fc.array(
  fc.record({
    amount: fc.bigInt(0n, 10n ** 14n).map((cents) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`),
    gender: fc.constantFrom('women', 'men', null),
  }),
  { maxLength: 40 },
);

describe('the figures of women and men compared', () => {
  it('are the means, medians and quartiles, and the gaps in % of the figures of men', () => {
    expect(compare(people([1000, 2000, 4000], [2000, 3000, 5000, 10_000], [50]), 1)).toEqual({
      all: { count: 8, mean: '3381.25', median: '2500.00', lowerQuartile: '1750.00', upperQuartile: '4250.00' },
      women: { count: 3, mean: '2333.33', median: '2000.00', lowerQuartile: '1500.00', upperQuartile: '3000.00' },
      men: { count: 4, mean: '5000.00', median: '4000.00', lowerQuartile: '2750.00', upperQuartile: '6250.00' },
      meanGap: '53.33',
      medianGap: '50.00',
      isTooSmall: false,
    });
  });

  it('have a gap below 0 where women are paid more, and none where men are paid nothing', () => {
    expect(compare(people([110], [100]), 1)).toMatchObject({ meanGap: '-10.00', medianGap: '-10.00' });
    expect(compare(people([110], [0]), 1)).toMatchObject({ meanGap: null, medianGap: null, isTooSmall: false });
  });

  it('are counts alone in a group with fewer women or men than the minimum', () => {
    const none = { mean: null, median: null, lowerQuartile: null, upperQuartile: null };
    expect(compare(people([1, 2], [3, 4, 5]), 3)).toEqual({
      all: { count: 5, ...none },
      women: { count: 2, ...none },
      men: { count: 3, ...none },
      meanGap: null,
      medianGap: null,
      isTooSmall: true,
    });
  });

  it('do not depend on the order of people, and lie between the lowest and the highest figure', () => {
    fc.assert(
      fc.property(anybody, (somebody) => {
        const found = compare(somebody, 1);
        expect(compare(somebody.toReversed(), 1)).toEqual(found);
        const cents = somebody.map(({ amount }) => BigInt(amount.replace('.', ''))).sort((a, b) => (a < b ? -1 : 1));
        const inCents = (text: string | null) => text && BigInt(text.replace('.', ''));
        const { lowerQuartile, median, upperQuartile, mean } = found.all;
        if (found.isTooSmall) return;
        const inOrder = [cents[0], ...[lowerQuartile, median, upperQuartile].map(inCents), cents.at(-1)] as bigint[];
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
        const sum = cents.reduce((total, each) => total + each, 0n);
        const distance = (inCents(mean) as bigint) * BigInt(cents.length) - sum;
        expect(2n * (distance < 0n ? -distance : distance)).toBeLessThanOrEqual(BigInt(cents.length));
      }),
    );
  });

  it('fill four bands of equally many people, in the order of the figures', () => {
    expect(quartileBands(people([1, 2, 3], [4, 5, 6, 7], [8]))).toEqual([
      { band: 1, women: 2, men: 0, all: 2 },
      { band: 2, women: 1, men: 1, all: 2 },
      { band: 3, women: 0, men: 2, all: 2 },
      { band: 4, women: 0, men: 1, all: 2 },
    ]);
    fc.assert(
      fc.property(anybody, (somebody) => {
        const sizes = quartileBands(somebody).map(({ all }) => all);
        expect(sizes.reduce((total, size) => total + size)).toBe(somebody.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('average the gaps of groups by size, each lessened by the tolerance and never turned around', () => {
    const groups = [people([90], [100]), people([98, 98], [100]), people([120], [100]), people([5], [])].map((each) =>
      compare(each, 1),
    );
    // 10 − 5 for two people, 2 − 2 for three, −20 + 5 for two; the last group has no gap.
    expect(weightedMeanGap(groups, '5')).toBe('-2.86');
    expect(weightedMeanGap(groups.slice(3), '5')).toBeNull();
  });
});
