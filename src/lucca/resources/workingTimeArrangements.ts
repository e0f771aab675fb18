import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, decimal, id, optional, word } from '../shape.ts';

/** Null if the value is not a number. */
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
  /** The unit of working time: `hour`, `day` or `time`. */
  unit: word,
  /** Working time in the period. */
  contractWorkingTimeDuration: duration,
  /** Working time in the period at full time. */
  referenceWorkingTimeDuration: duration,
  /** The period of both durations: `week` or `year`. */
  referencePeriod: optional(caseless({ frequencyType: word })),
  /** Share of full time, above 0 and at most 1; null for any other value. */
  fullTimeEquivalent: share,
});

/** How much a person with this arrangement works. */
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
