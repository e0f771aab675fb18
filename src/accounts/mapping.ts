import { z } from 'zod';
import { Decimal } from '../pay/decimals.ts';
import { payKinds } from '../pay/kinds.ts';
import { overlapRules } from '../pay/treatments.ts';

/** The decimal text of a plausible number, with at most 4 decimal places. */
const decimalThat = (isSensible: (number: Decimal) => boolean) =>
  z.string().refine((text) => /^\d{1,9}(\.\d{1,4})?$/.test(text) && isSensible(new Decimal(text)));

/** How many times a year something is paid. */
export const paymentsPerYear = decimalThat((number) => number.greaterThan(0) && number.lessThanOrEqualTo(366));

/** The hours of a full-time week. */
export const weeklyHours = decimalThat((number) => number.greaterThanOrEqualTo(1) && number.lessThanOrEqualTo(168));

const contractTerms = ['PERMANENT', 'FIXED', 'UNKNOWN'] as const;
const contractRelations = ['EMPLOYEE', 'INTERN', 'APPRENTICE', 'AGENCY', 'CONTRACTOR', 'OTHER'] as const;
const terminationCategories = ['VOLUNTARY', 'DISMISSAL', 'END_OF_TERM', 'RETIREMENT', 'OTHER'] as const;

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

const contractType = z.object({
  typeName: z.string(),
  /** Null, here and below, for what the name says. */
  term: z.enum(contractTerms).nullable().catch(null),
  relation: z.enum(contractRelations).nullable().catch(null),
});

const terminationReason = z.object({ reasonName: z.string(), category: z.enum(terminationCategories) });

const categoryOrigins = ['QUALIFICATION', 'OCCUPATION_CATEGORY', 'JOB_TITLE', 'CUSTOM_FIELD'] as const;

/** Where a category of workers comes from; the id of the custom field (`e_…`) is null for another origin. */
const categorySource = z
  .object({ origin: z.enum(categoryOrigins), customFieldId: z.string().nullable() })
  .refine(({ origin, customFieldId }) => (origin === 'CUSTOM_FIELD') === (customFieldId !== null))
  .nullable()
  .catch(null);

const legalEntityHours = z.object({ legalEntityId: z.int(), weeklyHoursAtFullTime: weeklyHours });

const payPeriods = ['HOUR', 'MONTH', 'YEAR'] as const;

const salaryField = z.object({
  fieldId: z.string(),
  period: z.enum(payPeriods),
  /** How often a year a monthly salary is paid; null for other periods. */
  paymentsPerYear: paymentsPerYear.nullable(),
  /** Whether the amount is for full time, rather than for the person's working time. */
  isAtFullTime: z.boolean(),
});

const bonusField = z.object({
  fieldId: z.string(),
  paymentsPerYear,
  isAtFullTime: z.boolean(),
  isVariable: z.boolean(),
});

const personnelFilePay = z.object({
  baseSalary: salaryField,
  bonuses: z.array(bonusField),
  currencyFieldId: z.string().nullable(),
  fullTimeShareFieldId: z.string().nullable(),
});

/** The custom fields of personnel files that contain pay, by Lucca's ids. */
export type PersonnelFilePay = z.infer<typeof personnelFilePay>;

/** The stored mapping. Settings are kept as they were written, even those this release does not understand. */
export const storedMapping = z.looseObject({
  natures: z.array(z.unknown()),
  weeklyHoursAtFullTime: z.unknown(),
  // Records of earlier releases do not have these.
  weeklyHoursByLegalEntity: z.unknown().optional(),
  contractTypes: z.unknown().optional(),
  terminationReasons: z.unknown().optional(),
  level: z.unknown().optional(),
  jobFamily: z.unknown().optional(),
  personnelFilePay: z.unknown().optional(),
});

type StoredMapping = z.infer<typeof storedMapping>;

/**
 * How a customer's pay, contracts and jobs are read: Lucca's API says neither what a nature counts as nor how often it is paid, and
 * companies choose the names of their contract types, and the place where they enter the level of a job.
 */
export type AccountMapping = {
  natures: z.infer<typeof natureSetting>[];
  /** Null for the country's usual hours. */
  weeklyHoursAtFullTime: string | null;
  /** Those of legal entities for which something else is set, by Lucca's number. */
  weeklyHoursByLegalEntity: z.infer<typeof legalEntityHours>[];
  /** The meaning of the names of contract types, and of the reasons why contracts end. */
  contractTypes: z.infer<typeof contractType>[];
  terminationReasons: z.infer<typeof terminationReason>[];
  /** Where the level and the family of jobs come from; null for the default. */
  level: z.infer<typeof categorySource>;
  jobFamily: z.infer<typeof categorySource>;
  /** Where a company without the pay module stores pay; null if the account has not set it. */
  personnelFilePay: PersonnelFilePay | null;
};

