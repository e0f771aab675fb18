import { Refused } from '../response.ts';
import { type Reader, readerAt, type Shape } from './shape.ts';

/** Sorts by `field,asc[,field,desc…]`, nulls first. Ties keep their order. */
export function orderRows<Subject>(
  shape: Shape<Subject>,
  rows: readonly Subject[],
  text: string | undefined,
): readonly Subject[] {
  if (text === undefined) return rows;
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length % 2 !== 0) throw invalid();
  const keys: { read: Reader<Subject>['read']; sign: number }[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const direction = parts[at + 1]?.toLowerCase();
    if (direction !== 'asc' && direction !== 'desc') throw invalid();
    const reader = readerAt(shape, (parts[at] ?? '').split('.'));
    if (reader) keys.push({ read: reader.read, sign: direction === 'asc' ? 1 : -1 });
  }
  return [...rows].sort((a, b) => {
    for (const { read, sign } of keys) {
      const difference = compare(read(a), read(b));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [textA, textB] = [String(a), String(b)];
  return textA < textB ? -1 : Number(textA > textB);
}

function invalid(): Refused {
  return new Refused(400, 'Order by query parameter is invalid');
}
