import { LRUCache } from 'lru-cache';
import { blockBytes, createBlockCipher } from '../../accounts/sealing/vault.ts';
import type { GraphContext } from '../context.ts';
import { type EntityType, entities } from './entities.ts';

/** Other things with one of our ids, and how many of Lucca's numbers the id contains. */
const others = { variableItems: 2, fixedNature: 1, variableNature: 1 } as const;

/** The kinds of things that have an id of ours. */
export type Kind = (typeof entities)[EntityType]['kind'] | keyof typeof others;

const counts: ReadonlyMap<string, number> = new Map([
  ...Object.values(entities).map((entity) => [entity.kind, 'owner' in entity ? 2 : 1] as const),
  ...Object.entries(others),
]);

// Lucca's numbers start at 1 and have 32 bits; Lucca refuses a whole batch if one number is out of range.
const largestNumber = 2 ** 31 - 1;

/** Whether Lucca can have given the number. */
export const isLuccaNumber = (number: number): boolean => number >= 1 && number <= largestNumber;

/** The first byte of an id's content. The bytes must never change. */
const codes: Readonly<Record<Kind, number>> = {
  employee: 1,
  position: 2,
  contract: 3,
  department: 4,
  establishment: 5,
  legalEntity: 6,
  qualification: 7,
  variableItems: 8,
  fixedNature: 9,
  variableNature: 10,
};

/** Characters of an id: one block in base64url. */
const idCharacters = 22;

/**
 * The cipher of an account, by its id. An id is one block of AES: a byte for its kind, Lucca's numbers in four bytes each, and zeros. With
 * another account's key, it decrypts to other bytes, of which at least 56 bits would have to be zero by chance.
 */
const ciphers = new LRUCache<string, AccountCipher>({ max: 1_000 });

type Decoded = { kind: Kind; numbers: readonly number[] };

/** The ids used most recently: `made` contains them by their content, and `decoded` their content. */
type AccountCipher = ReturnType<typeof createBlockCipher> & {
  made: Map<number | string, string>;
  decoded: Map<string, Decoded>;
};

/** The number of remembered ids of all accounts, and its maximum, which takes about eight megabytes. */
let remembered = 0;
const mostRemembered = 50_000;

function remember<Name, Value>(values: Map<Name, Value>, name: Name, value: Value): Value {
  remembered += 1;
  if (remembered > mostRemembered) {
    for (const { made, decoded } of ciphers.values()) for (const each of [made, decoded]) each.clear();
    remembered = 1;
  }
  values.set(name, value);
  return value;
}

function cipherOf(accountId: string) {
  const known = ciphers.get(accountId);
  if (known) return known;
  const cipher: AccountCipher = {
    ...createBlockCipher(`ids of ${accountId}`),
    made: new Map(),
    decoded: new Map(),
  };
  ciphers.set(accountId, cipher);
  return cipher;
}

/** Makes the opaque id of a thing. It is bound to the account: another account cannot resolve it. */
export function encodeId(kind: Kind, accountId: string, first: number, second = 0): string {
  const { made, encipher } = cipherOf(accountId);
  const name = second === 0 ? codes[kind] * 2 ** 32 + first : `${codes[kind]}/${first}/${second}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const block = Buffer.alloc(blockBytes);
  block[0] = codes[kind];
  block.writeUInt32BE(first, 1);
  block.writeUInt32BE(second, 5);
  return remember(made, name, encipher(block).toString('base64url'));
}

/** Reads an id back to Lucca's numbers; null when it is malformed, of another kind, or of another account. */
export function decodeId(kind: Kind, accountId: string, id: unknown): readonly number[] | null {
  if (typeof id !== 'string') return null;
  if (id.length !== idCharacters) return decodeOldId(kind, accountId, id);
  const cipher = cipherOf(accountId);
  const known = cipher.decoded.get(id);
  if (known !== undefined) return known.kind === kind ? known.numbers : null;
  const numbers = decipherId(kind, cipher, id);
  return numbers && remember(cipher.decoded, id, { kind, numbers }).numbers;
}

function decipherId(kind: Kind, { decipher }: AccountCipher, id: string): number[] | null {
  const bytes = Buffer.from(id, 'base64url');
  // Only the exact text that we would produce is an id: there is no second spelling.
  if (bytes.length !== blockBytes || bytes.toString('base64url') !== id) return null;
  const block = decipher(bytes);
  const numbers = [block.readUInt32BE(1), block.readUInt32BE(5)].slice(0, counts.get(kind));
  const isWhole = block[0] === codes[kind] && block.subarray(1 + 4 * numbers.length).every((byte) => byte === 0);
  return isWhole && numbers.every(isLuccaNumber) ? numbers : null;
}

const oldShape = /^([A-Za-z]+)\/([A-Za-z0-9-]+)\/(\d{1,10}(?:\/\d{1,10})*)$/;

/** Makes the longer id that earlier versions made, which clients may have stored. It resolves until 2027-03-01. */
export const encodeOldId = (kind: Kind, accountId: string, ...numbers: number[]): string =>
  Buffer.from([kind, accountId, ...numbers].join('/')).toString('base64url');

function decodeOldId(kind: Kind, accountId: string, id: string): number[] | null {
  if (id.length > 200) return null;
  const text = Buffer.from(id, 'base64url').toString('latin1');
  const [, itsKind, itsAccount, numbers] = oldShape.exec(text) ?? [];
  if (itsKind !== kind || itsAccount !== accountId || numbers === undefined) return null;
  const decoded = numbers.split('/').map(Number);
  if (decoded.length !== counts.get(kind) || !decoded.every(isLuccaNumber)) return null;
  // No leading zeros, no padding.
  return encodeOldId(kind, accountId, ...decoded) === id ? decoded : null;
}

/** Makes the opaque id of a thing with Lucca's number, in the account of the request. */
export const idOf = (kind: Kind, luccaId: number, context: GraphContext): string =>
  encodeId(kind, context.connection().account.id, luccaId);

/** Reads an id back to Lucca's number; null when it is malformed, of another kind, or of another account. */
export const numberIn = (kind: Kind, id: string, context: GraphContext): number | null =>
  decodeId(kind, context.connection().account.id, id)?.[0] ?? null;
