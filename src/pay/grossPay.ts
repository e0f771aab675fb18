import { groupBy } from '../groupBy.ts';
import { Decimal, rounded, sum } from './decimals.ts';
import { type Figure, figure, type WeeklyHours, withoutFigure } from './figures.ts';
import { type FixedPay, sharedCurrency, type VariablePay } from './items.ts';
import { isBase, isGross, isGrossAsPaid, type PayKind, payKinds } from './kinds.ts';
import { type Days, monthsIn } from './months.ts';
import { resolveFixed, resolveVariable } from './overlaps.ts';
import { amountReason, currencyReason, duplicateReason, overlapReason, paymentsReason } from './reasons.ts';
import { amountInput, itemNote, paymentsInput, periodNote } from './terms.ts';

/** A fixed item with its treatment, and its last day; null without an end. */
export type FixedPaySpan = FixedPay & { endsOn: string | null };

/** A part of the year in which no item, contract or working time changes. */
export type GrossPart = Days & {
  /** How many contracts are in force. */
  contracts: number;
  items: readonly FixedPaySpan[];
  /** Whether the person works full time; null if that is unknown. */
  isFullTime: boolean | null;
  /** The hours that the person works a week. */
  week: WeeklyHours;
};

/** What the gross pay of a year is computed from: its parts in order, and its variable items. */
export type GrossPayInputs = { year: Days; parts: readonly GrossPart[]; variable: readonly VariablePay[] };

/** The pay of one kind; `isFullTime` is whether it would be the same at full time, null if that is unknown. */
export type GrossComponent = {
  kind: PayKind;
  amount: { amount: string; currency: string };
  isFullTime: boolean | null;
};

/** The gross pay of a year. */
export type GrossPay = {
  total: Figure;
  hourly: Figure;
  /** The hours of `hourly`, with two decimal places. */
  hours: string | null;
  /** In the order of the kinds; null if the pay is not known. */
  components: GrossComponent[] | null;
  /** The items that count. */
  items: { fixed: FixedPaySpan[]; variable: VariablePay[] };
};

/** A fixed item with the months for which it counts; null for an item that was paid once. */
type Counted = { item: FixedPaySpan; months: string | null; isFullTime: boolean | null };

/** What a person was paid in a year, in cash and in kind, and for how many hours. */
export function annualGrossPay({ year, parts, variable }: GrossPayInputs): GrossPay {
  const worked = parts.filter(({ contracts }) => contracts > 0);
  const resolved = worked.map((part) => ({ part, ...resolveFixed(part.items.filter(isGross)) }));
  const paid = resolveVariable(variable.filter(isGrossAsPaid));
  const fixed = countedIn(resolved, year);
  const items = [...fixed.map(({ item }) => item), ...paid.items];
  const unresolved = new Map(
    resolved.flatMap((each) => each.unresolved).map((group) => [group.map(({ luccaId }) => luccaId).join(), group]),
  );
  const reason =
    (worked.length === 0 ? 'The person has no contract in these 12 months.' : null) ??
    overlapReason([...unresolved.values()]) ??
    duplicateReason(paid.unresolved) ??
    baseReason(resolved) ??
    paymentsReason(fixed.map(({ item }) => item)) ??
    unclearReason(fixed.map(({ item }) => item)) ??
    amountReason(items) ??
    currencyReason(items);
  const step = stepOf(fixed, paid.items);
  const counting = { fixed: fixed.map(({ item }) => item), variable: paid.items };
  if (reason !== null) {
    const hourly = { target: 'annualGrossPay.hourly', formula: 'none', inputs: [reason] };
    return {
      total: withoutFigure(step, reason),
      hourly: { money: null, step: hourly },
      hours: null,
      components: null,
      items: counting,
    };
  }
  const pay = rounded(sum([...fixed.map(amountOf), ...paid.items.map(({ amount }) => new Decimal(amount))]));
  const whole = worked.length === parts.length;
  const total = whole ? figure(step, items, pay) : withoutFigure(step, partialReason(worked, year));
  const isFullTime = allOf(worked.map((part) => part.isFullTime));
  const components = componentsOf(fixed, paid.items, isFullTime, sharedCurrency(items) ?? '');
  return { total, ...hourlyOf(pay, worked, year, items), components, items: counting };
}

type Resolved = { part: GrossPart; items: FixedPaySpan[] };

/** Each fixed item that counts in a part of the year, once, with the months that it counts for. */
function countedIn(resolved: readonly Resolved[], year: Days): Counted[] {
  const each = resolved.flatMap(({ part, items }) => items.map((item) => ({ part, item })));
  const byItem = [...groupBy(each, ({ item }) => item.luccaId).values()];
  return byItem.flatMap((uses) => {
    const [first] = uses;
    if (first === undefined) return [];
    const { item } = first;
    const isFullTime = !item.treatment.isProportionalToWorkingTime || allOf(uses.map(({ part }) => part.isFullTime));
    if (!isPaidOnce(item)) {
      const months = monthsIn(
        uses.map(({ part }) => part),
        year,
      );
      return { item, months, isFullTime };
    }
    // Like variable pay, it counts on the day that it is entered for.
    return item.startsOn >= year.startsOn ? { item, months: null, isFullTime } : [];
  });
}

/** Whether an item that is paid less than once a month is entered for a single month, in which it was paid. */
const isPaidOnce = ({ startsOn, endsOn, treatment: { paymentsPerYear } }: FixedPaySpan) =>
  isRare(paymentsPerYear) && endsOn?.slice(0, 7) === startsOn.slice(0, 7);

const isRare = (paymentsPerYear: string | null) =>
  paymentsPerYear !== null && new Decimal(paymentsPerYear).lessThan(12);

