/** A tenant's connection to Lucca. The version rises with every connect, key change, rejection and disconnect. */
export type AccountVersion = { id: string; version: number };

/**
 * Makes every cache key of a connection, in memory and in Redis, so that data cached for another account, or for an earlier connection of
 * the same account, is never found. A JSON tuple, because different tuples joined by a separator can be the same text.
 */
export const cacheKey = ({ id, version }: AccountVersion, ...parts: readonly unknown[]): string =>
  JSON.stringify([id, version, ...parts]);

/** Whether a cache key belongs to a connection. */
export const isKeyOf = (connection: AccountVersion, key: string): boolean =>
  key.startsWith(`${cacheKey(connection).slice(0, -1)},`);

/** The key of all rows of a resource. The other keys are numbers, for some of the rows. */
export const WHOLE = Symbol('whole');

/** The key by which rows of a resource are looked up. */
export type LookupKey = number | typeof WHOLE;
