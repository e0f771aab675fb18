import { english, type Words } from './english.ts';
import { french } from './french.ts';
import type { Language } from './language.ts';

/** The page's own words in each language. */
export const words: Record<Language, Words> = { EN: english, FR: french };
