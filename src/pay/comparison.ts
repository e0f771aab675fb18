import { Decimal, rounded, sum } from './decimals.ts';

// Statistics of figures of pay. Figures have two decimal places: they are compared and summed as whole hundredths.

/** One person's figure, and the group of gender that it counts in; null for neither. */
export type Measured = { amount: string; gender: 'women' | 'men' | null };

/** Rounded to two decimal places; null without figures, or if too few people have one. */
export type Statistics = {
  count: number;
  mean: string | null;
  median: string | null;
  lowerQuartile: string | null;
  upperQuartile: string | null;
};

/** Women and men of one group compared; gaps in %. */
export type Comparison = {
  all: Statistics;
  women: Statistics;
  men: Statistics;
  meanGap: string | null;
  medianGap: string | null;
  isTooSmall: boolean;
};

/** A quarter of the people, from 1 for the lowest figures to 4 for the highest. */
export type Band = { band: number; women: number; men: number; all: number };

/** Compares people. A group with fewer than `minimumOfEach` women or men has counts only. */
export function compare(people: readonly Measured[], minimumOfEach: number): Comparison {
  const sorted = inOrder(people);
  const women = sorted.filter(({ gender }) => gender === 'women');
  const men = sorted.filter(({ gender }) => gender === 'men');
  const isTooSmall = women.length < minimumOfEach || men.length < minimumOfEach;
  const [all, ofWomen, ofMen] = [sorted, women, men].map((each) => exactStatistics(each, isTooSmall)) as [
    Exact,
    Exact,
    Exact,
  ];
  return {
    all: shown(all),
    women: shown(ofWomen),
    men: shown(ofMen),
    meanGap: gapBetween(ofWomen.mean, ofMen.mean),
    medianGap: gapBetween(ofWomen.median, ofMen.median),
    isTooSmall,
  };
}

/** The numbers of women and men in four bands with equal numbers of people, from the lowest figures to the highest. */
export function quartileBands(people: readonly Measured[]): Band[] {
  const bands = [1, 2, 3, 4].map((band) => ({ band, women: 0, men: 0, all: 0 }));
  for (const [index, { gender }] of inOrder(people).entries()) {
    const band = bands[Math.floor((4 * index) / people.length)] as Band;
    band.all += 1;
    if (gender !== null) band[gender] += 1;
  }
  return bands;
}

/**
 * The weighted average of the groups' mean gaps, in %: each gap is moved towards 0 by the tolerance, but not past 0, and weighted by the
 * group's number of women and men. Null if no group has a gap.
 */
export function weightedMeanGap(groups: readonly Comparison[], tolerance: string): string | null {
  const parts = groups.flatMap(({ meanGap, women, men }) =>
    meanGap === null ? [] : [{ gap: lessened(new Decimal(meanGap), tolerance), people: women.count + men.count }],
  );
  if (parts.length === 0) return null;
  const people = parts.reduce((total, part) => total + part.people, 0);
  return rounded(sum(parts.map(({ gap, people }) => gap.times(people))).div(people));
}

function lessened(gap: Decimal, tolerance: string): Decimal {
  const left = Decimal.max(gap.abs().minus(tolerance), 0);
  return gap.isNegative() ? left.negated() : left;
}

type Hundredths = { hundredths: bigint; gender: Measured['gender'] };

const inOrder = (people: readonly Measured[]): Hundredths[] =>
  people
    .map(({ amount, gender }) => ({ hundredths: hundredthsIn(amount), gender }))
    .sort((a, b) => (a.hundredths < b.hundredths ? -1 : Number(a.hundredths > b.hundredths)));

/** The hundredths of an amount. Those of usual form are read as text, because decimals take ten times as long for ten thousand people. */
function hundredthsIn(amount: string): bigint {
  const [, whole, part = ''] = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  return BigInt(whole === undefined ? new Decimal(amount).times(100).toFixed(0) : `${whole}${part.padEnd(2, '0')}`);
}

/** Statistics before they are rounded. */
type Exact = { count: number } & Record<'mean' | 'median' | 'lowerQuartile' | 'upperQuartile', Decimal | null>;

function exactStatistics(sorted: readonly Hundredths[], isHidden: boolean): Exact {
  const count = sorted.length;
  if (isHidden || count === 0) return { count, mean: null, median: null, lowerQuartile: null, upperQuartile: null };
  const total = sorted.reduce((total, { hundredths }) => total + hundredths, 0n);
  return {
    count,
    mean: new Decimal(String(total)).div(count).div(100),
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
  };
}

/** The value below which a share of the figures lies, interpolated between the two nearest ones. */
function quantile(sorted: readonly Hundredths[], share: number): Decimal {
  const position = (sorted.length - 1) * share;
  const [lower, upper] = [Math.floor(position), Math.ceil(position)].map(
    (index) => new Decimal(String(sorted[index]?.hundredths)),
  ) as [Decimal, Decimal];
  return lower.plus(upper.minus(lower).times(position - Math.floor(position))).div(100);
}

const shown = ({ count, ...figures }: Exact): Statistics => ({
  count,
  mean: figures.mean && rounded(figures.mean),
  median: figures.median && rounded(figures.median),
  lowerQuartile: figures.lowerQuartile && rounded(figures.lowerQuartile),
  upperQuartile: figures.upperQuartile && rounded(figures.upperQuartile),
});

const gapBetween = (women: Decimal | null, men: Decimal | null): string | null =>
  women === null || men === null || men.isZero() ? null : rounded(men.minus(women).div(men).times(100));
