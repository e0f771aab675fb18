import type { Account } from '../../accounts/accounts.ts';
import { isIncomplete, type PartialRows, withCompleteness } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { Figure, FixedPay, VariablePay } from '../../pay/figures.ts';
import type { FixedPaySpan } from '../../pay/grossPay.ts';
import type { GraphContext } from '../context.ts';
import { skippedRow } from '../dataGaps/gap.ts';
import type { FixedPayItem, RemunerationParent, VariableRemunerationItemParent } from '../parents.ts';
import { type Inference, treatmentOfItem } from '../remunerationMapping/treatments.ts';

/** An item with its treatment, and the contract it belongs to. */
export type WithContract<Pay extends FixedPay | VariablePay> = Pay & { workContractId: number };

/** Lucca's item in the terms that figures are computed in; the treatment is still missing. */
export const payItemOf = (item: FixedPayItem | VariableRemunerationItemParent) => ({
  luccaId: item.id,
  natureId: item.natureId,
  natureName: item.nature?.name ?? null,
  amount: item.amount,
  currency: item.currency,
  workContractId: item.workContractId,
});

/** The fixed items with their treatments. Without an inference, payments a year are known only where the account has set them. */
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
  startsOn: item.startsOn,
  endsOn: item.endsOn,
  treatment: treatmentOfItem('FIXED', item, account, inference),
});

/** One fixed item with its treatment; an inference may need requests to Lucca. */
export function fixedPayItemWithPayments(item: FixedPayItem, context: GraphContext): PromiseOrValue<FixedPay> {
  const { account } = context.connection();
  return mapValue(context.inferences.of(account, context), (inference) => fixedPayItem(item, account, inference));
}

/** The same, with inferred payments a year where none are set; an inference may need requests to Lucca. */
export function fixedPayWithPayments(
  pay: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<PartialRows<WithContract<FixedPay>>> {
  const { account } = context.connection();
  return mapValue(context.inferences.of(account, context), (inference) => fixedPay(pay, context, inference));
}

/** A figure computed from items; null where an item is known to be missing, because the figure would look right and be wrong. */
export const unlessIncomplete = (items: PartialRows<unknown>, figure: Figure): Figure =>
  isIncomplete(items)
    ? { money: null, step: { target: figure.step.target, formula: 'none', inputs: [skippedRow.message] } }
    : figure;
