import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id, text } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  country: caseless({
    code: text,
    /** ISO 4217. */
    currencyCode: text,
  }).nullable(),
});

/** A company in the legal sense, and the one place where Lucca names a country's currency. */
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
