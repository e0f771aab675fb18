/** A language of the page, by the name the API has for it. */
export type Language = 'EN' | 'FR';

/** The language of `?lang=`, else of the browser; English where neither is one of ours. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const tags = asked === null ? navigator.languages : [asked];
  const known = tags.map((tag) => tag.slice(0, 2).toUpperCase()).find((code) => code === 'EN' || code === 'FR');
  return known === 'FR' ? 'FR' : 'EN';
}
