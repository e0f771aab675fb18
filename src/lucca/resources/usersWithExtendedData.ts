import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id } from '../shape.ts';

/** A value of an added field: text, a day as a midnight, a list entry's id, or further fields where the field is made of parts. */
export type ExtendedValue = string | number | boolean | null | { [fieldId: string]: ExtendedValue[] | null };

const value: z.ZodType<ExtendedValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.record(z.string(), field)]),
);

const entry = caseless({ id: id.nullable(), value });

// An unknown form makes only its own field null.
const field = z.unknown().transform((content): ExtendedValue[] | null => {
  const several = content === null ? [] : Array.isArray(content) ? content : [content];
  const parsed = z.array(entry).safeParse(several);
  return parsed.success ? parsed.data.flatMap(({ value }) => (value === null ? [] : [value])) : null;
});

const row = caseless({
  id,
  /** By the id of the field's definition, `e_…`: its values, of which there are none if it is empty; null for an unknown form. */
  extendedData: z.record(z.string(), field).nullable(),
});

/** What a company has added to somebody's personnel file; null if the key may not see it. */
export type UserWithExtendedData = z.output<typeof row>;

/** Everybody the key may see, with the fields that the company has added to the personnel files. */
export const usersWithExtendedData: Resource<UserWithExtendedData> = {
  name: 'usersWithExtendedData',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { fields: 'id,extendedData,collection.count', orderBy: 'id,asc', formerEmployees: 'true' },
  row,
};
