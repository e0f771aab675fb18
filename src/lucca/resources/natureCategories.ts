import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { natureCategory } from './natures.ts';

/** A family of pay natures, told by its code. */
export type NatureCategory = z.output<typeof natureCategory>;

/** The families of fixed pay. */
export const fixedNatureCategories: Resource<NatureCategory> = {
  name: 'fixedNatureCategories',
  path: '/remuneration/api/fixed-nature-categories',
  dialect: 'list',
  pageSize: 1_000,
  query: {},
  row: natureCategory,
};

/** The families of variable pay. */
export const variableNatureCategories: Resource<NatureCategory> = {
  ...fixedNatureCategories,
  name: 'variableNatureCategories',
  path: '/remuneration/api/variable-nature-categories',
};
