import { Decimal, rounded, sum } from './decimals.ts';
import type { Kind, Rule } from './rules.ts';

/** A fixed item with how it is read; amounts are decimal text. */
export type FixedPay = {
  luccaId: number;
  natureName: string | null;
  amount: string;
  /** ISO 4217; null where it cannot be told. */
  currency: string | null;
  rule: Rule;
};

/** A variable item with how it is read. */
export type VariablePay = FixedPay & { period: string; isQuantity: boolean };

/** The share of full time somebody works, above 0, and where that is known from. */
export type WorkingShare = { fullTimeEquivalent: string; source: string };

/** How a figure was obtained: `formula` can be worked out with the numbers in `inputs`, each written `name = number …`. */
export type Step = { target: string; formula: string; inputs: string[] };

/** A yearly, hourly or periodic figure; null where it cannot be told, for the reason in the step. */
export type Figure = { money: { amount: string; currency: string } | null; step: Step };

/** The kinds of fixed items in `annualFixedFullTime`: benefits in kind, and variable pay entered as fixed, are not. */
const fixedKinds: readonly Kind[] = ['BASE_SALARY', 'FIXED_BONUS', 'OTHER'];

/** The kinds of variable items in `variableLast12Months`. */
const variableKinds: readonly Kind[] = ['VARIABLE_BONUS', 'COMMISSION', 'PROFIT_SHARING', 'FIXED_BONUS', 'OTHER'];

/** Whether an item is part of the base salary. */
export const isBase = ({ rule }: Pick<FixedPay, 'rule'>): boolean => rule.kind === 'BASE_SALARY';

/** Whether an item counts in `annualFixedFullTime`. */
export const isFixedPay = ({ rule }: Pick<FixedPay, 'rule'>): boolean => fixedKinds.includes(rule.kind);

/** Whether an item is money that counts in `variableLast12Months`. */
export const isVariablePay = ({ rule, isQuantity }: Pick<VariablePay, 'rule' | 'isQuantity'>): boolean =>
  !isQuantity && variableKinds.includes(rule.kind);

/** Sum of the base salary items as Lucca writes them, not rounded. */
export function baseSalary(items: readonly FixedPay[]): Figure {
  const { total, currency, step } = added('baseSalary', items.filter(isBase), itemNote);
  return { money: currency === null ? null : { amount: total.toFixed(), currency }, step };
}

/** Yearly base salary at full time. */
export const annualBaseFullTime = (items: readonly FixedPay[], share: WorkingShare): Figure =>
  annual('annualBaseFullTime', items.filter(isBase), share);

/** Yearly fixed pay at full time. */
export const annualFixedFullTime = (items: readonly FixedPay[], share: WorkingShare): Figure =>
  annual('annualFixedFullTime', items.filter(isFixedPay), share);

/** Variable pay of the items given, which are those of twelve months. */
export function variableLast12Months(items: readonly VariablePay[]): Figure {
  const note = (item: VariablePay) => `${itemNote(item)}, pay period ${item.period}`;
  const { total, currency, step } = added('variableLast12Months', items.filter(isVariablePay), note);
  if (currency === null) return { money: null, step };
  return { money: { amount: rounded(total), currency }, step: { ...step, formula: `round(${step.formula}, 2)` } };
}

/** The hours of a full-time week and where they are known from, or why they are not: a sentence or two. */
export type WeeklyHours = { hours: string; source: string } | { hours: null; reason: string };

/** The yearly base at full time by the hour of a full-time week. */
export function hourlyGross(yearly: Figure, weeklyHours: WeeklyHours): Figure {
  const target = 'hourlyGross';
  const inputs = [
    yearly.money
      ? `yearly = ${yearly.money.amount} ${yearly.money.currency} (annualBaseFullTime)`
      : 'yearly is not known',
    weeklyHours.hours !== null
      ? `weeklyHours = ${weeklyHours.hours} (${weeklyHours.source})`
      : `weeklyHours is not known. ${weeklyHours.reason}`,
  ];
  if (yearly.money === null || weeklyHours.hours === null)
    return { money: null, step: { target, formula: 'none', inputs } };
  const { amount, currency } = yearly.money;
  const hourly = new Decimal(amount).dividedBy(new Decimal(weeklyHours.hours).times(52));
  const step = { target, formula: 'round(yearly ÷ (52 × weeklyHours), 2)', inputs };
  return { money: { amount: rounded(hourly), currency }, step };
}

