import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashes a text of some kind with a key that write access to the record does not reveal. */
export type KeyedHash = (kind: string, text: string) => string;

/** A line of a chain. Its MAC covers the MAC of the line before it, so that none can be changed, removed or moved. */
export type Line = {
  chain: string;
  /** From 1, without a gap. */
  sequence: number;
  /** Milliseconds since 1970, and the tenant; null for the first line of a chain. Both are copied from the entry, as an index. */
  at: number;
  tenant: string | null;
  /** The entry, as JSON. */
  entry: string;
  mac: string;
};

/** The place of a line in its chain. */
export type Link = Pick<Line, 'sequence' | 'mac'>;

/** A signed link stored next to a chain: its end, so that a missing end is detected, or the last line that has expired. */
export type Mark = Link & { chain: string; signature: string };

/** What comes before the first line. */
export const origin: Link = { sequence: 0, mac: '' };

/** Makes and checks the MACs of lines and marks. */
export function createMacs(hash: KeyedHash) {
  const macOf = (before: Link, { chain, entry }: Pick<Line, 'chain' | 'entry'>) =>
    hash('audit line', JSON.stringify([before.mac, chain, before.sequence + 1, entry]));
  const signatureOf = (kind: 'head' | 'expired', { chain, sequence, mac }: Omit<Mark, 'signature'>) =>
    hash(`audit ${kind}`, JSON.stringify([chain, sequence, mac]));

  return {
    /** The line that follows another. */
    lineAfter(before: Link, line: Omit<Line, 'sequence' | 'mac'>): Line {
      return { ...line, sequence: before.sequence + 1, mac: macOf(before, line) };
    },
    /** Whether a line follows another, and is as it was written. */
    follows: (before: Link, line: Line) =>
      line.sequence === before.sequence + 1 && isSame(line.mac, macOf(before, line)),
    mark(kind: 'head' | 'expired', chain: string, { sequence, mac }: Link): Mark {
      const mark = { chain, sequence, mac };
      return { ...mark, signature: signatureOf(kind, mark) };
    },
    isMark: (kind: 'head' | 'expired', mark: Mark) => isSame(mark.signature, signatureOf(kind, mark)),
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}

const form = /^\{"chain":"([\w-]{1,64})","sequence":([1-9]\d{0,15}),"mac":"([\w-]{1,64})","entry":(\{.*\})\}$/s;

/** Writes a line as JSON. */
export const textOf = ({ chain, sequence, mac, entry }: Line): string =>
  `{"chain":"${chain}","sequence":${sequence},"mac":"${mac}","entry":${entry}}`;

/** Reads what `textOf` has written; null for anything else. */
export function lineIn(text: string): Line | null {
  const [, chain, sequence, mac, entry] = form.exec(text) ?? [];
  if (chain === undefined || mac === undefined || entry === undefined) return null;
  const found = findingsIn(entry);
  return found && { chain, sequence: Number(sequence), mac, entry, ...found };
}

/** The index values of an entry; null if the text is not an entry. */
export function findingsIn(entry: string): Pick<Line, 'at' | 'tenant'> | null {
  try {
    const { at, tenant = null }: { at?: unknown; tenant?: unknown } = JSON.parse(entry);
    if (typeof at !== 'string' || (typeof tenant !== 'string' && tenant !== null)) return null;
    return { at: Date.parse(at), tenant };
  } catch {
    return null;
  }
}
