import { Decimal as Base } from 'decimal.js';

/** Exact decimal arithmetic. A division keeps 40 significant digits; results are rounded once, at the end. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP });

/** An exact decimal number. */
export type Decimal = Base;

/** Rounds to two decimal places, halves away from zero, and keeps both digits: `45000.50`. */
export const rounded = (amount: Decimal): string => amount.toFixed(2);

/** The exact sum; 0 without amounts. */
export const sum = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((total, amount) => total.plus(amount), new Decimal(0));
