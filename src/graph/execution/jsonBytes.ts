import { giveBackScratch } from './scratch.ts';

/** A value that is written already, as JSON in UTF-8. */
export class JsonBytes {
  readonly bytes: Buffer;
  #scratch: Buffer | null;

  /** `scratch` is the buffer that the bytes are in. */
  constructor(bytes: Buffer, scratch: Buffer) {
    this.bytes = bytes;
    this.#scratch = scratch;
  }

  /** Called once the bytes have been copied: the next response is written over them. */
  release(): void {
    // Given back again, it could be that of another response by then.
    if (this.#scratch !== null) giveBackScratch(this.#scratch);
    this.#scratch = null;
  }
}
