import { Decimal, rounded, sum } from './decimals.ts';
import type { PayKind, Treatment } from './treatments.ts';

/** A fixed item with its treatment; amounts are decimal text. */
export type FixedPay = {
  luccaId: number;
  natureName: string | null;
  amount: string;
  /** ISO 4217; null where it is not known. */
  currency: string | null;
  treatment: Treatment;
};

/** A variable item with its treatment. */
export type VariablePay = FixedPay & { period: string; isQuantity: boolean };

/** The share of full time a person works, above 0, and where it comes from. */
export type WorkingShare = { fullTimeEquivalent: string; source: string };

/** How a figure was computed: `formula` uses the numbers in `inputs`, each in the form `name = number …`. */
export type Step = { target: string; formula: string; inputs: string[] };

/** A yearly, hourly or periodic figure; null where it is not known, for the reason in the step. */
export type Figure = { money: { amount: string; currency: string } | null; step: Step };

/** The kinds of fixed items in `annualFixedFullTime`; benefits in kind, and variable pay entered as fixed pay, are not included. */
const fixedKinds: readonly PayKind[] = ['BASE_SALARY', 'FIXED_BONUS', 'OTHER'];

/** The kinds of variable items in `variableLast12Months`. */
const variableKinds: readonly PayKind[] = ['VARIABLE_BONUS', 'COMMISSION', 'PROFIT_SHARING', 'FIXED_BONUS', 'OTHER'];

/** Whether an item is part of the base salary. */
export const isBase = ({ treatment }: Pick<FixedPay, 'treatment'>): boolean => treatment.kind === 'BASE_SALARY';

/** Whether an item counts in `annualFixedFullTime`. */
export const isFixedPay = ({ treatment }: Pick<FixedPay, 'treatment'>): boolean => fixedKinds.includes(treatment.kind);

/** Whether an item is an amount of money that counts in `variableLast12Months`. */
export const isVariablePay = ({ treatment, isQuantity }: Pick<VariablePay, 'treatment' | 'isQuantity'>): boolean =>
  !isQuantity && variableKinds.includes(treatment.kind);

/** The sum of the base salary items as entered in Lucca, not rounded. */
export function baseSalary(items: readonly FixedPay[]): Figure {
  const { total, currency, step } = sumOf('baseSalary', items.filter(isBase), itemNote);
  return { money: currency === null ? null : { amount: total.toFixed(), currency }, step };
}

/** Yearly base salary at full time. */
export const annualBaseFullTime = (items: readonly FixedPay[], share: WorkingShare): Figure =>
  annual('annualBaseFullTime', items.filter(isBase), share);

/** Yearly fixed pay at full time. */
export const annualFixedFullTime = (items: readonly FixedPay[], share: WorkingShare): Figure =>
  annual('annualFixedFullTime', items.filter(isFixedPay), share);

/** The variable pay of twelve months, given the items of those months. */
export function variableLast12Months(items: readonly VariablePay[]): Figure {
  const note = (item: VariablePay) => `${itemNote(item)}, pay period ${item.period}`;
  const { total, currency, step } = sumOf('variableLast12Months', items.filter(isVariablePay), note);
  if (currency === null) return { money: null, step };
  return { money: { amount: rounded(total), currency }, step: { ...step, formula: `round(${step.formula}, 2)` } };
}

/** The hours of a full-time week and where they come from; or the reason, in a sentence or two, why they are not known. */
export type WeeklyHours = { hours: string; source: string } | { hours: null; reason: string };

/** The yearly base at full time, per hour of a full-time week. */
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

/** The yearly total of the items at the person's own working time, as in Lucca's own yearly figure. */
export const yearlyAsWorked = (items: readonly FixedPay[]): Decimal =>
  sum(
    items
      .filter(({ treatment }) => treatment.kind !== 'IGNORED' && treatment.isInLuccasFigure)
      .map(({ amount, treatment }) => new Decimal(amount).times(treatment.paymentsPerYear)),
  );

function annual(target: string, items: readonly FixedPay[], share: WorkingShare): Figure {
  const terms = items.map(({ treatment }, index) => {
    const paid = `amount${index + 1} × payments${index + 1}`;
    return treatment.isProportionalToWorkingTime ? `${paid} ÷ share` : paid;
  });
  const inputs = items.flatMap((item, index) => [
    `amount${index + 1} = ${item.amount} ${item.currency ?? '(currency not known)'} (${itemNote(item)})`,
    `payments${index + 1} = ${item.treatment.paymentsPerYear} a year (${paymentsNote(item.treatment)})`,
  ]);
  if (items.some(({ treatment }) => treatment.isProportionalToWorkingTime))
    inputs.push(`share = ${share.fullTimeEquivalent} of full time (${share.source})`);
  const step = { target, formula: `round(${terms.join(' + ')}, 2)`, inputs };
  const currency = sharedCurrency(items);
  if (currency === null) return { money: null, step: withoutFigure(step, items) };
  const amounts = items.map(({ amount, treatment }) => {
    const paid = new Decimal(amount).times(treatment.paymentsPerYear);
    return treatment.isProportionalToWorkingTime ? paid.dividedBy(share.fullTimeEquivalent) : paid;
  });
  return { money: { amount: rounded(sum(amounts)), currency }, step };
}

/** The sum of items as entered in Lucca; its currency is null where they cannot be added, for the reason in the step. */
function sumOf<Item extends FixedPay>(target: string, items: readonly Item[], noteOf: (item: Item) => string) {
  const step = {
    target,
    formula: items.map((_, index) => `amount${index + 1}`).join(' + '),
    inputs: items.map(
      (item, index) =>
        `amount${index + 1} = ${item.amount} ${item.currency ?? '(currency not known)'} (${noteOf(item)})`,
    ),
  };
  const currency = sharedCurrency(items);
  const total = sum(items.map(({ amount }) => new Decimal(amount)));
  return { total, currency, step: currency === null ? withoutFigure(step, items) : step };
}

/** The currency of all items; null where there are several, one is not known, or there is no item. */
export function sharedCurrency(items: readonly { currency: string | null }[]): string | null {
  const [first] = items;
  return first !== undefined && items.every(({ currency }) => currency === first.currency) ? first.currency : null;
}

const withoutFigure = (step: Step, items: readonly FixedPay[]): Step =>
  items.length === 0
    ? { ...step, formula: 'none', inputs: ['No item counts here on this day.'] }
    : { ...step, formula: 'none', inputs: ['The items are not in one known currency.', ...step.inputs] };

const itemNote = ({ natureName, luccaId }: FixedPay) => `${natureName ?? 'no name'}, item ${luccaId}`;

function paymentsNote({ paymentsOrigin, confidence }: Treatment): string {
  if (paymentsOrigin === 'ASSUMED') return 'not known, as is usual';
  return paymentsOrigin === 'ACCOUNT_SETTING'
    ? 'set for the account'
    : `inferred from Lucca's yearly figures, confidence ${confidence}`;
}
