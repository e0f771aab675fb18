import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id, text } from '../shape.ts';

const row = caseless({ id, name: text });

/** A socio-professional category: `csp` on users, `spc` on contracts. */
export type OccupationCategory = z.output<typeof row>;

/** All occupation categories. */
export const occupationCategories: Resource<OccupationCategory> = {
  name: 'occupationCategories',
  path: '/organization/structure/api/occupation-categories',
  dialect: 'v4Pages',
  pageSize: 100,
  query: { sort: 'name' },
  row,
};
