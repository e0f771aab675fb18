import type { Fetched } from './rows.ts';

/** Makes equal parts of rows one part. */
export type Interner = {
  /** Returns a compact copy of a row with its age. It shares equal texts and nested objects with earlier rows. */
  intern<Row extends object>(row: Row, fetchedAt: number): Fetched<Row>;
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
  const withRoomFor = createTemplates();
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
    const content = contentOf(copy, numbers);
    const known = content === null ? undefined : parts.get(content);
    if (known) return known;
    bytes += bytesOf(copy);
    if (content === null) return copy;
    parts.set(content, copy);
    numbers.set(copy, numbers.size);
    // A change to it would change all rows.
    return Object.freeze(copy);
  }

  function copied<Part extends object>(part: Part): Part {
    if (Array.isArray(part)) return part.map(shared) as object as Part;
    const copy = Object.assign(withRoomFor(Object.keys(part)), part);
    for (const [name, value] of Object.entries(part)) Reflect.set(copy, name, shared(value));
    return copy;
  }

  return {
    intern(row, fetchedAt) {
      const copy = copied({ ...row, fetchedAt: null });
      // Set here rather than copied, because a copy of such a large number would take 16 bytes more.
      Reflect.set(copy, 'fetchedAt', fetchedAt);
      bytes += bytesOf(copy) + bytesInList;
      return copy as object as Fetched<typeof row>;
    },
    bytes: () => bytes,
  };
}

/**
 * A text that is the same only for equal parts, whose own parts are known by number; null if a part, or one inside it, has a hidden note of what
 * could not be read.
 */
function contentOf(part: object, numbers: ReadonlyMap<object, number>): string | null {
  if (Object.getOwnPropertySymbols(part).length > 0) return null;
  const values = Object.values(part).map((value) => {
    // JSON writes it as null.
    if (value === undefined) return [-1];
    return typeof value === 'object' && value !== null ? [numbers.get(value)] : value;
  });
  const isShareable = values.every((value) => !Array.isArray(value) || value[0] !== undefined);
  return isShareable ? JSON.stringify([Array.isArray(part), Object.keys(part), values]) : null;
}

/** Rows of more forms than this have columns of the company's own choice, which are not worth a template each. */
const mostTemplates = 64;

/**
 * Returns a function that makes an object with room for exactly these columns. An object that gets its columns one by one takes up to 56 bytes
 * more, because V8 stores them apart, with room to spare; a parsed one has no such store.
 */
function createTemplates() {
  const templates = new Map<string, string>();
  return (columns: readonly string[]): object => {
    const names = JSON.stringify(columns);
    const known = templates.get(names);
    if (known !== undefined) return JSON.parse(known);
    if (templates.size >= mostTemplates) return {};
    const template = JSON.stringify(Object.fromEntries(columns.map((name) => [name, null])));
    templates.set(names, template);
    return JSON.parse(template);
  };
}

// The memory that V8 uses on 64 bits.
const bytesOf = (part: object): number => 24 + 8 * Object.keys(part).length;
const bytesOfText = (text: string): number => 16 + 8 * Math.ceil(text.length / 8);
/** A row's position in the list of all rows. */
const bytesInList = 8;
