import { z } from 'zod';
import { Decimal } from '../pay/decimals.ts';
import { payKinds } from '../pay/kinds.ts';
import { overlapRules } from '../pay/treatments.ts';

/** The decimal text of a plausible number, with at most 4 digits after the point. */
const decimalThat = (isSensible: (number: Decimal) => boolean) =>
  z.string().refine((text) => /^\d{1,9}(\.\d{1,4})?$/.test(text) && isSensible(new Decimal(text)));

/** How many times a year something is paid. */
export const paymentsPerYear = decimalThat((number) => number.greaterThan(0) && number.lessThanOrEqualTo(366));

/** The hours of a full-time week. */
export const weeklyHours = decimalThat((number) => number.greaterThanOrEqualTo(1) && number.lessThanOrEqualTo(168));

const natureSetting = z.object({
  /** Natures of fixed and of variable pay have separate numbers in Lucca. */
  family: z.enum(['FIXED', 'VARIABLE']),
  natureId: z.int(),
  /** Null, here and below, when not set: the value is inferred. */
  // A value that this release does not know, here and below, counts as not set and does not invalidate the others.
  kind: z.enum(payKinds).nullable().catch(null),
  paymentsPerYear: paymentsPerYear.nullable().catch(null),
  isProportionalToWorkingTime: z.boolean().nullable().catch(null),
  overlappingItems: z.enum(overlapRules).nullable().catch(null),
  isTarget: z.boolean().nullable().catch(null),
});

const legalEntityHours = z.object({ legalEntityId: z.int(), weeklyHoursAtFullTime: weeklyHours });

/** The stored mapping. Settings are kept as they were written, even those this release does not understand. */
export const storedMapping = z.looseObject({
  natures: z.array(z.unknown()),
  weeklyHoursAtFullTime: z.unknown(),
  // Records of earlier releases do not have it.
  weeklyHoursByLegalEntity: z.unknown().optional(),
});

type StoredMapping = z.infer<typeof storedMapping>;

/** How a customer's pay is read: Lucca's API says neither what a nature counts as nor how often it is paid. */
export type RemunerationMapping = {
  natures: z.infer<typeof natureSetting>[];
  /** Null for the country's usual hours. */
  weeklyHoursAtFullTime: string | null;
  /** Those of legal entities for which something else is set, by Lucca's number. */
  weeklyHoursByLegalEntity: z.infer<typeof legalEntityHours>[];
};

/** The settings of a stored mapping that this release understands. */
export const parseMapping = (stored: StoredMapping): RemunerationMapping => ({
  natures: settingsOf(entriesOf(stored.natures, natureSetting)),
  weeklyHoursAtFullTime: weeklyHours.nullable().catch(null).parse(stored.weeklyHoursAtFullTime),
  weeklyHoursByLegalEntity: settingsOf(entriesOf(stored.weeklyHoursByLegalEntity, legalEntityHours)),
});

/** An entry of a stored list, and the setting in it; undefined where this release does not understand it. */
type Entry<Setting> = { raw: unknown; setting: Setting | undefined };

const entriesOf = <Setting>(list: unknown, schema: z.ZodType<Setting>): Entry<Setting>[] =>
  (Array.isArray(list) ? list : []).map((raw: unknown) => ({ raw, setting: schema.safeParse(raw).data }));

const settingsOf = <Setting>(entries: readonly Entry<Setting>[]): Setting[] =>
  entries.flatMap(({ setting }) => setting ?? []);

/** The entries that a change has left alone, as they are stored, and then those it has set. */
function changedList<Setting>(entries: readonly Entry<Setting>[], after: readonly Setting[]): unknown[] {
  const kept = entries.filter(({ setting }) => setting === undefined || after.includes(setting));
  const set = after.filter((each) => !kept.some(({ setting }) => setting === each));
  return [...kept.map(({ raw }) => raw), ...set];
}

/** Applies a change to a stored mapping. Settings that the change does not touch stay exactly as stored. */
export function changeMapping(
  stored: StoredMapping,
  change: (before: RemunerationMapping) => RemunerationMapping,
): StoredMapping {
  const natures = entriesOf(stored.natures, natureSetting);
  const hours = entriesOf(stored.weeklyHoursByLegalEntity, legalEntityHours);
  const before = {
    ...parseMapping(stored),
    natures: settingsOf(natures),
    weeklyHoursByLegalEntity: settingsOf(hours),
  };
  const after = change(before);
  const isHoursKept = after.weeklyHoursAtFullTime === before.weeklyHoursAtFullTime;
  return {
    ...stored,
    natures: changedList(natures, after.natures),
    weeklyHoursAtFullTime: isHoursKept ? stored.weeklyHoursAtFullTime : after.weeklyHoursAtFullTime,
    weeklyHoursByLegalEntity: changedList(hours, after.weeklyHoursByLegalEntity),
  };
}

/** The mapping of a customer who has set nothing. */
export const emptyMapping: RemunerationMapping = {
  natures: [],
  weeklyHoursAtFullTime: null,
  weeklyHoursByLegalEntity: [],
};
