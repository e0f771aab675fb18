import { Decimal as Base } from 'decimal.js';

/** Exact decimal arithmetic; a division keeps 40 significant digits, and results are rounded once, at the end. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP });

/** An exact decimal number. */
export type Decimal = Base;

/** To two digits after the point, a half away from zero, written with both digits: `45000.50`. */
export const rounded = (amount: Decimal): string => amount.toFixed(2);

/** The sum, exactly; 0 of nothing. */
export const sum = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((total, amount) => total.plus(amount), new Decimal(0));
