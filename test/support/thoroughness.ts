/** Whether slow tests try everything, as they must where `CI` is true, rather than a sample that takes seconds. */
export const isThorough = process.env.CI === 'true';

/** The cases that a test tries: all in a thorough run, and otherwise about so many of them, evenly spread. */
export const sample = <Case>(cases: readonly Case[], count: number): readonly Case[] =>
  isThorough ? cases : cases.filter((_, index) => index % Math.ceil(cases.length / count) === 0);

/** How often a property is tried: so often in a thorough run, and otherwise a fifth as often unless said otherwise. */
export const runs = (thorough: number, otherwise = Math.ceil(thorough / 5)): number =>
  isThorough ? thorough : otherwise;