/** The custom fields that contain pay. */
export const fieldsOfPay = (pay: PersonnelFilePay | null): string[] =>
  pay === null
    ? []
    : [
        pay.baseSalary.fieldId,
        ...pay.bonuses.map(({ fieldId }) => fieldId),
        pay.currencyFieldId,
        pay.fullTimeShareFieldId,
      ].filter((id) => id !== null);

/** The settings of a stored mapping that this release understands. */
export function parseMapping(stored: StoredMapping): AccountMapping {
  const mapping = readMapping(stored);
  const ofPay = fieldsOfPay(mapping.personnelFilePay);
  // Categories are visible to many users who may not see pay. Concurrent settings may choose the same field for both.
  const unlessPay = (source: AccountMapping['level']) =>
    source?.customFieldId != null && ofPay.includes(source.customFieldId) ? null : source;
  return { ...mapping, level: unlessPay(mapping.level), jobFamily: unlessPay(mapping.jobFamily) };
}

const readMapping = (stored: StoredMapping): AccountMapping => ({
  natures: settingsOf(entriesOf(stored.natures, natureSetting)),
  weeklyHoursAtFullTime: weeklyHours.nullable().catch(null).parse(stored.weeklyHoursAtFullTime),
  weeklyHoursByLegalEntity: settingsOf(entriesOf(stored.weeklyHoursByLegalEntity, legalEntityHours)),
  contractTypes: settingsOf(entriesOf(stored.contractTypes, contractType)),
  terminationReasons: settingsOf(entriesOf(stored.terminationReasons, terminationReason)),
  level: categorySource.parse(stored.level),
  jobFamily: categorySource.parse(stored.jobFamily),
  personnelFilePay: personnelFilePay.nullable().catch(null).parse(stored.personnelFilePay),
});

/** An entry of a stored list, and the setting in it; undefined if this release does not understand it. */
type Entry<Setting> = { raw: unknown; setting: Setting | undefined };

const entriesOf = <Setting>(list: unknown, schema: z.ZodType<Setting>): Entry<Setting>[] =>
  (Array.isArray(list) ? list : []).map((raw: unknown) => ({ raw, setting: schema.safeParse(raw).data }));

const settingsOf = <Setting>(entries: readonly Entry<Setting>[]): Setting[] =>
  entries.flatMap(({ setting }) => setting ?? []);

/** The entries that a change does not touch, as they are stored, followed by those it sets. */
function changedList<Setting>(entries: readonly Entry<Setting>[], after: readonly Setting[]): unknown[] {
  const kept = entries.filter(({ setting }) => setting === undefined || after.includes(setting));
  const set = after.filter((each) => !kept.some(({ setting }) => setting === each));
  return [...kept.map(({ raw }) => raw), ...set];
}

/** A valid change of a mapping. */
export type MappingChange = { kind: 'change'; apply: (before: AccountMapping) => AccountMapping };

/** Applies a change to a stored mapping. Settings that the change does not touch stay exactly as stored. */
export function changeMapping(
  stored: StoredMapping,
  change: (before: AccountMapping) => AccountMapping,
): StoredMapping {
  const natures = entriesOf(stored.natures, natureSetting);
  const hours = entriesOf(stored.weeklyHoursByLegalEntity, legalEntityHours);
  const types = entriesOf(stored.contractTypes, contractType);
  const reasons = entriesOf(stored.terminationReasons, terminationReason);
  const before = {
    ...parseMapping(stored),
    natures: settingsOf(natures),
    weeklyHoursByLegalEntity: settingsOf(hours),
    contractTypes: settingsOf(types),
    terminationReasons: settingsOf(reasons),
  };
  const after = change(before);
  const isFileKept = after.personnelFilePay === before.personnelFilePay;
  const isHoursKept = after.weeklyHoursAtFullTime === before.weeklyHoursAtFullTime;
  return {
    ...stored,
    natures: changedList(natures, after.natures),
    weeklyHoursAtFullTime: isHoursKept ? stored.weeklyHoursAtFullTime : after.weeklyHoursAtFullTime,
    weeklyHoursByLegalEntity: changedList(hours, after.weeklyHoursByLegalEntity),
    ...(types.length + after.contractTypes.length > 0 && { contractTypes: changedList(types, after.contractTypes) }),
    ...(reasons.length + after.terminationReasons.length > 0 && {
      terminationReasons: changedList(reasons, after.terminationReasons),
    }),
    ...(after.level !== before.level && { level: after.level }),
    ...(after.jobFamily !== before.jobFamily && { jobFamily: after.jobFamily }),
    ...(!isFileKept && { personnelFilePay: after.personnelFilePay }),
  };
}

/** The mapping of a customer who has set nothing. */
export const emptyMapping: AccountMapping = {
  natures: [],
  weeklyHoursAtFullTime: null,
  weeklyHoursByLegalEntity: [],
  contractTypes: [],
  terminationReasons: [],
  level: null,
  jobFamily: null,
  personnelFilePay: null,
};
