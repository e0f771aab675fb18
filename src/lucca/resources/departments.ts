import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, count, flag, id, optionalId, text } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  code: text,
  /** Id of the parent, if Lucca returns it. */
  parentLuccaId: id.nullable(),
  /** Path from the root to this department, for example `/1/2/2/`. */
  hierarchy: text,
  isActive: flag,
  /** The user's id of the department's head. */
  headId: optionalId,
  sortOrderInSiblings: count,
});

/** A department of the organisation chart. */
export type Department = z.output<typeof row>;

/** All departments the key may see. */
export const departments: Resource<Department> = {
  name: 'departments',
  path: '/organization/structure/api/departments',
  dialect: 'v4Pages',
  pageSize: 100,
  query: {},
  row,
};
