import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id, optional, text, word } from '../shape.ts';

const row = caseless({
  /** The key of the value in a user's `extendedData`, `e_…`. */
  id: z.string().min(1),
  name: text,
  /** Type of the field; `select` is a choice from the entries. */
  formatKey: word,
  extensionUserPropertyListEntries: optional(z.array(caseless({ id, name: text }))),
});

/** The definition of a custom field, which a company has added to its personnel files. */
export type ExtensionDefinition = z.output<typeof row>;

/** All custom fields in the sections that the key may see. */
export const extensionDefinitions: Resource<ExtensionDefinition> = {
  name: 'extensionDefinitions',
  path: '/api/v3/extensionuserdefinitions',
  dialect: 'v3',
  pageSize: 100,
  query: {
    fields: 'id,name,formatKey,extensionUserPropertyListEntries[id,name],collection.count',
    orderBy: 'id,asc',
  },
  row,
};
