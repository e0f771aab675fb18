import { groupBy } from '../groupBy.ts';
import { Decimal, rounded, sum } from './decimals.ts';
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
import { isDivided, type Treatment } from './treatments.ts';

/** An item with its treatment; the amount is decimal text. */
type PayItem = {
  /** Lucca's number; for an amount of a personnel file, Lucca's id of the custom field. */
  luccaId: number | string;
  natureId: number;
  natureName: string | null;
  /** Null for text of a personnel file that cannot be read. */
  amount: string | null;
  /** ISO 4217; null if it is unknown. */
  currency: string | null;
  treatment: Treatment;
};

/** A fixed item with its treatment; its first day is an ISO date. */
export type FixedPay = PayItem & {
  startsOn: string;
  /** Whether the personnel file does not state the currency of the amount. */
  isCurrencyAssumed?: boolean;
};

/** A variable item with its treatment; its pay period is an ISO date. */
export type VariablePay = PayItem & { amount: string; period: string; isQuantity: boolean };

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

/** Items whose payments a year are not known. */
export const withoutPayments = (items: readonly FixedPay[]) =>
  items.filter(({ treatment }) => treatment.paymentsPerYear === null);

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

/** An amount in a formula, with its number and its source. */
export const amountInput = ({ amount, currency }: PayItem, index: number, note: string) =>
  amount === null
    ? `amount${index + 1} cannot be read (${note})`
    : `amount${index + 1} = ${amount} ${currency ?? '(currency not known)'} (${note})`;

/** The payments a year of an amount in a formula. */
export const paymentsInput = (treatment: Treatment, index: number) =>
  treatment.paymentsPerYear === null
    ? `payments${index + 1} is not known`
    : `payments${index + 1} = ${treatment.paymentsPerYear} a year (${paymentsNote(treatment)})`;

/** The currency of all items; null if there are several, one is not known, or there is no item. */
export function sharedCurrency(items: readonly { currency: string | null }[]): string | null {
  const [first] = items;
  return first !== undefined && items.every(({ currency }) => currency === first.currency) ? first.currency : null;
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

/** Why items are not added up: there are none, or they are in several currencies or an unknown one. */
export function currencyReason(items: readonly PayItem[]): string | null {
  if (items.length === 0) return 'No item counts in this figure on this day.';
  return sharedCurrency(items) === null ? 'The items are not in one known currency.' : null;
}

/** Why items are not added up: the text of an amount in a personnel file cannot be read, or can be read in several ways. */
export function amountReason(items: readonly PayItem[]): string | null {
  const unread = items.filter(({ amount }) => amount === null);
  if (unread.length === 0) return null;
  return `The text in ${list(unread.map(itemNote))} cannot be read as one amount.`;
}

/** Why overlapping fixed items are not added up; null if there are none. */
export const overlapReason = (unresolved: readonly (readonly PayItem[])[]): string | null =>
  reasonOf(unresolved, (items) => `${items} are in force on the same day, and may replace each other.`);

/** Why duplicate variable items are not added up; null if there are none. */
export const duplicateReason = (unresolved: readonly (readonly PayItem[])[]): string | null =>
  reasonOf(unresolved, (items) => `${items} are the same amount in the same pay period, and may be one.`);

function reasonOf(unresolved: readonly (readonly PayItem[])[], describe: (items: string) => string): string | null {
  if (unresolved.length === 0) return null;
  const sentences = unresolved.map((group) => describe(itemsNote(group)));
  return `${sentences.join(' ')} Set \`overlappingItems\` of the nature in the account's mapping.`;
}

/** Why items have no yearly amount: it is unknown how often they are paid. Null if it is known. */
export function paymentsReason(items: readonly FixedPay[]): string | null {
  const unknown = withoutPayments(items);
  if (unknown.length === 0) return null;
  const hourly = unknown.find(({ treatment }) => treatment.field?.isHourly);
  if (hourly) return `The hours of a full-time week are not known. ${hourly.treatment.field?.hoursNote ?? ''}`.trim();
  const natures = [...new Set(unknown.map(({ natureName }) => natureName ?? 'no name'))];
  return `It is not known how often a year ${list(natures.map((name) => `“${name}”`))} is paid. Set \`paymentsPerYear\` of the nature in the account's mapping.`;
}

/** `Base salary (items 1 and 2)`. */
const itemsNote = (group: readonly PayItem[]) =>
  `${group[0]?.natureName ?? 'no name'} (items ${list(group.map(({ luccaId }) => String(luccaId)))})`;

const list = (words: readonly string[]) => new Intl.ListFormat('en').format(words);

/** The item in words: `Base salary, item 1`, or `the custom field “salary” (e_salary)`. */
export const itemNote = ({ natureName, luccaId, treatment }: PayItem) =>
  treatment.field
    ? `the custom field “${natureName ?? 'no name'}” (${luccaId})`
    : `${natureName ?? 'no name'}, item ${luccaId}`;

/** The variable item in words, with its pay period. */
export const periodNote = (item: VariablePay) => `${itemNote(item)}, pay period ${item.period}`;

function paymentsNote({ paymentsOrigin, confidence, field }: Treatment): string {
  if (field?.isHourly) return field.hoursNote ?? '';
  if (paymentsOrigin === 'ASSUMED') return 'assumed, because it is not known';
  if (paymentsOrigin === 'ACCOUNT_SETTING') return 'set for the account';
  return confidence === null
    ? 'inferred from the months in which it is paid'
    : `inferred from Lucca's yearly figures, confidence ${confidence}`;
}
