import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, id, optional } from '../shape.ts';
import { figure } from './users.ts';

const row = caseless({
  id,
  applicationData: optional(caseless({ theoreticalRemuneration: figure })),
});

/** The yearly pay of one person, as Lucca computes it. */
export type PayFigure = z.output<typeof row>;

/** The yearly pay of everybody the key may see except former employees. */
export const payFigures: Resource<PayFigure> = {
  name: 'payFigures',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { fields: 'id,applicationData,collection.count', orderBy: 'id,asc' },
  row,
};
