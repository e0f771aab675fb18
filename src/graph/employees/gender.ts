import type { Gender } from '../generated.ts';

const genders = new Map<string, Gender>([
  ['female', 'FEMALE'],
  ['male', 'MALE'],
  ['undefined', 'UNDISCLOSED'],
]);

/** Converts Lucca's value for a gender; null if Lucca returns none. */
export const genderOf = (word: string | null): Gender | null =>
  word === null ? null : (genders.get(word.toLowerCase()) ?? 'OTHER');
