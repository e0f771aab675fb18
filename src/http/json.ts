import type { ServerResponse } from 'node:http';
import { JsonText } from '../graph/execution/jsonText.ts';
import type { Work } from '../graph/server/scheduler.ts';

/** Lists of fewer items are written item by item, because an item may be nearly all of the response. */
const shortList = 5;
/** The length of a piece, roughly: a millisecond's work. */
const pieceCharacters = 100_000;

/** Writes a response as JSON, which may take several slices. */
export async function writeJson(value: unknown, work: Work): Promise<string> {
  const parts: string[] = [];
  for (const piece of pieces(value)) {
    if (work.isOver()) await work.turn(true);
    parts.push(piece);
  }
  parts.push('\n');
  return parts.join('');
}

const chunkCharacters = 500_000;

/** Sends a text and ends the response. Encoding a long text may take several slices. */
export async function sendText(response: ServerResponse, text: string, work: Work): Promise<void> {
  let start = 0;
  while (text.length - start > chunkCharacters) {
    // The two halves of a character beyond the first 65,536 must be in one chunk.
    const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(start + chunkCharacters - 1));
    const end = start + chunkCharacters + (isHalf ? 1 : 0);
    response.write(text.slice(start, end));
    start = end;
    if (work.isOver()) await work.turn(true);
  }
  response.end(start === 0 ? text : text.slice(start));
}

/** JSON in pieces, each of which is written at once. */
function* pieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* piecesOfList(value);
  else if (value instanceof JsonText) yield value.json;
  else if (typeof value === 'object' && value !== null && !('toJSON' in value)) yield* piecesOfObject(value);
  else yield JSON.stringify(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string> {
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

function* piecesOfObject(object: object): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* pieces(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
