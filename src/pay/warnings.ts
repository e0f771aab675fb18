import { Decimal } from './decimals.ts';
import {
  type Figure,
  type FixedPay,
  isBase,
  isFixedPay,
  isVariablePay,
  sharedCurrency,
  type VariablePay,
  yearlyAsWorked,
} from './figures.ts';

/** The codes of warnings about the figures of a person's pay. */
export type WarningCode = keyof typeof messages;

/** A warning, with a sentence that is safe to show. */
export type Warning = { code: WarningCode; message: string };

const messages = {
  FTE_ASSUMED:
    "The share of full time is not known for this day: the figures at full time use today's share, or assume full time.",
  PERIODICITY_GUESSED:
    'How often a year an item is paid is not known: 12 times is assumed. Set it in the mapping of the account.',
  PROPORTIONALITY_GUESSED:
    'It is not known whether an item follows the working time: it is converted to full time as if it did. Set it in the mapping of the account.',
  MIXED_CURRENCIES: 'Items are in more than one currency, or in an unknown one: they are not added up.',
  QUANTITY_ITEM_IGNORED:
    'An item of the last 12 months counts hours, days or pieces rather than money: no figure includes it.',
  UNMAPPED_NATURE: 'The kind of an item is not known: it counts as OTHER. Set its kind in the mapping of the account.',
  IMPLAUSIBLE_AMOUNT:
    'The yearly base salary at full time is not plausible: the amount or its period is probably wrong.',
  DIFFERS_FROM_LUCCA: "The yearly total of the items differs from Lucca's own yearly figure by more than 0.5 %.",
  UPSTREAM_ERROR:
    'Some of the data that figures or warnings need could not be read from Lucca, or may be missing. Figures known to be incomplete are null, and warnings that need the data are missing.',
} as const;

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
  /** Lucca's own yearly figure, if it is about this day. */
  theoretical: string | null;
  /** Whether all of these could be read from Lucca, and no row was skipped. */
  isAllRead: boolean;
};

/** All warnings about the figures, in the order of the codes. */
export function warningsOf(inputs: WarningInputs): Warning[] {
  const { fixed, variable, annualBase, isShareAssumed, isPartTime, isTrainee, theoretical, isAllRead } = inputs;
  const yearly = fixed.filter(isFixedPay);
  const counted = [...yearly, ...variable.filter(isVariablePay)];
  const isMixed = (items: readonly FixedPay[]) => items.length > 0 && sharedCurrency(items) === null;
  const isDue: Record<WarningCode, boolean> = {
    FTE_ASSUMED: isShareAssumed && yearly.some(({ treatment }) => treatment.isProportionalToWorkingTime),
    PERIODICITY_GUESSED: yearly.some(({ treatment }) => treatment.paymentsOrigin === 'ASSUMED'),
    PROPORTIONALITY_GUESSED:
      isPartTime &&
      yearly.some(
        ({ treatment }) => treatment.isProportionalToWorkingTime && treatment.proportionalityOrigin === 'ASSUMED',
      ),
    MIXED_CURRENCIES: isMixed(yearly) || isMixed(yearly.filter(isBase)) || isMixed(variable.filter(isVariablePay)),
    QUANTITY_ITEM_IGNORED: variable.some(({ isQuantity, treatment }) => isQuantity && treatment.kind !== 'IGNORED'),
    UNMAPPED_NATURE: counted.some(({ treatment }) => treatment.kindOrigin === 'ASSUMED'),
    IMPLAUSIBLE_AMOUNT: isImplausible(annualBase?.money ?? null, isTrainee),
    DIFFERS_FROM_LUCCA: theoretical !== null && isFar(yearlyAsWorked(fixed), new Decimal(theoretical)),
    UPSTREAM_ERROR: !isAllRead,
  };
  return codes.filter((code) => isDue[code]).map((code) => ({ code, message: messages[code] }));
}

const codes = Object.keys(messages) as WarningCode[];

function isFar(ours: Decimal, theirs: Decimal): boolean {
  const difference = ours.minus(theirs).abs();
  return difference.greaterThan(1) && difference.greaterThan(theirs.abs().times('0.005'));
}

/** Rough exchange rates: enough to distinguish a salary entered in cents from one in kronor. */
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
 * Whether a yearly base at full time is below about 5,000 euros (1,000 for interns and apprentices) or above 1,000,000; false for
 * currencies without a rate.
 */
export function isImplausible(yearly: { amount: string; currency: string } | null, isTrainee: boolean): boolean {
  const units = yearly === null ? undefined : unitsPerEuro[yearly.currency];
  if (yearly === null || units === undefined) return false;
  const euros = new Decimal(yearly.amount).dividedBy(units);
  return euros.lessThan(isTrainee ? 1_000 : 5_000) || euros.greaterThan(1_000_000);
}
