const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Whether parsing a JSON text would create more values than allowed, or nest them deeper: parsing such a text of two megabytes takes a
 * third of a second. The text need not be valid.
 */
export function exceedsSize(text: Buffer, limits: { values: number; depth: number }): boolean {
  let values = 1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (byte === quote) at = endOfString(text, at);
    else if (byte === comma) values += 1;
    else if (byte === openList || byte === openObject) {
      values += 1;
      depth += 1;
      if (depth > limits.depth) return true;
    } else if (byte === closeList || byte === closeObject) depth -= 1;
    if (values > limits.values) return true;
  }
  return false;
}

/** The index of the quote that ends the string which begins at an index; the end of the text if there is none. */
function endOfString(text: Buffer, start: number): number {
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}
