/** A tenant's connection to Lucca. The version rises with every connect, key change, rejection and disconnect. */
export type AccountVersion = { id: string; version: number };

/**
 * Makes the key of everything that is cached for a connection, in memory and in Redis: what was cached for another account, or for an
 * earlier connection of the same one, is never found. A JSON tuple, because different tuples joined by a separator can be the same text.
 */
export const cacheKey = ({ id, version }: AccountVersion, ...parts: readonly unknown[]): string =>
  JSON.stringify([id, version, ...parts]);

/** Whether a key is of something that is cached for a connection. */
export const isKeyOf = (connection: AccountVersion, key: string): boolean =>
  key.startsWith(`${cacheKey(connection).slice(0, -1)},`);

/** The key of all rows of a resource, beside the numbers that are keys of some of them. */
export const WHOLE = Symbol('whole');

/** The key by which rows of a resource are looked up. */
export type LookupKey = number | typeof WHOLE;
