/** What a pay item counts as. */
export const kinds = [
  'BASE_SALARY',
  'FIXED_BONUS',
  'VARIABLE_BONUS',
  'COMMISSION',
  'PROFIT_SHARING',
  'EQUITY',
  'BENEFIT_IN_KIND',
  'OTHER',
  'IGNORED',
] as const;

/** What a pay item counts as. */
export type Kind = (typeof kinds)[number];

/** Whether a nature is one of pay that repeats, or of pay entered when it occurs: Lucca numbers the two apart. */
export type Family = 'FIXED' | 'VARIABLE';

/** What is known of a nature, in Lucca's words. */
export type Nature = { family: Family; id: number; name: string | null; categoryCode: string | null };

/** What an account has set for a nature; null leaves the point to what can be inferred. */
export type NatureSetting = {
  family: Family;
  natureId: number;
  kind: Kind | null;
  paymentsPerYear: string | null;
  isProportionalToWorkingTime: boolean | null;
};

/** How often a year a nature is paid by Lucca's own yearly figures; null where they do not count the nature. */
export type Inferred = { paymentsPerYear: string | null; confidence: string };

/** Where a rule is known from. */
export type RuleOrigin = 'ACCOUNT_SETTING' | 'INFERRED' | 'LUCCA_CATEGORY' | 'ASSUMED';

/** How the items of a nature are read. */
export type Rule = {
  kind: Kind;
  /** Whether the kind was set, or told by a category we know. */
  isKindKnown: boolean;
  paymentsPerYear: string;
  /** Whether that was set, or inferred from Lucca's yearly figures; false for the usual 12. */
  isPeriodicityKnown: boolean;
  isProportionalToWorkingTime: boolean;
  /** Whether that was set, or goes without saying, as for a base salary; false for what is only Lucca's default. */
  isProportionalityKnown: boolean;
  /** Whether Lucca's own yearly figure holds the items, as far as can be told. */
  isInLuccasFigure: boolean;
  origin: RuleOrigin;
  /** Share of the people looked at whose figure is reproduced, 0–1; null unless inferred. */
  confidence: string | null;
};

/** Lucca's pay types have the periodicity of the salary unless told otherwise, and salaries are paid every month. */
const usualPayments = '12';

/** How the items of a nature are read: as the account has set it, else as inferred, else as is usual. */
export function ruleOf(nature: Nature, setting: NatureSetting | undefined, inferred: Inferred | undefined): Rule {
  const ofCategory = kindOfCategory(nature);
  const payments = setting?.paymentsPerYear ?? inferred?.paymentsPerYear ?? null;
  const isInferred = setting?.paymentsPerYear == null && (inferred?.paymentsPerYear ?? null) !== null;
  const kind = setting?.kind ?? ofCategory ?? 'OTHER';
  const isProportional = setting?.isProportionalToWorkingTime ?? null;
  return {
    kind,
    isKindKnown: (setting?.kind ?? ofCategory) !== null,
    paymentsPerYear: payments ?? usualPayments,
    isPeriodicityKnown: payments !== null,
    isProportionalToWorkingTime: isProportional ?? true,
    isProportionalityKnown: isProportional !== null || kind === 'BASE_SALARY',
    isInLuccasFigure: inferred === undefined || inferred.paymentsPerYear !== null,
    origin: setting ? 'ACCOUNT_SETTING' : isInferred ? 'INFERRED' : ofCategory !== null ? 'LUCCA_CATEGORY' : 'ASSUMED',
    confidence: isInferred ? (inferred?.confidence ?? null) : null,
  };
}

/**
 * What a category says; null for none and for one we do not know. Lucca documents `BASIC_SALARY` and, for variable pay, `BONUS`; fixed
 * pay has two families more, benefits in kind and fixed bonuses, whose codes are told by the word in them.
 */
export function kindOfCategory({ family, categoryCode }: Pick<Nature, 'family' | 'categoryCode'>): Kind | null {
  const code = categoryCode?.toUpperCase() ?? '';
  if (family === 'VARIABLE') return code === 'BONUS' ? 'VARIABLE_BONUS' : null;
  if (code === 'BASIC_SALARY') return 'BASE_SALARY';
  if (/BENEFIT/.test(code)) return 'BENEFIT_IN_KIND';
  return /BONUS/.test(code) ? 'FIXED_BONUS' : null;
}
