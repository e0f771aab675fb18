import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id } from '../shape.ts';

/** The value of a custom field: text, midnight of a day, the id of a list entry, or further fields if the field consists of several. */
export type ExtendedValue = string | number | boolean | null | { [fieldId: string]: ExtendedValue[] | null };

const value: z.ZodType<ExtendedValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.record(z.string(), field)]),
);

const entry = caseless({ id: id.nullable(), value });

// A value of unknown form makes only its own field null.
const field = z.unknown().transform((content): ExtendedValue[] | null => {
  const several = content === null ? [] : Array.isArray(content) ? content : [content];
  const parsed = z.array(entry).safeParse(several);
  return parsed.success ? parsed.data.flatMap(({ value }) => (value === null ? [] : [value])) : null;
});

const row = caseless({
  id,
  /** The values of each field, by the id of its definition, `e_…`. An empty field has none; a value of unknown form makes it null. */
  extendedData: z.record(z.string(), field).nullable(),
});

/** The custom fields of somebody's personnel file; null if the key may not see them. */
export type UserWithExtendedData = z.output<typeof row>;

/** Everybody the key may see, with the custom fields of their personnel files. */
export const usersWithExtendedData: Resource<UserWithExtendedData> = {
  name: 'usersWithExtendedData',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { fields: 'id,extendedData,collection.count', orderBy: 'id,asc', formerEmployees: 'true' },
  row,
};
