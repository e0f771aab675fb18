import { JsonBytes } from '../graph/execution/jsonBytes.ts';
import type { Work } from '../graph/server/scheduler.ts';

/** Lists of fewer items are written item by item, because an item may be nearly all of the response. */
const shortList = 5;
/** The length of a piece, roughly: a millisecond's work. */
const pieceCharacters = 100_000;

const lineEnd = Buffer.from('\n');

/** Writes a response as JSON in UTF-8, which may take several slices. */
export async function writeJson(value: unknown, work: Work): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const piece of pieces(value)) {
    if (work.isOver()) await work.turn(true);
    parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  }
  parts.push(lineEnd);
  return Buffer.concat(parts);
}

/** JSON in pieces, each of which is written at once. */
function* pieces(value: unknown): Generator<string | Buffer> {
  if (Array.isArray(value)) yield* piecesOfList(value);
  else if (value instanceof JsonBytes) yield value.bytes;
  else if (typeof value === 'object' && value !== null && !('toJSON' in value)) yield* piecesOfObject(value);
  else yield JSON.stringify(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string | Buffer> {
  yield '[';
  let count = 1;
  for (let start = 0; start < list.length; ) {
    if (start > 0) yield ',';
    if (list.length < shortList) yield* pieces(list[start++]);
    else {
      const piece = JSON.stringify(list.slice(start, start + count)).slice(1, -1);
      yield piece;
      start += count;
      count = piece.length < pieceCharacters ? count * 2 : Math.ceil(count / 2);
    }
  }
  yield ']';
}

function* piecesOfObject(object: object): Generator<string | Buffer> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* pieces(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
