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
  // What cannot be understood, as a kind that another release knows, here and below, counts as not set, and takes nothing with it.
  kind: z.enum(kinds).nullable().catch(null),
  paymentsPerYear: paymentsPerYear.nullable().catch(null),
  isProportionalToWorkingTime: z.boolean().nullable().catch(null),
});

/** How an account reads its pay, as it is stored: settings are kept as they were made, whether we understand them or not. */
export const storedMapping = z.looseObject({ natures: z.array(z.unknown()), weeklyHoursAtFullTime: z.unknown() });

type StoredMapping = z.infer<typeof storedMapping>;

/** How an account reads its pay, as far as it has said so: Lucca tells neither what a nature counts as nor how often it is paid. */
export type RemunerationMapping = {
  natures: z.infer<typeof natureSetting>[];
  /** Null for what is usual in the country. */
  weeklyHoursAtFullTime: string | null;
};

/** What we understand of what is stored. */
export const understood = (stored: StoredMapping): RemunerationMapping => ({
  natures: stored.natures.flatMap((raw) => natureSetting.safeParse(raw).data ?? []),
  weeklyHoursAtFullTime: weeklyHours.nullable().catch(null).parse(stored.weeklyHoursAtFullTime),
});

/** What is to be stored after a change of what we understand: what the change leaves alone stays as it was stored. */
export function changed(
  stored: StoredMapping,
  change: (before: RemunerationMapping) => RemunerationMapping,
): StoredMapping {
  const entries = stored.natures.map((raw) => ({ raw, setting: natureSetting.safeParse(raw).data }));
  const before = { ...understood(stored), natures: entries.flatMap(({ setting }) => setting ?? []) };
  const after = change(before);
  const kept = entries.filter(({ setting }) => setting === undefined || after.natures.includes(setting));
  const set = after.natures.filter((each) => !kept.some(({ setting }) => setting === each));
  const isHoursKept = after.weeklyHoursAtFullTime === before.weeklyHoursAtFullTime;
  return {
    ...stored,
    natures: [...kept.map(({ raw }) => raw), ...set],
    weeklyHoursAtFullTime: isHoursKept ? stored.weeklyHoursAtFullTime : after.weeklyHoursAtFullTime,
  };
}

/** The mapping of an account that has set nothing. */
export const emptyMapping: RemunerationMapping = { natures: [], weeklyHoursAtFullTime: null };
