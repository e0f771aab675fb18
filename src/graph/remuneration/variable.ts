import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type PartialRows, withCompleteness } from '../../loaders/rows.ts';
import { type Figure, type VariablePay, variableLast12Months } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent, VariableItemParent } from '../parents.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { withCurrencies } from './currency.ts';
import { payItemOf, unlessIncomplete, type WithContract } from './fixed.ts';

/** What was paid in the 12 months that end with the day. */
export const variableFigure = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Figure> =>
  mapValue(variablePay(pay, context), (items) => unlessIncomplete(items, variableLast12Months(items)));

/** A person's variable items, each with its currency. */
export function variableItemsOf(
  { employeeId, contracts }: Pick<RemunerationParent, 'employeeId' | 'contracts'>,
  includeDeleted: boolean,
  context: GraphContext,
): PromiseOrValue<VariableItemParent[]> {
  const { variableItems, variableItemsWithDeleted } = context.connection().loaders;
  const loader = includeDeleted ? variableItemsWithDeleted : variableItems;
  return mapValue(loader.many(employeeId), (items) => withCurrencies(items, contracts, context));
}

/** Keeps the items of the pay periods in the twelve months that end with a day, but those that were deleted. */
export function ofTwelveMonths<Item extends Pick<VariableItemParent, 'period' | 'isDeleted'>>(
  items: readonly Item[],
  asOf: string,
): Item[] {
  // The day a year before need not exist to come after all days before it; after a leap year's it would be one too early.
  const day = asOf.slice(4).replace('-02-28', '-02-29');
  const yearBefore = `${String(Number(asOf.slice(0, 4)) - 1).padStart(4, '0')}${day}`;
  return items.filter(({ period, isDeleted }) => !isDeleted && period > yearBefore && period <= asOf);
}

/** Whether a variable item counts something other than money. */
export const isQuantity = (item: Pick<VariableItemParent, 'nature'>): boolean => item.nature?.type === 'Number';

type VariableItems = PromiseOrValue<PartialRows<WithContract<VariablePay>>>;

const known = new WeakMap<RemunerationParent, VariableItems>();

/** The variable items of the twelve months; found once, however many fields ask for them. */
export function variablePay(pay: RemunerationParent, context: GraphContext): VariableItems {
  const found = known.get(pay) ?? read(pay, context);
  known.set(pay, found);
  return found;
}

function read(pay: RemunerationParent, context: GraphContext): VariableItems {
  const { account, loaders } = context.connection();
  return mapValue(loaders.variableItems.many(pay.employeeId), (items) =>
    mapValue(withCurrencies(ofTwelveMonths(items, pay.asOf), pay.contracts, context), (recent) =>
      withCompleteness(
        recent.map((item) => ({
          ...payItemOf(item),
          period: item.period,
          isQuantity: isQuantity(item),
          treatment: treatmentOfItem('VARIABLE', item, account),
        })),
        items,
      ),
    ),
  );
}
