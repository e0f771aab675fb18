import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, text } from '../shape.ts';
import { natureShape } from './natures.ts';

/** A variable nature, on its own or inside an item. */
export const variableNature = caseless({
  ...natureShape,
  /** `Amount` when items are money, `Number` when they are quantities. */
  type: text,
});

/** A kind of variable pay, for example a bonus. */
export type VariableNature = z.output<typeof variableNature>;

/** All kinds of variable pay. */
export const variableNatures: Resource<VariableNature> = {
  name: 'variableNatures',
  path: '/remuneration/api/variable-natures',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca does not document which properties lists can be sorted by, only that they have an order by default.
  fallbackQuery: {},
  row: variableNature,
};
