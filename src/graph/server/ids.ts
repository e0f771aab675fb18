/** How many of Lucca's numbers it takes to name a thing of each kind. */
const numbersIn = {
  employee: 1,
  position: 1,
  contract: 2,
  department: 1,
  establishment: 1,
  legalEntity: 1,
  qualification: 1,
  variableItems: 2,
  fixedNature: 1,
  variableNature: 1,
} as const;

/** The kinds of things that carry an id of ours. */
export type Kind = keyof typeof numbersIn;

// Lucca numbers from 1 with 32 bits, and refuses a whole batch for the sake of one number beyond.
const largestNumber = 2 ** 31 - 1;

/** Whether Lucca can have given the number. */
export const isLuccaNumber = (number: number): boolean => number >= 1 && number <= largestNumber;

const shape = /^([A-Za-z]+)\/([A-Za-z0-9-]+)\/(\d{1,10}(?:\/\d{1,10})*)$/;

/** Makes the opaque id of a thing: it carries the account, so that it means nothing to another one. */
export const encodeId = (kind: Kind, accountId: string, ...numbers: number[]): string =>
  Buffer.from([kind, accountId, ...numbers].join('/')).toString('base64url');

/** Reads an id back to Lucca's numbers; null when it is malformed, of another kind, or of another account. */
export function decodeId(kind: Kind, accountId: string, id: unknown): number[] | null {
  if (typeof id !== 'string' || id.length > 200) return null;
  const text = Buffer.from(id, 'base64url').toString('latin1');
  const [, itsKind, itsAccount, numbers] = shape.exec(text) ?? [];
  if (itsKind !== kind || itsAccount !== accountId || numbers === undefined) return null;
  const decoded = numbers.split('/').map(Number);
  if (decoded.length !== numbersIn[kind] || !decoded.every(isLuccaNumber)) return null;
  // Only the text we would have made ourselves is an id: no leading zeros, no padding, no second spelling.
  return encodeId(kind, accountId, ...decoded) === id ? decoded : null;
}
