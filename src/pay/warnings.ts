import { Decimal } from './decimals.ts';
import { type Figure, yearlyAsWorked } from './figures.ts';
import type { GrossPay } from './grossPay.ts';
import { type FixedPay, sharedCurrency, type VariablePay, withoutPayments } from './items.ts';
import {
  isBase,
  isFixedPay,
  isFixedPayAsPaid,
  isGuaranteed,
  isGuaranteedAsPaid,
  isTarget,
  isTargetOfPeriod,
  isVariablePay,
} from './kinds.ts';
import { resolveFixed, resolveVariable } from './overlaps.ts';
import { isImplausible } from './plausibility.ts';
import { amountReason, duplicateReason, overlapReason, paymentsReason } from './reasons.ts';
import { isDivided } from './treatments.ts';
import { type WarningCode, type WarningSeverity, warningCodes, warningTexts } from './warningTexts.ts';

/** The figures of `Remuneration` that a warning may be about, in the order of the schema. */
const figureFields = [
  'baseSalary',
  'annualBaseFullTime',
  'annualFixedFullTime',
  'annualGuaranteedFullTime',
  'annualVariableTarget',
  'variableLast12Months',
  'annualGrossPay',
  'hourlyBase',
  'luccaTheoreticalAnnual',
] as const;

/** The name of a figure. */
export type FigureField = (typeof figureFields)[number];

/**
 * A warning: the names of the figures and the ids of the items (or custom fields) that it applies to, and a sentence that is safe to show.
 */
export type Warning = {
  code: WarningCode;
  severity: WarningSeverity;
  fields: FigureField[];
  items: (number | string)[];
  message: string;
};

/** What the warnings about one person's pay on one day depend on. */
export type WarningInputs = {
  fixed: readonly FixedPay[];
  /** Those of the last 12 months. */
  variable: readonly VariablePay[];
  /** Null where it could not be read. */
  annualBase: Figure | null;
  /** Whether the share of full time is assumed for this day. */
  isShareAssumed: boolean;
  /** Whether the share of full time used in the figures is below 1. */
  isPartTime: boolean;
  /** Whether the person is an intern or an apprentice, whose pay may be very low. */
  isTrainee: boolean;
  /** Whether several contracts of the person are in force on this day. */
  hasSeveralContracts: boolean;
  /** Lucca's own yearly figure, if it is of this day. */
  theoretical: string | null;
  /** Whether that figure is text that can be read in several ways. */
  isTheoreticalAmbiguous: boolean;
  /** Why the share of full time could not be read from the personnel file; null if it could, or if it is not read from there. */
  shareUnread: string | null;
  /** The figures whose data could not be read from Lucca, or may be incomplete. */
  unread: readonly FigureField[];
};

/** What a warning applies to; there is no warning if it applies to no figure. */
type Subject = {
  fields: Iterable<FigureField>;
  items?: readonly { luccaId: number | string }[];
  message?: string | null;
};

const nothing: Subject = { fields: [] };

/** All warnings about the figures, in the order of the codes. */
export function warningsOf(inputs: WarningInputs): Warning[] {
  const subjects = subjectsOf(inputs);
  return warningCodes.flatMap((code) => {
    const { fields, items = [], message } = subjects[code];
    const touched = new Set(fields);
    if (touched.size === 0) return [];
    return {
      code,
      severity: warningTexts[code].severity,
      fields: figureFields.filter((field) => touched.has(field)),
      items: items.map(({ luccaId }) => luccaId),
      message: message ?? warningTexts[code].message,
    };
  });
}

