import { createHash } from 'node:crypto';
import { z } from 'zod';
import { storedCheckHistory } from '../checkHistory.ts';
import { CredentialsUnreadable, FormatTooNew } from '../errors.ts';
import { emptyMapping, storedMapping } from '../mapping.ts';
import { checkSchema } from '../rights/permissions.ts';

/**
 * The format of records. What is only added keeps it: an earlier version ignores a property that it does not know, and writes it back as it
 * was. It rises when a property changes its meaning or form, and then only in the version after the first that understands both, so that
 * two neighbouring versions can serve side by side.
 */
const recordFormat = 1;

const recordSchema = z.object({
  id: z.string(),
  host: z.string(),
  /** Null once disconnected; the rest stays, so that no id or version is ever used twice. */
  apiKey: z.string().nullable(),
  version: z.int(),
  connectedAt: z.string(),
  /** When the rights were last checked; null when they have to be checked again. */
  checkedAt: z.string().nullable().default(null),
  /** When a check last found different rights than the previous one; null when none has since the connection was made. */
  rightsChangedAt: z.string().nullable().default(null),
  /** When Lucca was found to reject the key; null while it accepts it. */
  keyRejectedAt: z.string().nullable().default(null),
  /** When a check could last not reach Lucca; null once Lucca has answered again. */
  unreachableAt: z.string().nullable().default(null),
  /** When the schedule last started a check, whatever its result; null for never. */
  scheduledCheckAt: z.string().nullable().default(null),
  // Checks written by another release may not parse. They can be made again; the key must not be lost with them.
  checks: z.array(checkSchema).catch([]),
  mapping: storedMapping.default(emptyMapping),
  /** The latest checks, the oldest first; empty in records of versions without it. */
  checkHistory: storedCheckHistory.default([]),
});

/** Everything stored for a tenant, sealed as one value so that no race can pair a host with another host's key. */
export type AccountRecord = z.infer<typeof recordSchema>;

/** Rises with every write, so that an older record is detected; 0 for records of versions without it. */
const storedSchema = recordSchema.extend({ revision: z.int().default(0) });

const looseSchema = z.looseObject(storedSchema.shape);

const formatSchema = z.object({ format: z.int() });

/** A record as it is stored. */
export type StoredRecord = z.infer<typeof storedSchema>;

/** The record of a connected tenant. */
export type ConnectedRecord = AccountRecord & { apiKey: string };

/** What identifies a connection: every connect, key change and disconnect changes it. */
export type AccountVersion = Pick<AccountRecord, 'id' | 'version'>;

export const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a record has an API key. */
export function isConnected(record: AccountRecord): record is ConnectedRecord {
  return record.apiKey !== null;
}

/** The connection of a record; null when it has no key. */
export const connectionOf = (record: AccountRecord): AccountVersion | null =>
  isConnected(record) ? { id: record.id, version: record.version } : null;

/** Whether something stored has a later format than the one that is understood; what has none is of the first. */
export const isTooNew = (stored: unknown, understood: number): boolean =>
  (formatSchema.safeParse(stored).data?.format ?? 0) > understood;

/** A record without what only later versions know, which may belong to the connection that ends: another credential, for instance. */
export const withoutUnknown = (record: AccountRecord): AccountRecord => recordSchema.parse(record);

/** The text of a record. */
export const textOfRecord = (record: AccountRecord & { revision: number }): string =>
  JSON.stringify({ ...record, format: recordFormat });

/** Parses a record. Throws `FormatTooNew` for one of a later format, and `CredentialsUnreadable` when it has another shape. */
export function parseRecord(text: string): StoredRecord {
  const stored: unknown = JSON.parse(text);
  if (isTooNew(stored, recordFormat)) throw new FormatTooNew('A stored account');
  const parsed = looseSchema.safeParse(stored);
  if (!parsed.success) throw new CredentialsUnreadable();
  return parsed.data;
}
