/** Makes equal parts of rows one part. */
export type Interner = {
  /** Returns a compact copy of a row, with the texts and the nested objects of earlier rows where they are equal. */
  intern<Row extends object>(row: Row): Row;
  /** The memory that all rows take together, in bytes. */
  bytes(): number;
};

/**
 * Creates an interner for the rows of one read. What Lucca nests in rows is the same for most of them: every pay item contains its nature,
 * with all establishments that may use it.
 */
export function createInterner(): Interner {
  const texts = new Map<string, string>();
  const parts = new Map<string, object>();
  /** The number of each part that is shared. */
  const numbers = new Map<object, number>();
  let bytes = 0;

  function shared(value: unknown): unknown {
    if (typeof value === 'object' && value !== null) return sharedPart(value);
    if (typeof value !== 'string') return value;
    const known = texts.get(value);
    if (known !== undefined) return known;
    texts.set(value, value);
    bytes += bytesOfText(value);
    return value;
  }

  function sharedPart(part: object): object {
    const copy = copied(part);
    const content = contentOf(copy);
    const known = content === null ? undefined : parts.get(content);
    if (known) return known;
    bytes += bytesOf(copy);
    if (content === null) return copy;
    parts.set(content, copy);
    numbers.set(copy, numbers.size);
    // Who changed it would change it in all rows.
    return Object.freeze(copy);
  }

  // A copy that grows from `{}` takes half the memory of what a parser has made.
  function copied<Part extends object>(part: Part): Part {
    if (Array.isArray(part)) return part.map(shared) as object as Part;
    const copy = Object.assign({}, part);
    for (const [name, value] of Object.entries(copy)) Reflect.set(copy, name, shared(value));
    return copy;
  }

  /** A text that only equal parts have; null where a part, or one inside it, has more than it shows: a note of what could not be read. */
  function contentOf(part: object): string | null {
    if (Object.getOwnPropertySymbols(part).length > 0) return null;
    const values = Object.values(part).map((value) => {
      // JSON writes it as null.
      if (value === undefined) return [-1];
      return typeof value === 'object' && value !== null ? [numbers.get(value)] : value;
    });
    const isShareable = values.every((value) => !Array.isArray(value) || value[0] !== undefined);
    return isShareable ? JSON.stringify([Array.isArray(part), Object.keys(part), values]) : null;
  }

  return {
    intern(row) {
      const copy = copied(row);
      bytes += bytesOf(copy) + bytesOfAge;
      return copy;
    },
    bytes: () => bytes,
  };
}

// What V8 takes on 64 bits, with the slots that an object has to spare.
const bytesOf = (part: object): number => 56 + 8 * Object.keys(part).length;
const bytesOfText = (text: string): number => 16 + 8 * Math.ceil(text.length / 8);
/** The instant at which a row was read, and its place in two lists. */
const bytesOfAge = 48;
