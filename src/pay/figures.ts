import { groupBy } from '../groupBy.ts';
import { Decimal, rounded, sum } from './decimals.ts';
import { type FixedPay, type PayItem, sharedCurrency, type VariablePay } from './items.ts';
import {
  isBase,
  isFixedPay,
  isFixedPayAsPaid,
  isGuaranteed,
  isGuaranteedAsPaid,
  isTarget,
  isTargetOfPeriod,
  isVariablePay,
  type PayKind,
  payKinds,
} from './kinds.ts';
import { resolveFixed, resolveVariable } from './overlaps.ts';
import { amountReason, currencyReason, duplicateReason, overlapReason, paymentsReason } from './reasons.ts';
import { amountInput, itemNote, paymentsInput, periodNote } from './terms.ts';
import { isDivided, type Treatment } from './treatments.ts';

/** The share of full time a person works, above 0, and its source. */
export type WorkingShare = { fullTimeEquivalent: string; source: string };

/** How a figure was computed: `formula` uses the numbers in `inputs`, each in the form `name = number …`. */
export type Step = { target: string; formula: string; inputs: string[] };

/** A yearly, hourly or periodic figure; null if it is unknown, for the reason in the step. */
export type Figure = { money: Money | null; step: Step };

/** An amount as decimal text, and its ISO 4217 currency. */
type Money = { amount: string; currency: string };

/** The sum of the base salary items as entered in Lucca, not rounded. */
export function baseSalary(items: readonly FixedPay[]): Figure {
  const { items: counting, unresolved } = resolveFixed(items.filter(isBase));
  const { formula, inputs } = sumOf(counting, itemNote);
  const step = { target: 'baseSalary', formula, inputs };
  const reason = overlapReason(unresolved) ?? amountReason(counting) ?? currencyReason(counting);
  if (reason !== null) return withoutFigure(step, reason);
  return figure(step, counting, total(counting).toFixed());
}

/** Yearly base salary at full time. */
export const annualBaseFullTime = (items: readonly FixedPay[], share: WorkingShare): Figure =>
  annual('annualBaseFullTime', items.filter(isBase), [], share);

/** Yearly fixed pay at full time; `paid` are the variable items of the twelve months: those that are fixed pay are included as paid. */
export const annualFixedFullTime = (
  items: readonly FixedPay[],
  share: WorkingShare,
  paid: readonly VariablePay[] = [],
): Figure => annual('annualFixedFullTime', items.filter(isFixedPay), paid.filter(isFixedPayAsPaid), share);

/**
 * Yearly guaranteed pay at full time; `paid` are the variable items of the twelve months: those that are guaranteed are included as paid.
 */
export const annualGuaranteedFullTime = (
  items: readonly FixedPay[],
  share: WorkingShare,
  paid: readonly VariablePay[],
): Figure => annual('annualGuaranteedFullTime', items.filter(isGuaranteed), paid.filter(isGuaranteedAsPaid), share);

/**
 * The yearly variable pay of a person who meets all targets, at their working time; `periods` are the variable items of twelve months.
 * Targets for full time are multiplied by the share of full time.
 */
export const annualVariableTarget = (
  items: readonly FixedPay[],
  periods: readonly VariablePay[],
  share: WorkingShare,
): Figure =>
  annual('annualVariableTarget', items.filter(isTarget), periods.filter(isTargetOfPeriod), share, yearlyWorked);

/** The variable pay of twelve months by kind, in the order of the kinds; null if the figure as a whole is not known. */
export function variableByKind(items: readonly VariablePay[]): { kind: PayKind; money: Money }[] | null {
  const { money } = variableLast12Months(items);
  if (money === null) return null;
  const counting = groupBy(resolveVariable(items.filter(isVariablePay)).items, ({ treatment }) => treatment.kind);
  return payKinds.flatMap((kind) => {
    const ofKind = counting.get(kind);
    return ofKind ? { kind, money: { amount: rounded(total(ofKind)), currency: money.currency } } : [];
  });
}

/** The variable pay of twelve months, given the items of those months. */
export function variableLast12Months(items: readonly VariablePay[]): Figure {
  const { items: counting, unresolved } = resolveVariable(items.filter(isVariablePay));
  const { formula, inputs } = sumOf(counting, periodNote);
  const step = { target: 'variableLast12Months', formula: `round(${formula}, 2)`, inputs };
  const reason = duplicateReason(unresolved) ?? currencyReason(counting);
  if (reason !== null) return withoutFigure(step, reason);
  return figure(step, counting, rounded(total(counting)));
}

/** The hours of a full-time week and their source; or the reason, in a sentence or two, why they are unknown. */
export type WeeklyHours = { hours: string; source: string } | { hours: null; reason: string };

