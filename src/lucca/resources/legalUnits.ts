import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id, optional, text, word } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  country: optional(
    caseless({
      code: word,
      /** ISO 4217. */
      currencyCode: word,
    }),
  ),
});

/** A company in the legal sense, and the only resource in which Lucca names a country's currency. */
export type LegalUnit = z.output<typeof row>;

/** All legal units, archived ones included. */
export const legalUnits: Resource<LegalUnit> = {
  name: 'legalUnits',
  path: '/organization/structure/api/legal-units',
  dialect: 'v4Pages',
  pageSize: 100,
  query: { isArchived: 'true,false' },
  row,
};
