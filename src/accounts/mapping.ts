import { z } from 'zod';
import { Decimal } from '../pay/decimals.ts';
import { kinds } from '../pay/rules.ts';

/** Decimal text of a number that makes sense, with at most 4 digits after the point. */
const decimalThat = (isSensible: (number: Decimal) => boolean) =>
  z.string().refine((text) => /^\d{1,9}(\.\d{1,4})?$/.test(text) && isSensible(new Decimal(text)));

/** How often a year something is paid. */
export const paymentsPerYear = decimalThat((number) => number.greaterThan(0) && number.lessThanOrEqualTo(366));

/** Hours of a full-time week. */
export const weeklyHours = decimalThat((number) => number.greaterThanOrEqualTo(1) && number.lessThanOrEqualTo(168));

const natureSetting = z.object({
  /** Lucca numbers the natures of fixed and of variable pay apart. */
  family: z.enum(['FIXED', 'VARIABLE']),
  natureId: z.int(),
  /** Null, here and below, leaves the point to what can be inferred. */
  kind: z.enum(kinds).nullable(),
  // A number that cannot be reckoned with, here and below, must not take pay with it: it counts as not set.
  paymentsPerYear: paymentsPerYear.nullable().catch(null),
  isProportionalToWorkingTime: z.boolean().nullable(),
});

/** How an account reads its pay, as far as it has said so: Lucca tells neither what a nature counts as nor how often it is paid. */
export const mappingSchema = z.object({
  natures: z.array(natureSetting),
  /** Null for what is usual in the country. */
  weeklyHoursAtFullTime: weeklyHours.nullable().catch(null),
});

/** What an account has set for its natures. */
export type RemunerationMapping = z.infer<typeof mappingSchema>;

/** The mapping of an account that has set nothing. */
export const emptyMapping: RemunerationMapping = { natures: [], weeklyHoursAtFullTime: null };
