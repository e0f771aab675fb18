import { expect, it } from 'vitest';
import { createRandom } from '../../../src/sandbox/companies/random.ts';

it('the same seed gives the same draws, and another seed gives others', () => {
  const draws = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, () => random.integer(0, 1_000_000));
  };
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
});

it('a whole number lies within its bounds and reaches both', () => {
  const random = createRandom(1);
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
  expect(drawn).toEqual(new Set([3, 4, 5, 6]));
});

it('a choice of weight 0 is never drawn, and the others in proportion to their weights', () => {
  const random = createRandom(1);
  const drawn = Array.from({ length: 4000 }, () =>
    random.weighted([
      ['never', 0],
      ['often', 3],
      ['rarely', 1],
    ]),
  );
  expect(drawn).not.toContain('never');
  expect(drawn.filter((each) => each === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
});