/** The yearly base at full time, per hour of a full-time week. */
export function hourlyBase(yearly: Figure, weeklyHours: WeeklyHours): Figure {
  const target = 'hourlyBase';
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

/**
 * The yearly total of Lucca's items at the person's own working time, as in Lucca's own yearly figure; null if it is unknown which items
 * count, or how often a year one is paid.
 */
export function yearlyAsWorked(items: readonly FixedPay[]): Decimal | null {
  const inFigure = items.filter(({ treatment }) => treatment.kind !== 'IGNORED' && treatment.isInLuccasFigure);
  const { items: counting, unresolved } = resolveFixed(inFigure);
  if (unresolved.length > 0) return null;
  const amounts = counting.map(yearlyAmount);
  return amounts.every((amount) => amount !== null) ? sum(amounts) : null;
}

/** How a yearly amount is converted: to full time, or to the person's working time. */
type Conversion = {
  /** What is appended to the term of an item; null if the share of full time is not needed. */
  byShare(treatment: Treatment): ' ÷ share' | ' × share' | null;
};

const yearlyFull: Conversion = { byShare: (treatment) => (isDivided(treatment) ? ' ÷ share' : null) };
const yearlyWorked: Conversion = { byShare: ({ field }) => (field?.isAtFullTime ? ' × share' : null) };

function converted(item: FixedPay, { fullTimeEquivalent }: WorkingShare, { byShare }: Conversion): Decimal | null {
  const yearly = yearlyAmount(item);
  const how = byShare(item.treatment);
  if (yearly === null || how === null) return yearly;
  return how === ' × share' ? yearly.times(fullTimeEquivalent) : yearly.dividedBy(fullTimeEquivalent);
}

function annual(
  target: string,
  items: readonly FixedPay[],
  paid: readonly VariablePay[],
  share: WorkingShare,
  conversion = yearlyFull,
): Figure {
  const fixed = resolveFixed(items);
  const variable = resolveVariable(paid);
  const counting = [...fixed.items, ...variable.items];
  const terms = fixed.items.map(({ treatment }, index) => {
    return `amount${index + 1} × payments${index + 1}${conversion.byShare(treatment) ?? ''}`;
  });
  const inputs = fixed.items.flatMap((item, index) => [
    amountInput(item, index, itemNote(item)),
    paymentsInput(item.treatment, index),
  ]);
  for (const [index, item] of variable.items.entries()) {
    terms.push(`amount${fixed.items.length + index + 1}`);
    inputs.push(amountInput(item, fixed.items.length + index, periodNote(item)));
  }
  if (fixed.items.some(({ treatment }) => conversion.byShare(treatment) !== null))
    inputs.push(`share = ${share.fullTimeEquivalent} of full time (${share.source})`);
  const step = { target, formula: `round(${terms.join(' + ')}, 2)`, inputs };
  const amounts = fixed.items.map((item) => converted(item, share, conversion));
  const reason =
    overlapReason(fixed.unresolved) ??
    duplicateReason(variable.unresolved) ??
    amountReason(counting) ??
    currencyReason(counting) ??
    paymentsReason(fixed.items);
  if (reason !== null) return withoutFigure(step, reason);
  const known = amounts.filter((amount) => amount !== null);
  return figure(step, counting, rounded(sum([...known, total(variable.items)])));
}

/** An item's amount × its payments a year, at the person's working time; null if these or the currency are not known. */
export const annualOf = (item: FixedPay, share: WorkingShare) => moneyOf(item, converted(item, share, yearlyWorked));

/** The same at full time: divided by the share of full time if the nature is proportional to working time. */
export const annualFullTimeOf = (item: FixedPay, share: WorkingShare) =>
  moneyOf(item, converted(item, share, yearlyFull));

const moneyOf = ({ currency }: FixedPay, amount: Decimal | null) =>
  currency === null || amount === null ? null : { amount: rounded(amount), currency };

function yearlyAmount({ amount, treatment: { paymentsPerYear } }: FixedPay): Decimal | null {
  return paymentsPerYear === null || amount === null ? null : new Decimal(amount).times(paymentsPerYear);
}

/** The sum of items whose amounts are known. */
const total = (items: readonly PayItem[]) => sum(items.map(({ amount }) => new Decimal(amount ?? 0)));

function sumOf<Item extends PayItem>(items: readonly Item[], noteOf: (item: Item) => string) {
  return {
    formula: items.map((_, index) => `amount${index + 1}`).join(' + '),
    inputs: items.map((item, index) => amountInput(item, index, noteOf(item))),
  };
}

/** A figure in the currency of its items. */
export function figure(step: Step, items: readonly PayItem[], amount: string): Figure {
  const currency = sharedCurrency(items);
  return { money: currency === null ? null : { amount, currency }, step };
}

/** A figure that is not known, for a reason. */
export const withoutFigure = (step: Step, reason: string): Figure => ({
  money: null,
  step: { ...step, formula: 'none', inputs: [reason, ...step.inputs] },
});
