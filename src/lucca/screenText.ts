import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { decimal } from './shape.ts';
import { ambiguous, malformed } from './unread.ts';

const blank = /[\s'’]/;
const currency = /^(?:[A-Z]{3}|\p{Sc}|[A-Za-zł]{1,3}\p{Sc}?)$/u;
const parts = /^([^\d-]*)(-?\d[\d.,\s'’]*\d|-?\d)([^\d]*)$/u;

/** The digits of a currency after the separator, where its code is written; two for all others. */
function digitsOf(sign: string): number {
  if (!/^[A-Z]{3}$/.test(sign)) return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: sign }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/**
 * An amount as decimal text, from text as on the screen (`87,000.00 €`, `87 000,00 €`); otherwise the mark of text that can be read in
 * several ways, such as `87.000`, or in none.
 */
export function amountIn(sent: string): string {
  const [, before = '', number = '', after = ''] = parts.exec(sent.trim()) ?? [];
  const signs = [before.trim(), after.trim()].filter((sign) => sign !== '');
  if (number === '' || signs.length > 1 || !signs.every((sign) => currency.test(sign))) return malformed;
  const [sign = ''] = signs;
  if (sign === '' && /^-?(\d+|\d{4,}\.\d+|0\.\d+|\d+\.\d{1,2})$/.test(number)) return new Decimal(number).toFixed();
  const digits = digitsOf(sign);
  const at = digits === 0 ? -1 : Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const isDecimal = at >= 0 && number.length - at - 1 === digits;
  const whole = isDecimal ? number.slice(0, at) : number;
  const separators = new Set(
    [...whole].filter((each) => !/[\d-]/.test(each)).map((each) => (blank.test(each) ? ' ' : each)),
  );
  if (separators.size > 1 || (isDecimal && separators.has(number.charAt(at)))) return malformed;
  // Without a decimal part, a single comma or point may be either.
  const isAmbiguous = !isDecimal && digits !== 0 && (separators.has('.') || separators.has(','));
  if (!/^-?(\d+|\d{1,3}([.,\s'’]\d{3})+)$/.test(whole)) return malformed;
  if (isAmbiguous) return ambiguous;
  const integer = whole.replace(/[^\d-]/g, '');
  return new Decimal(isDecimal ? `${integer}.${number.slice(at + 1)}` : integer).toFixed();
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code that text stands for: the code itself, or the sign of the euro. Other signs belong to several currencies. */
export function currencyIn(sent: string): string {
  const text = sent.trim().toUpperCase();
  if (text === '€') return 'EUR';
  return codes.has(text) ? text : malformed;
}

/** The text next to the number of an amount; empty if there is none. */
export const signBeside = (sent: string): string => {
  const [, before = '', , after = ''] = parts.exec(sent.trim()) ?? [];
  return `${before}${after}`.trim();
};

const percent = /^(\d{1,3}(?:[.,]\d+)?)\s?%$/;

/** A share of full time as a number up to 1; the mark of unreadable text if it is not a share, or can be read in several ways. */
export function shareIn(sent: unknown): string {
  if (typeof sent !== 'string' && typeof sent !== 'number') return malformed;
  const text = String(sent).trim();
  if (/^(full[ -]time|temps plein)$/i.test(text)) return '1';
  const hundredths = percent.exec(text)?.[1]?.replace(',', '.');
  if (hundredths === undefined && !/^\d+([.,]\d+)?$/.test(text)) return malformed;
  // Lucca does not document the unit: above 10, it can only be a percentage.
  const isHundredths = hundredths !== undefined || Number(text.replace(',', '.')) >= 10;
  const number = new Decimal(hundredths ?? text.replace(',', '.'));
  const share = isHundredths ? number.div(100) : number;
  if (share.isPositive() && !share.isZero() && share.lte(1)) return share.toFixed();
  // Between 1 and 10 it may be either.
  return !isHundredths && share.gt(1) ? ambiguous : malformed;
}

/** An amount of a pay item as decimal text, from a number or text; text that can be read in several ways is an error. */
export const amount = z.union([z.number(), z.string()]).transform((sent, { issues }) => {
  const read: unknown = typeof sent === 'number' ? decimal.parse(sent) : amountIn(sent);
  if (typeof read === 'string') return read;
  issues.push({ code: 'custom', input: sent, message: 'not understood as an amount' });
  return z.NEVER;
});
