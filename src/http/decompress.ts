import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { BodyRefused } from './bodyRefused.ts';
import { Refused } from './refused.ts';

/** How a body may be compressed, by the name in `Content-Encoding`. */
const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

export type Coding = keyof typeof decoders;

export const isCoding = (name: string): name is Coding => Object.hasOwn(decoders, name);

/** Small, so that a thread soon continues with the next body. */
const pieceBytes = 16_384;

/**
 * Decompresses a body and passes on what comes out, piece by piece; `add` throws if that is too much, which ends the decompression. Throws
 * `BodyRefused` if the body is damaged, cut short, or followed by anything.
 */
export async function decompress(body: Buffer, coding: Coding, maxBytes: number, add: (piece: Buffer) => void) {
  const decoder = decoders[coding]();
  if (coding === 'br') narrowWindow(body, maxBytes);
  try {
    await pipeline(pieces(body), decoder, async (decompressed: AsyncIterable<Buffer>) => {
      for await (const piece of decompressed) add(piece);
    });
  } catch (failure) {
    // What follows the end of the compressed data may also abort the stream.
    throw failure instanceof Refused ? failure : damaged();
  }
  if (decoder.bytesWritten !== body.length) throw damaged();
}

const damaged = () => new BodyRefused(400, 'The body cannot be decompressed.');

function* pieces(body: Buffer): Generator<Buffer> {
  for (let start = 0; start < body.length; start += pieceBytes) yield body.subarray(start, start + pieceBytes);
}

/**
 * Makes the window of a Brotli stream, which its first bits declare (RFC 7932, section 9.1), no larger than the most that may come out,
 * in place. A decoder returns nothing before it has filled its window, so that a hundred bytes would cost 16 MB and many milliseconds.
 * The window only says how far back data may be repeated: a stream that is not longer than its window means the same with a smaller one.
 */
export function narrowWindow(stream: Buffer, maxBytes: number): void {
  const first = stream[0] ?? 0;
  // Windows of 2^18 to 2^24 bytes take four bits: a one, and three bits that are not all zero. All other windows are smaller.
  const declared = 17 + ((first >> 1) & 0b111);
  if ((first & 1) === 0 || declared < 18) return;
  let bits = 18;
  while (2 ** bits - 16 < maxBytes) bits += 1;
  if (bits < declared) stream[0] = (first & 0b1111_0000) | ((bits - 17) << 1) | 1;
}
