/**
 * Applies typographic rules of both languages: curly apostrophes, and the non-breaking spaces of French punctuation.
 */
export const typeset = (text: string) =>
  text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '\u2019')
    .replace(/ (?=[;?!])/g, '\u202f')
    .replace(/ (?=[:»])/g, '\u00a0')
    .replace(/(?<=«) /g, '\u00a0');
