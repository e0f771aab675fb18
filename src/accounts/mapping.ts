import { z } from 'zod';
import { kinds } from '../pay/rules.ts';

const natureSetting = z.object({
  /** Lucca numbers the natures of fixed and of variable pay apart. */
  family: z.enum(['FIXED', 'VARIABLE']),
  natureId: z.int(),
  /** Null, here and below, leaves the point to what can be inferred. */
  kind: z.enum(kinds).nullable(),
  /** Decimal text. */
  paymentsPerYear: z.string().nullable(),
  isProportionalToWorkingTime: z.boolean().nullable(),
});

/** How an account reads its pay, as far as it has said so: Lucca tells neither what a nature counts as nor how often it is paid. */
export const mappingSchema = z.object({
  natures: z.array(natureSetting),
  /** Hours of a full-time week, decimal text; null for what is usual in the country. */
  weeklyHoursAtFullTime: z.string().nullable(),
});

/** What an account has set for its natures. */
export type RemunerationMapping = z.infer<typeof mappingSchema>;

/** The mapping of an account that has set nothing. */
export const emptyMapping: RemunerationMapping = { natures: [], weeklyHoursAtFullTime: null };