/** What the items amount to in a year at the person's own working time: what Lucca's own yearly figure is made of. */
export const yearlyAsWorked = (items: readonly FixedPay[]): Decimal =>
  sum(
    items
      .filter(({ rule }) => rule.kind !== 'IGNORED' && rule.isInLuccasFigure)
      .map(({ amount, rule }) => new Decimal(amount).times(rule.paymentsPerYear)),
  );

function annual(target: string, items: readonly FixedPay[], share: WorkingShare): Figure {
  const terms = items.map(({ rule }, index) => {
    const paid = `amount${index + 1} × payments${index + 1}`;
    return rule.isProportionalToWorkingTime ? `${paid} ÷ share` : paid;
  });
  const inputs = items.flatMap((item, index) => [
    `amount${index + 1} = ${item.amount} ${item.currency ?? '(currency not known)'} (${itemNote(item)})`,
    `payments${index + 1} = ${item.rule.paymentsPerYear} a year (${paymentsNote(item.rule)})`,
  ]);
  if (items.some(({ rule }) => rule.isProportionalToWorkingTime))
    inputs.push(`share = ${share.fullTimeEquivalent} of full time (${share.source})`);
  const step = { target, formula: `round(${terms.join(' + ')}, 2)`, inputs };
  const currency = onlyCurrency(items);
  if (currency === null) return { money: null, step: withoutFigure(step, items) };
  const amounts = items.map(({ amount, rule }) => {
    const paid = new Decimal(amount).times(rule.paymentsPerYear);
    return rule.isProportionalToWorkingTime ? paid.dividedBy(share.fullTimeEquivalent) : paid;
  });
  return { money: { amount: rounded(sum(amounts)), currency }, step };
}

/** The sum of items as Lucca writes them; its currency is null where there is no such sum, for the reason in the step. */
function added<Item extends FixedPay>(target: string, items: readonly Item[], noteOf: (item: Item) => string) {
  const step = {
    target,
    formula: items.map((_, index) => `amount${index + 1}`).join(' + '),
    inputs: items.map(
      (item, index) =>
        `amount${index + 1} = ${item.amount} ${item.currency ?? '(currency not known)'} (${noteOf(item)})`,
    ),
  };
  const currency = onlyCurrency(items);
  const total = sum(items.map(({ amount }) => new Decimal(amount)));
  return { total, currency, step: currency === null ? withoutFigure(step, items) : step };
}

/** The currency all items share; null when there are several, one cannot be told, or there is no item. */
export function onlyCurrency(items: readonly { currency: string | null }[]): string | null {
  const [first] = items;
  return first !== undefined && items.every(({ currency }) => currency === first.currency) ? first.currency : null;
}

const withoutFigure = (step: Step, items: readonly FixedPay[]): Step =>
  items.length === 0
    ? { ...step, formula: 'none', inputs: ['No item counts here on this day.'] }
    : { ...step, formula: 'none', inputs: ['The items are not in one known currency.', ...step.inputs] };

const itemNote = ({ natureName, luccaId }: FixedPay) => `${natureName ?? 'no name'}, item ${luccaId}`;

function paymentsNote({ paymentsOrigin, confidence }: Rule): string {
  if (paymentsOrigin === 'ASSUMED') return 'not known, as is usual';
  return paymentsOrigin === 'ACCOUNT_SETTING'
    ? 'set for the account'
    : `inferred from Lucca's yearly figures, confidence ${confidence}`;
}
