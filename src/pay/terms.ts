import type { PayItem, VariablePay } from './items.ts';
import type { Treatment } from './treatments.ts';

/** An amount in a formula, with its number and its source. */
export const amountInput = ({ amount, currency }: PayItem, index: number, note: string) =>
  amount === null
    ? `amount${index + 1} cannot be read (${note})`
    : `amount${index + 1} = ${amount} ${currency ?? '(currency not known)'} (${note})`;

/** The payments a year of an amount in a formula. */
export const paymentsInput = (treatment: Treatment, index: number) =>
  treatment.paymentsPerYear === null
    ? `payments${index + 1} is not known`
    : `payments${index + 1} = ${treatment.paymentsPerYear} a year (${paymentsNote(treatment)})`;

/** The item in words: `Base salary, item 1`, or `the custom field “salary” (e_salary)`. */
export const itemNote = ({ natureName, luccaId, treatment }: PayItem) =>
  treatment.field
    ? `the custom field “${natureName ?? 'no name'}” (${luccaId})`
    : `${natureName ?? 'no name'}, item ${luccaId}`;

/** The variable item in words, with its pay period. */
export const periodNote = (item: VariablePay) => `${itemNote(item)}, pay period ${item.period}`;

function paymentsNote({ paymentsOrigin, confidence, field }: Treatment): string {
  if (field?.isHourly) return field.hoursNote ?? '';
  if (paymentsOrigin === 'ASSUMED') return 'assumed, because it is not known';
  if (paymentsOrigin === 'ACCOUNT_SETTING') return 'set for the account';
  return confidence === null
    ? 'inferred from the months in which it is paid'
    : `inferred from Lucca's yearly figures, confidence ${confidence}`;
}
