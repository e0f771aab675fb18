/** What a pay item counts as. */
export const payKinds = [
  'BASE_SALARY',
  'THIRTEENTH_MONTH',
  'FIXED_BONUS',
  'SENIORITY_BONUS',
  'ALLOWANCE',
  'VARIABLE_BONUS',
  'COMMISSION',
  'PROFIT_SHARING',
  'ONE_OFF',
  'BACK_PAY',
  'OVERTIME',
  'TERMINATION',
  'EXPENSE',
  'EQUITY',
  'BENEFIT_IN_KIND',
  'OTHER',
  'IGNORED',
] as const;

/** What a pay item counts as. */
export type PayKind = (typeof payKinds)[number];

/** The guaranteed kinds, which do not depend on results. */
const guaranteedKinds: readonly PayKind[] = ['BASE_SALARY', 'THIRTEENTH_MONTH', 'FIXED_BONUS', 'SENIORITY_BONUS'];

/** The kinds of fixed items in `annualFixedFullTime`. */
const fixedKinds: readonly PayKind[] = [...guaranteedKinds, 'ALLOWANCE', 'OTHER'];

/** The kinds of variable items in `variableLast12Months`. */
const variableKinds: readonly PayKind[] = ['VARIABLE_BONUS', 'COMMISSION', 'PROFIT_SHARING', 'OTHER'];

/** What decides in which figures an item counts. */
type Counted = { treatment: { kind: PayKind; isTarget: boolean; kindOrigin?: string } };
type CountedVariable = Counted & { isQuantity: boolean };

/** Whether an item is a target, due only if it is met, rather than pay. */
export const isTarget = ({ treatment }: Counted): boolean => treatment.isTarget;

/** Whether a fixed item is part of the base salary. */
export const isBase = (item: Counted): boolean => !isTarget(item) && item.treatment.kind === 'BASE_SALARY';

/** Whether pay of a kind is certain. */
export const isGuaranteedKind = (kind: PayKind): boolean => guaranteedKinds.includes(kind);

/** Whether a fixed item counts in `annualGuaranteedFullTime`. */
export const isGuaranteed = (item: Counted): boolean => isPayOf(guaranteedKinds, item);

/** Whether a fixed item counts in `annualFixedFullTime`. */
export const isFixedPay = (item: Counted): boolean => isPayOf(fixedKinds, item);

/** Whether a variable item is an amount of money that counts in `variableLast12Months`. */
export const isVariablePay = (item: CountedVariable): boolean => !item.isQuantity && isPayOf(variableKinds, item);

/** Whether a variable item is guaranteed, such as a thirteenth month: it then counts as paid in `annualGuaranteedFullTime`. */
export const isGuaranteedAsPaid = (item: CountedVariable): boolean => !item.isQuantity && isGuaranteed(item);

/** Whether a variable item counts as paid in `annualFixedFullTime`, because the account has set that it is guaranteed. */
export const isFixedPayAsPaid = (item: CountedVariable): boolean =>
  isGuaranteedAsPaid(item) && item.treatment.kindOrigin === 'ACCOUNT_SETTING';

/** The kinds that are not pay. Everything else that an employer gives for work is pay, in cash or in kind. */
const noPay: readonly PayKind[] = ['EXPENSE', 'IGNORED'];

/** Whether a fixed item counts in `annualGrossPay`. */
export const isGross = (item: Counted): boolean => !isTarget(item) && !noPay.includes(item.treatment.kind);

/** Whether a variable item counts in `annualGrossPay`. */
export const isGrossAsPaid = (item: CountedVariable): boolean => !item.isQuantity && isGross(item);

/** Whether a variable item is the target of a pay period. */
export const isTargetOfPeriod = (item: CountedVariable): boolean => !item.isQuantity && isTarget(item);

const isPayOf = (kinds: readonly PayKind[], item: Counted) => !isTarget(item) && kinds.includes(item.treatment.kind);
