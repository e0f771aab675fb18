// Letters in their own right, which Unicode does not decompose into a letter and an accent.
const spellings: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', '’': "'" };

/** Text without case and accents, for comparing what people type: `Lefèvre` and `LEFEVRE` are both `lefevre`. */
export const plainText = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđı’]/g, (letter) => spellings[letter] ?? letter);
