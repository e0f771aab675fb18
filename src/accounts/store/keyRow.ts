import { z } from 'zod';
import { FormatTooNew } from '../errors.ts';
import { isTooNew } from './record.ts';

/** The format of rows. Every change raises it, since another version would drop what it does not know of a data key. */
const rowFormat = 1;

const liveSchema = z.strictObject({
  id: z.string(),
  watermark: z.int(),
  wrapper: z.string(),
  keyId: z.string(),
  text: z.string(),
});

const erasedSchema = z.strictObject({ erasedAt: z.string(), watermark: z.int() });

/** The data key of a tenant, wrapped, and the least revision that a record of the tenant may have. */
export type LiveRow = { state: 'live'; stored: string } & z.infer<typeof liveSchema>;

/** What the key store has for a tenant. */
export type KeyRow =
  | LiveRow
  /** The tenant was erased and has not connected since. */
  | ({ state: 'erased'; stored: string } & z.infer<typeof erasedSchema>)
  | { state: 'none'; stored: undefined; watermark: 0 }
  /** Not in the form of a row. */
  | { state: 'broken'; stored: string; watermark: 0 };

/** What is written of a row. */
export type NewRow = z.infer<typeof liveSchema> | z.infer<typeof erasedSchema>;

/** Parses a row; `stored` is its text in the store, undefined when it has none. Throws `FormatTooNew` for one of a later format. */
export function parseRow(stored: string | undefined): KeyRow {
  if (stored === undefined) return { state: 'none', stored, watermark: 0 };
  const raw = parseJson(stored);
  if (isTooNew(raw, rowFormat)) throw new FormatTooNew('A stored data key');
  const live = liveSchema.safeParse(raw);
  if (live.success) return { state: 'live', stored, ...live.data };
  const erased = erasedSchema.safeParse(raw);
  return erased.success ? { state: 'erased', stored, ...erased.data } : { state: 'broken', stored, watermark: 0 };
}

/** The text of a row. */
export const textOfRow = (row: NewRow): string => JSON.stringify(row);

/** The id of the data key in a row, if it has one. */
export const dataKeyIn = (row: KeyRow): string | undefined => (row.state === 'live' ? row.id : undefined);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