function amountOf({ item, months }: Counted): Decimal {
  const amount = new Decimal(item.amount ?? 0);
  if (months === null) return amount;
  return amount
    .times(item.treatment.paymentsPerYear ?? 0)
    .times(months)
    .dividedBy(12);
}

function stepOf(fixed: readonly Counted[], variable: readonly VariablePay[]) {
  const terms = fixed.map(({ months }, index) =>
    months === null ? `amount${index + 1}` : `amount${index + 1} × payments${index + 1} × months${index + 1} ÷ 12`,
  );
  const inputs = fixed.flatMap(({ item, months }, index) =>
    months === null
      ? [amountInput(item, index, `${itemNote(item)}, paid once, for ${item.startsOn.slice(0, 7)}`)]
      : [
          amountInput(item, index, itemNote(item)),
          paymentsInput(item.treatment, index),
          `months${index + 1} = ${months} of 12 (in force under contract)`,
        ],
  );
  for (const [index, item] of variable.entries()) {
    terms.push(`amount${fixed.length + index + 1}`);
    inputs.push(amountInput(item, fixed.length + index, periodNote(item)));
  }
  return { target: 'annualGrossPay.total', formula: `round(${terms.join(' + ')}, 2)`, inputs };
}

/** Why the pay of a period under contract is unknown: no base salary is in force. */
function baseReason(resolved: readonly Resolved[]): string | null {
  const without = resolved.find(({ items }) => !items.some(isBase));
  if (without === undefined) return null;
  const { startsOn, endsOn } = without.part;
  return `No base salary is in force from ${startsOn} to ${endsOn}, although a contract is.`;
}

/** Why it is unknown whether a rare payment was made: the item was in force for less than the time between two payments. */
function unclearReason(items: readonly FixedPaySpan[]): string | null {
  const unclear = items.find(
    (item) =>
      isRare(item.treatment.paymentsPerYear) &&
      !isPaidOnce(item) &&
      item.endsOn !== null &&
      new Decimal(daysOf(item.startsOn, item.endsOn)).times(item.treatment.paymentsPerYear ?? 0).lessThan(360),
  );
  if (unclear === undefined) return null;
  return `${itemNote(unclear)}, is in force from ${unclear.startsOn} to ${unclear.endsOn}, which is shorter than the time between two of its payments: it is not known what was paid.`;
}

const daysOf = (startsOn: string, endsOn: string) => (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;

function partialReason(worked: readonly GrossPart[], year: Days): string {
  const months = rounded(new Decimal(monthsIn(worked, year)));
  return `The person was under contract for ${months} of the 12 months, so this would not be a year's pay. The components and the hourly pay cover that time.`;
}

function hourlyOf(pay: string, worked: readonly GrossPart[], year: Days, items: readonly (FixedPay | VariablePay)[]) {
  const target = 'annualGrossPay.hourly';
  const weeks = new Map<string, { hours: string; source: string; parts: GrossPart[] }>();
  for (const part of worked) {
    const span = `from ${part.startsOn} to ${part.endsOn}`;
    const unknown =
      part.contracts > 1
        ? `Several contracts are in force ${span}.`
        : part.week.hours === null
          ? `The hours ${span} are not known. ${part.week.reason}`
          : null;
    if (unknown !== null || part.week.hours === null)
      return { hourly: { money: null, step: { target, formula: 'none', inputs: [unknown ?? ''] } }, hours: null };
    const { hours, source } = part.week;
    const parts = weeks.get(`${hours} ${source}`)?.parts ?? [];
    weeks.set(`${hours} ${source}`, { hours, source, parts: [...parts, part] });
  }
  const each = [...weeks.values()].map(({ parts, ...week }) => ({ ...week, months: monthsIn(parts, year) }));
  const terms = each.map((_, index) => `week${index + 1} × months${index + 1}`).join(' + ');
  const inputs = each.flatMap(({ hours, source, months }, index) => [
    `week${index + 1} = ${hours} hours (${source})`,
    `months${index + 1} = ${months} of 12 (under contract)`,
  ]);
  const currency = sharedCurrency(items);
  const step = {
    target,
    formula: `round(pay ÷ ((${terms}) × 52 ÷ 12), 2)`,
    inputs: [`pay = ${pay} ${currency} (the components)`, ...inputs],
  };
  const hours = sum(each.map((week) => new Decimal(week.months).times(week.hours)))
    .times(52)
    .dividedBy(12);
  return { hourly: figure(step, items, rounded(new Decimal(pay).dividedBy(hours))), hours: rounded(hours) };
}

function componentsOf(
  fixed: readonly Counted[],
  variable: readonly VariablePay[],
  isFullTime: boolean | null,
  currency: string,
): GrossComponent[] {
  const lines = [
    ...fixed.map((each) => ({
      kind: each.item.treatment.kind,
      amount: amountOf(each),
      isFullTime: each.isFullTime,
    })),
    ...variable.map(({ amount, treatment }) => ({ kind: treatment.kind, amount: new Decimal(amount), isFullTime })),
  ];
  return payKinds.flatMap((kind) => {
    const ofKind = lines.filter((line) => line.kind === kind);
    if (ofKind.length === 0) return [];
    const amount = rounded(sum(ofKind.map((line) => line.amount)));
    return { kind, amount: { amount, currency }, isFullTime: allOf(ofKind.map((line) => line.isFullTime)) };
  });
}

/** Whether all are true; null if that is unknown. */
function allOf(facts: readonly (boolean | null)[]): boolean | null {
  if (facts.includes(false)) return false;
  return facts.includes(null) ? null : true;
}