function subjectsOf(inputs: WarningInputs): Record<WarningCode, Subject> {
  const { fixed, variable, annualBase, isShareAssumed, isPartTime, isTrainee, theoretical } = inputs;
  const yearly = fixed.filter(isFixedPay);
  const targets = fixed.filter(isTarget);
  const counted = variable.filter((item) => variableFieldsOf([item]).length > 0);
  const proportional = [...yearly, ...targets].filter(needsShare);
  const guessed = yearly.filter(({ treatment }) => treatment.paymentsOrigin === 'ASSUMED');
  const quantities = variable.filter(({ isQuantity, treatment }) => isQuantity && treatment.kind !== 'IGNORED');
  const converted = isPartTime ? proportional : [];
  const isUnmapped = ({ treatment }: FixedPay | VariablePay) => treatment.kindOrigin === 'ASSUMED';
  return {
    FTE_ASSUMED: isShareAssumed ? about(proportional) : nothing,
    PERIODICITY_GUESSED: about(guessed),
    PERIODICITY_UNKNOWN: {
      ...about(withoutPayments([...yearly, ...targets])),
      message: paymentsReason([...yearly, ...targets]),
    },
    PROPORTIONALITY_GUESSED: about(converted.filter(({ treatment }) => treatment.proportionalityOrigin === 'ASSUMED')),
    MIXED_CURRENCIES: mixed([...yearly, ...targets], counted),
    QUANTITY_ITEM_IGNORED: { fields: quantities.map(() => 'variableLast12Months'), items: quantities },
    UNMAPPED_NATURE: {
      fields: [...yearlyFieldsOf(yearly.filter(isUnmapped)), ...variableFieldsOf(counted.filter(isUnmapped))],
      items: [...yearly, ...counted].filter(isUnmapped),
    },
    OVERLAPPING_ITEMS: overlapping([...yearly, ...targets], counted),
    OVERLAPPING_CONTRACTS: inputs.hasSeveralContracts ? { ...about(proportional), items: [] } : nothing,
    IMPLAUSIBLE_AMOUNT: isImplausible(annualBase?.money ?? null, isTrainee) ? about(yearly.filter(isBase)) : nothing,
    DIFFERS_FROM_LUCCA: theoretical !== null && differs(fixed, theoretical) ? about(yearly) : nothing,
    CURRENCY_ASSUMED: assumed([...yearly, ...targets]),
    // Only the gross pay of a year has these two.
    HOURS_ASSUMED: nothing,
    VARIABLE_PAY_UNPROVEN: nothing,
    AMBIGUOUS_AMOUNT: ambiguous(inputs, [...yearly, ...targets]),
    UPSTREAM_ERROR: { fields: inputs.unread },
  };
}

/** The assumptions that the gross pay of a year depends on. Reasons why it is null are in its explanation. */
export function grossWarningsOf(
  { items: { fixed, variable }, components, hourly }: GrossPay,
  { areHoursTold, isVariableProven }: { areHoursTold: boolean; isVariableProven: boolean },
): Warning[] {
  const guessed = fixed.filter(({ treatment }) => treatment.paymentsOrigin === 'ASSUMED');
  const unmapped = [...fixed, ...variable].filter(({ treatment }) => treatment.kindOrigin === 'ASSUMED');
  const warning = (code: WarningCode, items: readonly { luccaId: number | string }[]): Warning => ({
    code,
    ...warningTexts[code],
    fields: ['annualGrossPay'],
    items: items.map(({ luccaId }) => luccaId),
  });
  return [
    ...(guessed.length > 0 ? [warning('PERIODICITY_GUESSED', guessed)] : []),
    ...(unmapped.length > 0 ? [warning('UNMAPPED_NATURE', unmapped)] : []),
    ...(hourly.money !== null && !areHoursTold ? [warning('HOURS_ASSUMED', [])] : []),
    ...(components !== null && !isVariableProven ? [warning('VARIABLE_PAY_UNPROVEN', [])] : []),
  ];
}

/** The yearly figures that fixed items are part of. */
const yearlyFieldsOf = (items: readonly FixedPay[]): FigureField[] =>
  items.flatMap((item) => [
    ...(isBase(item) ? (['annualBaseFullTime', 'hourlyBase'] as const) : []),
    ...(isFixedPay(item) ? (['annualFixedFullTime'] as const) : []),
    ...(isGuaranteed(item) ? (['annualGuaranteedFullTime'] as const) : []),
    ...(isTarget(item) ? (['annualVariableTarget'] as const) : []),
  ]);

