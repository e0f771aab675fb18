import { Decimal } from './decimals.ts';
import {
  type Figure,
  type FixedPay,
  isBase,
  isFixedPay,
  isVariablePay,
  onlyCurrency,
  type VariablePay,
  yearlyAsWorked,
} from './figures.ts';

/** What is to be known about the figures of a person's pay. */
export type WarningCode = keyof typeof messages;

/** A warning, with a sentence that is safe to show. */
export type Warning = { code: WarningCode; message: string };

const messages = {
  FTE_ASSUMED:
    'The share of full time is not known for this day: the figures at full time rest on the one of today, or on full time.',
  PERIODICITY_GUESSED:
    'How often a year an item is paid is not known: 12 times is assumed. Set it in the mapping of the account.',
  PROPORTIONALITY_GUESSED:
    'Whether an item follows the working time is not known, and it is brought to full time as if it did. Set it in the mapping of the account.',
  MIXED_CURRENCIES: 'Items are in more than one currency, or in one that cannot be told: they are not added up.',
  QUANTITY_ITEM_IGNORED:
    'An item of the last 12 months counts hours, days or pieces rather than money: no figure holds it.',
  UNMAPPED_NATURE:
    'What an item counts as is not known: it is counted as OTHER. Set its kind in the mapping of the account.',
  IMPLAUSIBLE_AMOUNT:
    'The yearly base salary at full time is outside of what anybody earns: the amount or its period is likely wrong.',
  DIFFERS_FROM_LUCCA: "The yearly total of the items differs from Lucca's own yearly figure by more than 0.5 %.",
  UPSTREAM_ERROR:
    'Something that figures or warnings rest on could not be read from Lucca, or may not have been. Figures known to lack something are null, and warnings that need it are missing.',
} as const;

/** What the warnings of one person's pay on one day rest on. */
export type Basis = {
  fixed: readonly FixedPay[];
  /** Those of the last 12 months. */
  variable: readonly VariablePay[];
  /** Null where it could not be read. */
  annualBase: Figure | null;
  /** Whether the share of full time is not known for this very day. */
  isShareAssumed: boolean;
  /** Whether the share of full time that the figures are made with is below 1. */
  isPartTime: boolean;
  /** Whether the person learns while working: such pay may be next to nothing. */
  isTrainee: boolean;
  /** Lucca's own yearly figure, where it is about this day. */
  theoretical: string | null;
  /** Whether Lucca could be read for all of these, and nothing of it was left out. */
  isAllRead: boolean;
};

/** Everything that is to be known about the figures, in the order of the codes. */
export function warningsOf(basis: Basis): Warning[] {
  const { fixed, variable, annualBase, isShareAssumed, isPartTime, isTrainee, theoretical, isAllRead } = basis;
  const yearly = fixed.filter(isFixedPay);
  const counted = [...yearly, ...variable.filter(isVariablePay)];
  const isMixed = (items: readonly FixedPay[]) => items.length > 0 && onlyCurrency(items) === null;
  const holds: Record<WarningCode, boolean> = {
    FTE_ASSUMED: isShareAssumed && yearly.some(({ rule }) => rule.isProportionalToWorkingTime),
    PERIODICITY_GUESSED: yearly.some(({ rule }) => rule.paymentsOrigin === 'ASSUMED'),
    PROPORTIONALITY_GUESSED:
      isPartTime &&
      yearly.some(({ rule }) => rule.isProportionalToWorkingTime && rule.proportionalityOrigin === 'ASSUMED'),
    MIXED_CURRENCIES: isMixed(yearly) || isMixed(yearly.filter(isBase)) || isMixed(variable.filter(isVariablePay)),
    QUANTITY_ITEM_IGNORED: variable.some(({ isQuantity, rule }) => isQuantity && rule.kind !== 'IGNORED'),
    UNMAPPED_NATURE: counted.some(({ rule }) => rule.kindOrigin === 'ASSUMED'),
    IMPLAUSIBLE_AMOUNT: isImplausible(annualBase?.money ?? null, isTrainee),
    DIFFERS_FROM_LUCCA: theoretical !== null && isFar(yearlyAsWorked(fixed), new Decimal(theoretical)),
    UPSTREAM_ERROR: !isAllRead,
  };
  return codes.filter((code) => holds[code]).map((code) => ({ code, message: messages[code] }));
}

const codes = Object.keys(messages) as WarningCode[];

function isFar(ours: Decimal, theirs: Decimal): boolean {
  const difference = ours.minus(theirs).abs();
  return difference.greaterThan(1) && difference.greaterThan(theirs.abs().times('0.005'));
}

/** What a euro is worth, to the order of magnitude: enough to tell a salary entered in cents from one in kronor. */
const unitsPerEuro: Record<string, number> = {
  EUR: 1,
  GBP: 1,
  CHF: 1,
  USD: 1,
  CAD: 1,
  AUD: 1,
  SGD: 1,
  BRL: 5,
  PLN: 4,
  RON: 5,
  DKK: 7,
  SEK: 10,
  NOK: 10,
  MAD: 10,
  CZK: 25,
  INR: 100,
  JPY: 150,
  HUF: 400,
};

/**
 * Whether a yearly base at full time is below 5,000 euros or so, 1,000 for who learns while working, or above 1,000,000; never for a
 * currency that is not in the table.
 */
export function isImplausible(yearly: { amount: string; currency: string } | null, isTrainee: boolean): boolean {
  const units = yearly === null ? undefined : unitsPerEuro[yearly.currency];
  if (yearly === null || units === undefined) return false;
  const euros = new Decimal(yearly.amount).dividedBy(units);
  return euros.lessThan(isTrainee ? 1_000 : 5_000) || euros.greaterThan(1_000_000);
}
