import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless } from '../shape.ts';
import { natureShape } from './natures.ts';

const row = caseless(natureShape);

/** A kind of fixed pay, for example the base salary. */
export type FixedNature = z.output<typeof row>;

/** All kinds of fixed pay. */
export const fixedNatures: Resource<FixedNature> = {
  name: 'fixedNatures',
  path: '/remuneration/api/fixed-natures',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca does not document which properties lists can be sorted by, only that they have an order by default.
  fallbackQuery: {},
  row,
};
