/** People, by Lucca's numbers. */
export type People = { count: number; luccaIds: number[] };

/** A field that a token did not allow, by its coordinate, and the people that it was requested for. */
export type Refusal = { field: string; people: People };

/** An operation to record. Contains no values and no input. */
export type Entry = {
  /** ISO 8601, in UTC. */
  at: string;
  tenant: string;
  subject: string;
  correlationId: string;
  /** The name in the document, if it has a plain one. */
  operation: string | null;
  /** SHA-256 of the document, in hexadecimal. */
  documentHash: string;
  scopes: string[];
  /** The account that was read; null if none was connected. */
  accountId: string | null;
  /** Whose pay, birth dates and the like were returned; absent if none were. */
  pay?: People;
  demographics?: People;
  /** Whether the API key was used to ask Lucca. */
  usedKey?: true;
  /** An operation on the account: `started` before it takes effect; then its outcome: a `kind`, or the code of a problem or an error. */
  accountOperation?: { name: string; outcome: string };
  refusals?: Refusal[];
  /** Set once a minute when the subject has read the pay of more people than the limit. */
  bulkPay?: { limit: number; isRefused: boolean };
};

/** The outcome of an operation on the account that has not taken effect yet. */
export const started = 'started';

/** The first entry of a chain: the chains that were there before, and how far each went. */
export type Opening = { at: string; openedAfter: { chain: string; sequence: number }[] };
