import { Decimal } from './decimals.ts';

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
