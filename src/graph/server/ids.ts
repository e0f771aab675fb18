import type { GraphContext } from '../context.ts';
import { type EntityType, entities } from './entities.ts';

/** Other things with an id of ours, and how many of Lucca's numbers are in it. */
const others = { variableItems: 2, fixedNature: 1, variableNature: 1 } as const;

/** The kinds of things that have an id of ours. */
export type Kind = (typeof entities)[EntityType]['kind'] | keyof typeof others;

const counts: ReadonlyMap<string, number> = new Map([
  ...Object.values(entities).map((entity) => [entity.kind, 'owner' in entity ? 2 : 1] as const),
  ...Object.entries(others),
]);

// Lucca numbers from 1 with 32 bits, and refuses a whole batch for the sake of one number beyond.
const largestNumber = 2 ** 31 - 1;

/** Whether Lucca can have given the number. */
export const isLuccaNumber = (number: number): boolean => number >= 1 && number <= largestNumber;

const shape = /^([A-Za-z]+)\/([A-Za-z0-9-]+)\/(\d{1,10}(?:\/\d{1,10})*)$/;

/** Makes the opaque id of a thing. It contains the account, so that it means nothing to another one. */
export const encodeId = (kind: Kind, accountId: string, ...numbers: number[]): string =>
  Buffer.from([kind, accountId, ...numbers].join('/')).toString('base64url');

/** Reads an id back to Lucca's numbers; null when it is malformed, of another kind, or of another account. */
export function decodeId(kind: Kind, accountId: string, id: unknown): number[] | null {
  if (typeof id !== 'string' || id.length > 200) return null;
  const text = Buffer.from(id, 'base64url').toString('latin1');
  const [, itsKind, itsAccount, numbers] = shape.exec(text) ?? [];
  if (itsKind !== kind || itsAccount !== accountId || numbers === undefined) return null;
  const decoded = numbers.split('/').map(Number);
  if (decoded.length !== counts.get(kind) || !decoded.every(isLuccaNumber)) return null;
  // Only the text we would have made ourselves is an id: no leading zeros, no padding, no second spelling.
  return encodeId(kind, accountId, ...decoded) === id ? decoded : null;
}

/** Makes the opaque id of a thing with Lucca's number, in the account of the request. */
export const idOf = (kind: Kind, luccaId: number, context: GraphContext): string =>
  encodeId(kind, context.connection().account.id, luccaId);

/** Reads an id back to Lucca's number; null when it is malformed, of another kind, or of another account. */
export const numberIn = (kind: Kind, id: string, context: GraphContext): number | null =>
  decodeId(kind, context.connection().account.id, id)?.[0] ?? null;
