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

/** Where something is known from; `ASSUMED` where it is not, and is taken to be as is usual. */
type RuleOrigin = 'ACCOUNT_SETTING' | 'INFERRED' | 'LUCCA_CATEGORY' | 'ASSUMED';

/** How the items of a nature are read. */
export type Rule = {
  kind: Kind;
  kindOrigin: RuleOrigin;
  paymentsPerYear: string;
  paymentsOrigin: RuleOrigin;
  isProportionalToWorkingTime: boolean;
  /** For a base salary, of which it goes without saying, where it is known from that it is one. */
  proportionalityOrigin: RuleOrigin;
  /** Whether Lucca's own yearly figure holds the items, as far as can be told. */
  isInLuccasFigure: boolean;
  /** `ACCOUNT_SETTING` where anything is set; else that of the payments, or of the kind where they are assumed. */
  origin: RuleOrigin;
  /** Share of the people looked at whose figure is reproduced, 0–1; null unless inferred. */
  confidence: string | null;
};

/** Lucca's pay types have the periodicity of the salary unless told otherwise, and salaries are paid every month. */
const usualPayments = '12';

/** How the items of a nature are read: as the account has set it, else as inferred, else as is usual. */
export function ruleOf(nature: Nature, setting: NatureSetting | undefined, inferred: Inferred | undefined): Rule {
  const ofCategory = kindOfCategory(nature);
  const { kind, paymentsPerYear, isProportionalToWorkingTime } = setting ?? {};
  const kindOrigin = originOf(['ACCOUNT_SETTING', kind], ['LUCCA_CATEGORY', ofCategory]);
  const paymentsOrigin = originOf(['ACCOUNT_SETTING', paymentsPerYear], ['INFERRED', inferred?.paymentsPerYear]);
  const kindRead = kind ?? ofCategory ?? 'OTHER';
  const unset = kindRead === 'BASE_SALARY' ? kindOrigin : 'ASSUMED';
  return {
    kind: kindRead,
    kindOrigin,
    paymentsPerYear: paymentsPerYear ?? inferred?.paymentsPerYear ?? usualPayments,
    paymentsOrigin,
    isProportionalToWorkingTime: isProportionalToWorkingTime ?? true,
    proportionalityOrigin: isProportionalToWorkingTime == null ? unset : 'ACCOUNT_SETTING',
    isInLuccasFigure: inferred === undefined || inferred.paymentsPerYear !== null,
    origin: setting ? 'ACCOUNT_SETTING' : paymentsOrigin === 'INFERRED' ? 'INFERRED' : kindOrigin,
    confidence: paymentsOrigin === 'INFERRED' ? (inferred?.confidence ?? null) : null,
  };
}

/** The first origin that says something. */
const originOf = (...sources: readonly [RuleOrigin, unknown][]): RuleOrigin =>
  sources.find(([, value]) => value != null)?.[0] ?? 'ASSUMED';

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
