import { Decimal } from './decimals.ts';
import {
  amountReason,
  duplicateReason,
  type Figure,
  type FixedPay,
  overlapReason,
  paymentsReason,
  sharedCurrency,
  type VariablePay,
  withoutPayments,
  yearlyAsWorked,
} from './figures.ts';
import type { GrossPay } from './grossPay.ts';
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
import { isDivided } from './treatments.ts';

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

/** Whether the figures may be used: with `BLOCKING`, they must not. */
export type WarningSeverity = 'INFO' | 'CAUTION' | 'BLOCKING';

const texts = {
  FTE_ASSUMED: {
    severity: 'CAUTION',
    message:
      "The share of full time is not known for this day. Figures at full time use today's share, or assume full time.",
  },
  PERIODICITY_GUESSED: {
    severity: 'CAUTION',
    message:
      "It is not known how often a year the base salary is paid: 12 times is assumed. Set `paymentsPerYear` of its nature in the account's mapping.",
  },
  PERIODICITY_UNKNOWN: { severity: 'BLOCKING', message: 'It is not known how often a year an item is paid.' },
  PROPORTIONALITY_GUESSED: {
    severity: 'CAUTION',
    message:
      "It is not known whether an item is proportional to working time: it is converted to full time as if it were. Set `isProportionalToWorkingTime` of its nature in the account's mapping.",
  },
  MIXED_CURRENCIES: {
    severity: 'BLOCKING',
    message: 'Items are in more than one currency, or in an unknown one: they are not added up.',
  },
  QUANTITY_ITEM_IGNORED: {
    severity: 'INFO',
    message: 'An item of the last 12 months counts hours, days or pieces rather than money: no figure includes it.',
  },
  UNMAPPED_NATURE: {
    severity: 'CAUTION',
    message:
      "The kind of an item is not known: it counts as OTHER. Set the `kind` of its nature in the account's mapping.",
  },
  OVERLAPPING_ITEMS: { severity: 'BLOCKING', message: 'Items may replace each other: they are not added up.' },
  OVERLAPPING_CONTRACTS: {
    severity: 'CAUTION',
    message:
      'Two contracts of this person are in force on this day, but Lucca returns only one share of full time, which may be that of either.',
  },
  IMPLAUSIBLE_AMOUNT: {
    severity: 'BLOCKING',
    message: 'The yearly base salary at full time is not plausible: the amount or its period is probably wrong.',
  },
  DIFFERS_FROM_LUCCA: {
    severity: 'CAUTION',
    message: "The yearly total of the items differs from Lucca's own yearly figure by more than 0.5 %.",
  },
  CURRENCY_ASSUMED: {
    severity: 'CAUTION',
    message:
      "The personnel file does not state the currency of an amount. The currency of the country of the person's legal entity is assumed.",
  },
  HOURS_ASSUMED: {
    severity: 'CAUTION',
    message:
      'Lucca returns no working-time arrangement for this person: the hourly pay is wrong if the working time is counted in days.',
  },
  VARIABLE_PAY_UNPROVEN: {
    severity: 'CAUTION',
    message:
      'Lucca returns no variable pay for this person, and it could not be proven that the API key has the right to it: some may be missing.',
  },
  AMBIGUOUS_AMOUNT: {
    severity: 'BLOCKING',
    message:
      "Lucca's own yearly figure is text that can be read in several ways. It is ignored, and not compared with the items.",
  },
  UPSTREAM_ERROR: {
    severity: 'BLOCKING',
    message:
      'Some of the data that figures or warnings need could not be read from Lucca, or may be missing. Figures known to be incomplete are null, and warnings that need the data are missing.',
  },
} as const satisfies Record<string, { severity: WarningSeverity; message: string }>;

/** The codes of warnings about the figures of a person's pay. */
export type WarningCode = keyof typeof texts;

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
  return codes.flatMap((code) => {
    const { fields, items = [], message } = subjects[code];
    const touched = new Set(fields);
    if (touched.size === 0) return [];
    return {
      code,
      severity: texts[code].severity,
      fields: figureFields.filter((field) => touched.has(field)),
      items: items.map(({ luccaId }) => luccaId),
      message: message ?? texts[code].message,
    };
  });
}

const codes = Object.keys(texts) as WarningCode[];

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
    ...texts[code],
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
