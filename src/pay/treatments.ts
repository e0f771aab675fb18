import type { PayKind } from './kinds.ts';
import { kindOfName } from './natureNames.ts';

/** How items of one nature in force on the same day count: all of them are paid, or the one that began last replaces the others. */
export const overlapRules = ['SUM', 'LATEST'] as const;

/** How items of one nature in force on the same day count. */
export type OverlapRule = (typeof overlapRules)[number];

/** `FIXED` pay repeats, `VARIABLE` pay is entered when it occurs; Lucca numbers the natures of each family separately. */
export type Family = 'FIXED' | 'VARIABLE';

/** A pay nature as Lucca describes it. */
export type Nature = { family: Family; id: number; name: string | null; categoryCode: string | null };

/** What an account has set for a nature; null values are inferred or assumed. */
export type NatureSetting = {
  family: Family;
  natureId: number;
  kind: PayKind | null;
  paymentsPerYear: string | null;
  isProportionalToWorkingTime: boolean | null;
  overlappingItems: OverlapRule | null;
  isTarget: boolean | null;
};

/** How often a year a nature is paid according to Lucca's yearly figures; null if they do not include the nature. */
export type InferredPayments = {
  paymentsPerYear: string | null;
  /**
   * Share of the sampled people whose figure is reproduced, 0–1; null if the payments are inferred from the months in which they are made.
   */
  confidence: string | null;
};

/** The origin of a value. If it is unknown, either the usual value is `ASSUMED`, or the value is `UNKNOWN`. */
type TreatmentOrigin = 'ACCOUNT_SETTING' | 'INFERRED' | 'LUCCA_CATEGORY' | 'NATURE_NAME' | 'ASSUMED' | 'UNKNOWN';

/** How an amount in a custom field of personnel files is to be read. */
type FieldTreatment = {
  /** Whether the amount is for full time, rather than for the person's working time. */
  isAtFullTime: boolean;
  /** Whether it is paid per hour: its payments a year are the hours of a full-time year. */
  isHourly: boolean;
  /** The source of the hours of a full-time year, or why they are unknown; only for an hourly amount. */
  hoursNote?: string;
};

/** How the items of a nature count in figures. */
export type Treatment = {
  kind: PayKind;
  kindOrigin: TreatmentOrigin;
  /** Null where it is not known. */
  paymentsPerYear: string | null;
  paymentsOrigin: TreatmentOrigin;
  isProportionalToWorkingTime: boolean;
  /** For a base salary, which is proportional to working time unless set otherwise: the origin of its kind. */
  proportionalityOrigin: TreatmentOrigin;
  /** How several items in force on the same day count; null if the account has not set it. */
  overlappingItems: OverlapRule | null;
  /** Whether the items are targets. */
  isTarget: boolean;
  /** Whether Lucca's own yearly figure includes the items; true if that is unknown. */
  isInLuccasFigure: boolean;
  /** `ACCOUNT_SETTING` if anything is set; else the origin of the payments, or that of the kind if payments are assumed. */
  origin: TreatmentOrigin;
  /** Share of the sampled people whose figure is reproduced, 0–1; null unless inferred from those figures. */
  confidence: string | null;
  /** Only for an amount of a personnel file. */
  field?: FieldTreatment;
};

/** Salaries are usually paid every month. The same cannot be assumed of bonuses: one paid once a year would count twelve times. */
const usualPayments = '12';

