import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, decimal, id, optional, word } from '../shape.ts';

/** Null where it is not a number. */
const number = z.union([decimal, z.unknown().transform(() => null)]);

const duration = optional(
  caseless({
    value: number,
    /** `hours` or `days`. */
    unit: word,
  }),
);

const share = number.transform((sent) => {
  const share = new Decimal(sent ?? 0);
  return share.isPositive() && !share.isZero() && share.lte(1) ? share.toFixed() : null;
});

const row = caseless({
  id,
  /** What working time is counted in: `hour`, `day` or `time`. */
  unit: word,
  /** How much is worked in the period. */
  contractWorkingTimeDuration: duration,
  /** The same at full time. */
  referenceWorkingTimeDuration: duration,
  /** The period of both durations: `week` or `year`. */
  referencePeriod: optional(caseless({ frequencyType: word })),
  /** Share of full time; null if it is not one. */
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
