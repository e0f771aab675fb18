/** Makes equal parts of rows one part. */
export type Interner = {
  /** Returns a compact copy of a row that shares equal texts and nested objects with earlier rows. */
  intern<Row extends object>(row: Row): Row;
  /** The memory that all rows take together, in bytes. */
  bytes(): number;
};

/**
 * Creates an interner for the rows of one read. Most rows contain the same nested objects: every pay item contains its nature, with all
 * establishments that may use it.
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
    // A change to it would change all rows.
    return Object.freeze(copy);
  }

  // A copy built from `{}` takes half the memory of a parsed object.
  function copied<Part extends object>(part: Part): Part {
    if (Array.isArray(part)) return part.map(shared) as object as Part;
    const copy = Object.assign({}, part);
    for (const [name, value] of Object.entries(copy)) Reflect.set(copy, name, shared(value));
    return copy;
  }

  /** A text that is the same only for equal parts; null if a part, or one inside it, has a hidden note of what could not be read. */
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

// The memory that V8 uses on 64 bits, including an object's spare slots.
const bytesOf = (part: object): number => 56 + 8 * Object.keys(part).length;
const bytesOfText = (text: string): number => 16 + 8 * Math.ceil(text.length / 8);
/** The instant at which a row was read, and its positions in two lists. */
const bytesOfAge = 48;
