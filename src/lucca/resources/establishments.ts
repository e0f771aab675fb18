import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, flag, id, optional, optionalId, text, word } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  code: text,
  legalUnitId: optionalId,
  address: optional(
    caseless({
      city: text,
      /** ISO 3166-1 alpha-2. Lucca documents it for the newer API only. */
      countryCode: word,
    }),
  ),
  /** IANA name, `Europe/Paris`. */
  timeZoneId: word,
  isArchived: flag,
});

/** A site of a legal unit. Users refer to it as their legal entity. */
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