/** The figures that variable items are part of. */
const variableFieldsOf = (items: readonly VariablePay[]): FigureField[] =>
  items.flatMap((item) => [
    ...(isFixedPayAsPaid(item) ? (['annualFixedFullTime'] as const) : []),
    ...(isGuaranteedAsPaid(item) ? (['annualGuaranteedFullTime'] as const) : []),
    ...(isTargetOfPeriod(item) ? (['annualVariableTarget'] as const) : []),
    ...(isVariablePay(item) ? (['variableLast12Months'] as const) : []),
  ]);

const about = (items: readonly FixedPay[]): Subject => ({ fields: yearlyFieldsOf(items), items });

const withBaseSalary = (items: readonly FixedPay[]): FigureField[] =>
  items.some(isBase) ? ['baseSalary', ...yearlyFieldsOf(items)] : yearlyFieldsOf(items);

function mixed(fixed: readonly FixedPay[], variable: readonly VariablePay[]): Subject {
  const items = [
    ...fixed.map((item) => ({ item, fields: withBaseSalary([item]) })),
    ...variable.map((item) => ({ item, fields: variableFieldsOf([item]) })),
  ];
  const groups = figureFields.flatMap((field) => {
    const counting = items.filter(({ fields }) => fields.includes(field)).map(({ item }) => item);
    return counting.length > 0 && sharedCurrency(counting) === null ? [{ field, counting }] : [];
  });
  return { fields: groups.map(({ field }) => field), items: [...new Set(groups.flatMap(({ counting }) => counting))] };
}

function overlapping(yearly: readonly FixedPay[], variable: readonly VariablePay[]): Subject {
  const fixed = resolveFixed(yearly).unresolved;
  const twice = resolveVariable(variable).unresolved;
  const reasons = [overlapReason(fixed), duplicateReason(twice)].filter((reason) => reason !== null);
  return {
    fields: [...withBaseSalary(fixed.flat()), ...variableFieldsOf(twice.flat())],
    items: [...fixed.flat(), ...twice.flat()],
    message: reasons.join(' '),
  };
}

/**
 * Text that cannot be read, or can be read in several ways: an amount or the share of full time in a personnel file, or Lucca's own yearly
 * figure.
 */
function ambiguous(inputs: WarningInputs, counted: readonly FixedPay[]): Subject {
  const unread = counted.filter(({ amount }) => amount === null);
  const byShare = inputs.shareUnread === null ? [] : counted.filter(needsShare);
  const messages = [amountReason(unread), byShare.length > 0 ? inputs.shareUnread : null];
  return {
    fields: [
      ...withBaseSalary(unread),
      ...yearlyFieldsOf(byShare),
      ...(inputs.isTheoreticalAmbiguous ? (['luccaTheoreticalAnnual'] as const) : []),
    ],
    items: unread,
    message: messages.filter((message) => message !== null).join(' ') || null,
  };
}

/** Whether a figure of the item needs the share of full time: targets are returned at the person's working time. */
const needsShare = (item: FixedPay) =>
  isTarget(item) ? (item.treatment.field?.isAtFullTime ?? false) : isDivided(item.treatment);

function assumed(counted: readonly FixedPay[]): Subject {
  const items = counted.filter(({ isCurrencyAssumed, currency }) => isCurrencyAssumed && currency !== null);
  return { fields: items.flatMap((item) => withBaseSalary([item])), items };
}

function differs(fixed: readonly FixedPay[], theoretical: string): boolean {
  const ours = yearlyAsWorked(fixed);
  return ours !== null && isFar(ours, new Decimal(theoretical));
}

function isFar(ours: Decimal, theirs: Decimal): boolean {
  const difference = ours.minus(theirs).abs();
  return difference.greaterThan(1) && difference.greaterThan(theirs.abs().times('0.005'));
}
