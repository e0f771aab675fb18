import type { Language } from './words.ts';

/** The language of `?lang=`, else of the browser; English where neither is one of ours. */
export function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const tags = asked === null ? navigator.languages : [asked];
  const known = tags.map((tag) => tag.slice(0, 2).toUpperCase()).find((code) => code === 'EN' || code === 'FR');
  return known === 'FR' ? 'FR' : 'EN';
}
