import { type PartialRows, withCompleteness } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type Figure, variableLast12Months } from '../../pay/figures.ts';
import type { VariablePay } from '../../pay/items.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent, VariableRemunerationItemParent } from '../parents.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { onceFor } from '../server/onceFor.ts';
import { withContracts } from './currency.ts';
import { payItemOf, unlessIncomplete, type WithContract } from './items.ts';

/** The variable pay of the 12 months ending on the day. */
export const variableFigure = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Figure> =>
  mapValue(variablePay(pay, context), (items) => unlessIncomplete(items, variableLast12Months(items)));

/** A person's variable items, each with its currency. */
export function variableItemsOf(
  { employeeId, contracts }: Pick<RemunerationParent, 'employeeId' | 'contracts'>,
  includeDeleted: boolean,
  context: GraphContext,
): PromiseOrValue<VariableRemunerationItemParent[]> {
  const { variableItems, variableItemsWithDeleted } = context.connection().loaders;
  const loader = includeDeleted ? variableItemsWithDeleted : variableItems;
  return mapValue(loader.many(employeeId), (items) => withContracts(items, contracts, context));
}

/** Keeps the items whose pay period is in the twelve months ending on a day, except deleted ones. */
export function ofTwelveMonths<Item extends Pick<VariableRemunerationItemParent, 'period' | 'isDeleted'>>(
  items: readonly Item[],
  asOf: string,
): Item[] {
  // Days are compared as text, so the day a year earlier need not exist. In a year after a leap year, 28 February would be one day too
  // early.
  const day = asOf.slice(4).replace('-02-28', '-02-29');
  const yearBefore = `${String(Number(asOf.slice(0, 4)) - 1).padStart(4, '0')}${day}`;
  return items.filter(({ period, isDeleted }) => !isDeleted && period > yearBefore && period <= asOf);
}

/** Whether a variable item counts something other than money. */
export const isQuantity = (item: Pick<VariableRemunerationItemParent, 'nature'>): boolean =>
  item.nature?.type === 'Number';

type VariableItems = PromiseOrValue<PartialRows<WithContract<VariablePay>>>;

/** The variable items of the twelve months with their treatments, read once for all fields. */
export const variablePay = onceFor((pay: RemunerationParent, context: GraphContext): VariableItems => {
  const { account, loaders } = context.connection();
  // The variable pay in a personnel file is the agreed pay, without a pay period.
  if (pay.personnelFile) return [];
  return mapValue(loaders.variableItems.many(pay.employeeId), (items) => {
    context.work.spend(items.length);
    return mapValue(withContracts(ofTwelveMonths(items, pay.asOf), pay.contracts, context), (recent) =>
      withCompleteness(
        recent.map((item) => ({
          ...payItemOf(item),
          amount: item.amount,
          period: item.period,
          isQuantity: isQuantity(item),
          treatment: treatmentOfItem('VARIABLE', item, account),
        })),
        items,
      ),
    );
  });
});
