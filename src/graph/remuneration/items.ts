import type { Account } from '../../accounts/accounts.ts';
import { isIncomplete, type PartialRows, withCompleteness } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { Figure } from '../../pay/figures.ts';
import type { FixedPaySpan } from '../../pay/grossPay.ts';
import { withWeek } from '../../pay/hourly.ts';
import type { FixedPay, VariablePay } from '../../pay/items.ts';
import type { GraphContext } from '../context.ts';
import { skippedRow } from '../dataGaps/gap.ts';
import type { FixedPayItem, RemunerationParent, VariableRemunerationItemParent } from '../parents.ts';
import { type Inference, treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { onceFor } from '../server/onceFor.ts';
import { weekOf } from './contracts.ts';

/** An item with its treatment, and the contract it belongs to. */
export type WithContract<Pay extends FixedPay | VariablePay> = Pay & { workContractId: number };

/** Lucca's item in the terms of `src/pay`, still without the amount and the treatment. */
export const payItemOf = (item: FixedPayItem | VariableRemunerationItemParent) => ({
  luccaId: luccaIdOf(item),
  natureId: item.natureId,
  natureName: item.nature?.name ?? null,
  currency: item.currency,
  workContractId: item.workContractId,
});

/** Lucca's number of an item; for an amount of a personnel file, Lucca's id of the custom field. */
export const luccaIdOf = (item: FixedPayItem | VariableRemunerationItemParent): number | string =>
  ('fileField' in item ? item.fileField?.id : null) ?? item.id;

/** The fixed items with their treatments. Without an inference, payments a year are known only if the account has set them. */
export function fixedPay(
  { fixedItems }: RemunerationParent,
  context: GraphContext,
  inference?: Inference,
): PartialRows<WithContract<FixedPaySpan>> {
  const { account } = context.connection();
  return withCompleteness(
    fixedItems.map((item) => fixedPayItem(item, account, inference)),
    fixedItems,
  );
}

/** One fixed item with its treatment. */
export const fixedPayItem = (
  item: FixedPayItem,
  account: Account,
  inference?: Inference,
): WithContract<FixedPaySpan> => ({
  ...payItemOf(item),
  amount: item.amount,
  startsOn: item.startsOn,
  endsOn: item.endsOn,
  isCurrencyAssumed: item.fileField?.isCurrencyAssumed ?? false,
  treatment: treatmentOfItem('FIXED', item, account, inference),
});

/** One item of a person's pay with its treatment; payments a year that are not set may need requests to Lucca. */
export const fixedPayItemWithPayments = (
  item: FixedPayItem,
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<FixedPay> => mapValue(treating(pay, context), (treated) => treated(item));

/** The same for all fixed items of a person's pay, once for all figures. */
export const fixedPayWithPayments = onceFor(
  (pay: RemunerationParent, context: GraphContext): PromiseOrValue<PartialRows<WithContract<FixedPay>>> =>
    mapValue(treating(pay, context), (treated) => withCompleteness(pay.fixedItems.map(treated), pay.fixedItems)),
);

/** Treats items with the payments a year that are set, inferred, or, for an hourly amount, the hours of a full-time year. */
function treating(
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<(item: FixedPayItem) => WithContract<FixedPay>> {
  const { account } = context.connection();
  if (!pay.personnelFile)
    return mapValue(
      context.inferences.of(account, context),
      (inference) => (item: FixedPayItem) => fixedPayItem(item, account, inference),
    );
  const isHourly = pay.fixedItems.some(({ fileField }) => fileField?.treatment.field?.isHourly);
  if (!isHourly) return (item) => fixedPayItem(item, account);
  return mapValue(weekOf(pay, context), (week) => (item: FixedPayItem) => {
    const each = fixedPayItem(item, account);
    const known = week.hours === null ? { hours: null, reason: week.gap.message } : week;
    return { ...each, treatment: withWeek(each.treatment, known) };
  });
}

/** A figure computed from items; null if an item is known to be missing, because the figure would look right and be wrong. */
export const unlessIncomplete = (items: PartialRows<unknown>, figure: Figure): Figure =>
  isIncomplete(items)
    ? { money: null, step: { target: figure.step.target, formula: 'none', inputs: [skippedRow.message] } }
    : figure;
