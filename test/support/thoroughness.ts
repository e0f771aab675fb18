/** Whether slow tests try everything, which takes a quarter of an hour. */
export const isExhaustive = process.env.THOROUGH === 'true';

/** Whether slow tests try much, as they must where `CI` is true, rather than a sample that takes seconds. */
export const isThorough = isExhaustive || process.env.CI === 'true';

/** A number for each degree of thoroughness. */
export const degree = (exhaustive: number, thorough: number, otherwise: number): number => {
  if (isExhaustive) return exhaustive;
  return isThorough ? thorough : otherwise;
};

/** The cases that a test tries: all in a thorough run, and otherwise about so many of them, evenly spread. */
export const sample = <Case>(cases: readonly Case[], count: number): readonly Case[] =>
  isThorough ? cases : spread(cases, count);

/** About so many of the cases, evenly spread. */
export const spread = <Case>(cases: readonly Case[], count: number): readonly Case[] =>
  cases.filter((_, index) => index % Math.ceil(cases.length / count) === 0);

/** How often a property is tried: so often in a thorough run, and otherwise a fifth as often unless said otherwise. */
export const runs = (thorough: number, otherwise = Math.ceil(thorough / 5)): number =>
  isThorough ? thorough : otherwise;
