import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, decimal, id, text } from '../shape.ts';

const duration = caseless({
  value: decimal.nullable(),
  /** `hours` or `days`. */
  unit: text,
}).nullable();

const share = decimal
  .transform((sent) => new Decimal(sent))
  .transform((sent) => (sent.isPositive() && !sent.isZero() && sent.lte(1) ? sent.toFixed() : null))
  .nullable();

const row = caseless({
  id,
  /** How much is worked in the period. */
  contractWorkingTimeDuration: duration,
  /** The period of the duration: `week` or `year`. */
  referencePeriod: caseless({ frequencyType: text }).nullable(),
  /** Share of full time; null where it is not one. */
  fullTimeEquivalent: share,
});

/** How much somebody works who is given this arrangement. */
export type WorkingTimeArrangement = z.output<typeof row>;

/** All working-time arrangements, archived ones included. */
export const workingTimeArrangements: Resource<WorkingTimeArrangement> = {
  name: 'workingTimeArrangements',
  path: '/schedule/api/working-time-arrangements',
  dialect: 'v4Tokens',
  pageSize: 100,
  query: { sort: 'id' },
  row,
};
