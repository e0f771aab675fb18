import { english } from './english.ts';
import { french } from './french.ts';

/** A language of the page, by the name the API has for it. */
export type Language = 'EN' | 'FR';

/** Everything the page says by itself. */
export type Words = typeof english;

/** The words of each language. */
export const words: Record<Language, Words> = { EN: english, FR: french };
