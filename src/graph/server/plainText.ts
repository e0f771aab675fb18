// Letters in their own right, which Unicode does not decompose into a letter and an accent.
const spellings: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

// Soft hyphens, zero-width spaces, byte order marks, marks of direction and the like: copied with a name, but never seen or typed.
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu;
// Quotes, primes, accents that stand alone, and the letters that look like an apostrophe.
const apostrophes = /['`´‘’‛′ʹʻʼʽˈ＇]/gu;
const dashes = /[\p{Pd}−]/gu;

/**
 * Text without case, accents and invisible characters, and with one kind of apostrophe and of dash, for comparing what people type:
 * `Lefèvre` and `LEFEVRE` are both `lefevre`.
 */
export const plainText = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđı]/g, (letter) => spellings[letter] ?? letter);