/** Treats a nature as the account has set, else as inferred, else as usual. */
export function treatmentOf(
  nature: Nature,
  setting: NatureSetting | undefined,
  inferred: InferredPayments | undefined,
): Treatment {
  const described = kindDescribed(nature);
  const { kind, paymentsPerYear, isProportionalToWorkingTime } = setting ?? {};
  const kindOrigin = originOf(['ACCOUNT_SETTING', kind], [described.origin, described.kind]);
  const treatedAs = kind ?? described.kind ?? 'OTHER';
  const isBase = treatedAs === 'BASE_SALARY';
  const knownOrigin = originOf(['ACCOUNT_SETTING', paymentsPerYear], ['INFERRED', inferred?.paymentsPerYear]);
  const paymentsOrigin = knownOrigin === 'ASSUMED' && !isBase ? 'UNKNOWN' : knownOrigin;
  const unset = isBase ? kindOrigin : 'ASSUMED';
  return {
    kind: treatedAs,
    kindOrigin,
    paymentsPerYear: paymentsPerYear ?? inferred?.paymentsPerYear ?? (isBase ? usualPayments : null),
    paymentsOrigin,
    isProportionalToWorkingTime: isProportionalToWorkingTime ?? true,
    proportionalityOrigin: isProportionalToWorkingTime == null ? unset : 'ACCOUNT_SETTING',
    overlappingItems: setting?.overlappingItems ?? null,
    isTarget: setting?.isTarget ?? false,
    isInLuccasFigure: inferred === undefined || inferred.paymentsPerYear !== null,
    origin: setting ? 'ACCOUNT_SETTING' : paymentsOrigin === 'INFERRED' ? 'INFERRED' : kindOrigin,
    confidence: paymentsOrigin === 'INFERRED' ? (inferred?.confidence ?? null) : null,
  };
}

/** The account's settings for an amount in personnel files. */
export type FieldSetting = {
  kind: PayKind;
  /** Null for an hourly amount, until the hours of a full-time year are known. */
  paymentsPerYear: string | null;
  isTarget: boolean;
  field: FieldTreatment;
};

/** Treats an amount of a personnel file as the account has set. */
export const treatmentOfField = ({ kind, paymentsPerYear, isTarget, field }: FieldSetting): Treatment => ({
  kind,
  kindOrigin: 'ACCOUNT_SETTING',
  paymentsPerYear,
  paymentsOrigin: 'ACCOUNT_SETTING',
  isProportionalToWorkingTime: true,
  proportionalityOrigin: 'ACCOUNT_SETTING',
  overlappingItems: null,
  isTarget,
  isInLuccasFigure: true,
  origin: 'ACCOUNT_SETTING',
  confidence: null,
  field,
});

/** Whether a figure at full time divides by the share of full time. */
export const isDivided = ({ isProportionalToWorkingTime, field }: Treatment): boolean =>
  isProportionalToWorkingTime && !field?.isAtFullTime;

/** The first origin that has a value. */
const originOf = (...sources: readonly [TreatmentOrigin, unknown][]): TreatmentOrigin =>
  sources.find(([, value]) => value != null)?.[0] ?? 'ASSUMED';

/**
 * The kind that the category and the name of a nature indicate; null if neither does. The name refines a category of bonuses, for example
 * “Thirteenth month”; for a base salary and a benefit in kind, the category alone decides.
 */
export function kindDescribed(nature: Pick<Nature, 'family' | 'name' | 'categoryCode'>): {
  kind: PayKind | null;
  origin: 'LUCCA_CATEGORY' | 'NATURE_NAME';
} {
  const ofCategory = kindOfCategory(nature);
  const isBonus = ofCategory === 'FIXED_BONUS' || ofCategory === 'VARIABLE_BONUS';
  const ofName = ofCategory === null || isBonus ? kindOfName(nature.name) : null;
  return ofName === null ? { kind: ofCategory, origin: 'LUCCA_CATEGORY' } : { kind: ofName, origin: 'NATURE_NAME' };
}

/**
 * The kind that a category indicates; null without a category, or for an unknown one. Lucca documents `BASIC_SALARY` and, for variable pay,
 * `BONUS`; the codes of benefits in kind and of fixed bonuses are recognised by a word in them.
 */
function kindOfCategory({ family, categoryCode }: Pick<Nature, 'family' | 'categoryCode'>): PayKind | null {
  const code = categoryCode?.toUpperCase() ?? '';
  if (family === 'VARIABLE') return code === 'BONUS' ? 'VARIABLE_BONUS' : null;
  if (code === 'BASIC_SALARY') return 'BASE_SALARY';
  if (/BENEFIT/.test(code)) return 'BENEFIT_IN_KIND';
  return /BONUS/.test(code) ? 'FIXED_BONUS' : null;
}
