import { ignoreRejection } from '../../loaders/promiseOrValue.ts';

const [quote, backslash] = [0x22, 0x5c];
const nullText = asciiOf('null');
const firstBytes = 512;

/** The bytes of a text of ASCII. */
export function asciiOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A part of the output that is known only later; `at` is its position. */
type Gap = { at: number; content: Promise<JsonWriter> };

/** The position of a writer. Output after it can be discarded or moved elsewhere. */
export type Mark = { length: number; gaps: number };

/**
 * Writes JSON directly as UTF-8, without an intermediate string. A value that has to be awaited becomes a gap, which is filled at the end;
 * the output after it is written in the meantime.
 */
export class JsonWriter {
  #bytes: Buffer;
  #length = 0;
  #gaps: Gap[] = [];

  constructor(buffer: Buffer = Buffer.allocUnsafe(firstBytes)) {
    this.#bytes = buffer;
  }

  /** What has been written. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The buffer that it is in. */
  get buffer(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  get gaps(): number {
    return this.#gaps.length;
  }

  /** Writes bytes as they are. */
  ascii(ascii: Uint8Array): void {
    this.#reserve(ascii.length);
    // Faster than `set` for a few bytes.
    for (let index = 0; index < ascii.length; index++) this.#bytes[this.#length++] = ascii[index] as number;
  }

  /** Writes JSON that is in UTF-8 already. */
  encoded(json: Uint8Array): void {
    this.#reserve(json.length);
    this.#bytes.set(json, this.#length);
    this.#length += json.length;
  }

  /** A copy of what was written from a place on. */
  copyFrom(length: number): Buffer {
    return Buffer.from(this.#bytes.subarray(length, this.#length));
  }

  null(): void {
    this.ascii(nullText);
  }

  /** Writes a text of ASCII as it is, for instance a number. */
  plain(text: string): void {
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index);
  }

  /** Writes a text in quotation marks. */
  text(text: string): void {
    this.#reserve(3 * text.length + 2);
    const start = this.#length;
    const bytes = this.#bytes;
    let at = start;
    bytes[at++] = quote;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x80) {
        if (code < 0x20 || code === quote || code === backslash) {
          this.json(text);
          return;
        }
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else if (code >= 0xd800 && code <= 0xdfff) {
        this.json(text);
        return;
      } else {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[at++] = quote;
    this.#length = at;
  }

  /** Writes any value of JSON. */
  json(value: unknown): void {
    const text = JSON.stringify(value);
    this.#reserve(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Leaves a gap for what another writer will contain, once it is filled itself. */
  gap(content: Promise<JsonWriter>): void {
    // If the output is discarded, nothing waits for the content any more.
    this.#gaps.push({ at: this.#length, content: ignoreRejection(content) });
  }

  /** Discards the output after a position, including gaps. */
  takeBack({ length, gaps }: Mark): void {
    this.#length = length;
    this.#gaps.length = gaps;
  }

  /** Moves the output after a position into a separate writer. */
  setApart({ length, gaps }: Mark): JsonWriter {
    const apart = new JsonWriter(Buffer.allocUnsafe(this.#length - length));
    apart.#length = this.#bytes.copy(apart.#bytes, 0, length, this.#length);
    apart.#gaps = this.#gaps.splice(gaps).map(({ at, content }) => ({ at: at - length, content }));
    this.#length = length;
    return apart;
  }

  /** Resolves to this writer once all gaps are filled. Rejects with the first failure of what was to fill one. */
  async filled(): Promise<JsonWriter> {
    if (this.#gaps.length === 0) return this;
    const gaps = this.#gaps;
    const contents = await Promise.all(gaps.map(({ content }) => content));
    const parts: Buffer[] = [];
    let from = 0;
    for (const [index, { at }] of gaps.entries()) {
      parts.push(this.#bytes.subarray(from, at), (contents[index] as JsonWriter).bytes);
      from = at;
    }
    parts.push(this.#bytes.subarray(from, this.#length));
    this.#bytes = Buffer.concat(parts);
    this.#length = this.#bytes.length;
    this.#gaps = [];
    return this;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
