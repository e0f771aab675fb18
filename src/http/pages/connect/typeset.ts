/**
 * Sets a text as printers do, in either language: typographic apostrophes, and the blanks that French puts before some
 * signs narrow where it wants them narrow, so that no line ends there.
 */
export const typeset = (text: string) =>
  text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '\u2019')
    .replace(/ (?=[;?!])/g, '\u202f')
    .replace(/ (?=[:»])/g, '\u00a0')
    .replace(/(?<=«) /g, '\u00a0');
