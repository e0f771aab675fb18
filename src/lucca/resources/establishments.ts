import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, flag, id, text } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  code: text,
  legalUnitId: id.nullable(),
  address: caseless({ city: text }).nullable(),
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
