import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, flag, id, text } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  code: text,
  legalUnitId: id.nullable(),
  address: caseless({
    city: text,
    /** Not documented: the newer API has it, ISO 3166-1 alpha-2. */
    countryCode: z.union([text, z.unknown().transform(() => null)]),
  }).nullable(),
  /** IANA name, `Europe/Paris`. */
  timeZoneId: text,
  isArchived: flag,
});

/** A site of a legal unit, called a legal entity on users. */
export type Establishment = z.output<typeof row>;

/** All establishments, archived ones included. */
export const establishments: Resource<Establishment> = {
  name: 'establishments',
  path: '/organization/structure/api/establishments',
  dialect: 'v4Pages',
  pageSize: 100,
  query: { isArchived: 'true,false' },
  row,
};
