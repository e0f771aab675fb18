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
  const written: JsonBytes[] = [];
  for (const piece of pieces(value)) {
    if (work.isOver()) await work.turn(true);
    if (piece instanceof JsonBytes) written.push(piece);
    parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece.bytes);
  }
  parts.push(lineEnd);
  const response = Buffer.concat(parts);
  for (const each of written) each.release();
  return response;
}

/** JSON in pieces, each of which is written at once. */
function* pieces(value: unknown): Generator<string | JsonBytes> {
  if (Array.isArray(value)) yield* piecesOfList(value);
  else if (value instanceof JsonBytes) yield value;
  else if (typeof value === 'object' && value !== null && !('toJSON' in value)) yield* piecesOfObject(value);
  else yield JSON.stringify(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string | JsonBytes> {
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

function* piecesOfObject(object: object): Generator<string | JsonBytes> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* pieces(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
