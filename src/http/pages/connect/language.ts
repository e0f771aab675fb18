/** A language of the page, as in the API. */
export type Language = 'EN' | 'FR';

/** The language of `?lang=`, else of the browser; English when the page does not have it. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const tags = asked === null ? navigator.languages : [asked];
  const known = tags.map((tag) => tag.slice(0, 2).toUpperCase()).find((code) => code === 'EN' || code === 'FR');
  return known === 'FR' ? 'FR' : 'EN';
}

/** How dates with times are written in a language. */
export const momentIn = (language: Language) =>
  new Intl.DateTimeFormat(language === 'FR' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short' });
