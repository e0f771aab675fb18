/** A figure of pay that can be compared between people, as in the schema. */
export type PayMeasure =
  | 'ANNUAL_BASE_FULL_TIME'
  | 'ANNUAL_FIXED_FULL_TIME'
  | 'ANNUAL_GUARANTEED_FULL_TIME'
  | 'ANNUAL_VARIABLE_TARGET'
  | 'VARIABLE_LAST_12_MONTHS'
  | 'ANNUAL_GROSS_PAY'
  | 'HOURLY_BASE'
  | 'HOURLY_GROSS_PAY';

/** What people are grouped by, as in the schema. */
export type PayGrouping =
  | 'DEPARTMENT'
  | 'ESTABLISHMENT'
  | 'LEGAL_ENTITY'
  | 'QUALIFICATION'
  | 'OCCUPATION_CATEGORY'
  | 'JOB_TITLE'
  | 'LEVEL'
  | 'JOB_FAMILY'
  | 'CONTRACT_TERM'
  | 'CONTRACT_RELATION'
  | 'AGE_BAND';

/** What a person has in common with others; null for both if it is unknown. */
export type GroupKey = { by: PayGrouping; id: string | null; label: string | null };

/** Why a person is not in an analysis. */
export type LeftOutReason = 'NO_PAY' | 'NO_FIGURE' | 'BLOCKING_WARNING' | 'OTHER_CURRENCY';
