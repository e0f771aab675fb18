import type { Treatment } from './treatments.ts';

/** An item with its treatment; the amount is decimal text. */
export type PayItem = {
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

/** The currency of all items; null if there are several, one is not known, or there is no item. */
export function sharedCurrency(items: readonly { currency: string | null }[]): string | null {
  const [first] = items;
  return first !== undefined && items.every(({ currency }) => currency === first.currency) ? first.currency : null;
}

/** Items whose payments a year are not known. */
export const withoutPayments = (items: readonly FixedPay[]) =>
  items.filter(({ treatment }) => treatment.paymentsPerYear === null);
