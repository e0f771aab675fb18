import { isIncomplete, mayBeIncomplete, type PartialRows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type FixedPay, isBase, isFixedPay, isVariablePay } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import type { Explain, Explanations } from '../dataGaps/explain.ts';
import { type Gap, gap, skippedRow } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import { refusalOfContracts, withoutContracts, withoutHours } from './contracts.ts';
import { mayCurrencyBeSkipped } from './currency.ts';
import { fixedFigures } from './fixed.ts';
import { fixedPay, type WithContract } from './items.ts';
import { theoreticalOf } from './person.ts';
import { variablePay } from './variable.ts';

type Item = Pick<WithContract<FixedPay>, 'currency' | 'workContractId'>;

/** The items from which a figure could be computed, and those included in it. */
type Basis = { items: PartialRows<Item>; counting: readonly Item[]; when: string };

/** A figure is null where there is no item for it, or its items are not in one known currency. */
const byItems =
  (basisOf: (pay: RemunerationParent, context: GraphContext) => PromiseOrValue<Basis>): Explain<RemunerationParent> =>
  (pay, { context, usual }) =>
    mapValue(basisOf(pay, context), (basis) => withoutFigure(basis, pay, context, usual));

const fixed = (pay: RemunerationParent, context: GraphContext, counts: (item: FixedPay) => boolean): Basis => {
  const items = fixedPay(pay, context);
  return { items, counting: items.filter(counts), when: 'on this day' };
};

const base = byItems((pay, context) => fixed(pay, context, isBase));

/** Why figures of pay are null, from rows that have been read for the figures themselves. */
export const payExplanations: Explanations = {
  Remuneration: {
    contract: ({ contracts }, { usual }) =>
      mayBeIncomplete(contracts) ? skippedRow : (refusalOfContracts(contracts) ?? usual()),
    currency: (pay, asked) =>
      pay.fixedItems.length === 0
        ? base(pay, asked)
        : withoutOneCurrency(pay.fixedItems, 'and are not added up', pay, asked.context),
    baseSalary: base,
    annualBaseFullTime: base,
    annualFixedFullTime: byItems((pay, context) => fixed(pay, context, isFixedPay)),
    variableLast12Months: byItems((pay, context) =>
      mapValue(variablePay(pay, context), (items) => ({
        items,
        counting: items.filter(isVariablePay),
        when: 'in the 12 months that end with this day',
      })),
    ),
    hourlyGross: (pay, asked) =>
      mapValue(fixedFigures(pay, asked.context), ({ annualBase }) =>
        annualBase.money === null ? base(pay, asked) : withoutHours(pay, asked.context),
      ),
    luccaTheoreticalAnnual: (pay, { context, usual }) => {
      // Lucca keeps no history of it.
      if (pay.asOf !== context.today) return null;
      return mapValue(theoreticalOf(pay, context), (amount) =>
        amount === null ? usual() : withoutCurrency(pay, context),
      );
    },
  },
};

function withoutFigure(
  { items, counting, when }: Basis,
  pay: RemunerationParent,
  context: GraphContext,
  usual: () => Gap,
): PromiseOrValue<Gap> {
  if (isIncomplete(items) || (counting.length === 0 && mayBeIncomplete(items))) return skippedRow;
  if (items.length === 0) {
    const why = usual();
    return { ...why, message: why.message.replace(/^Lucca shows no value/, `Lucca shows no item ${when}`) };
  }
  if (counting.length === 0) {
    const kinds = "the account's `remunerationMapping` says what natures are read as";
    return gap('NOT_SET_IN_LUCCA', `Lucca shows items ${when}, but none that counts in this figure; ${kinds}.`);
  }
  return withoutOneCurrency(counting, 'and are not added up', pay, context);
}

/** Lucca's own yearly figure has no currency of its own: it is that of the items. */
function withoutCurrency(pay: RemunerationParent, context: GraphContext): PromiseOrValue<Gap> {
  const { fixedItems } = pay;
  const unknown = 'Lucca returns this figure without a currency, and shows no item on this day that would give it.';
  if (fixedItems.length === 0) return mayBeIncomplete(fixedItems) ? skippedRow : gap('NOT_SET_IN_LUCCA', unknown);
  return withoutOneCurrency(fixedItems, 'and that of this figure is unknown', pay, context);
}

function withoutOneCurrency(
  items: readonly Item[],
  consequence: string,
  { contracts }: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<Gap> {
  if (items.every(({ currency }) => currency !== null))
    return gap('NOT_SET_IN_LUCCA', `The items are in more than one currency, ${consequence}.`);
  const unknown = items.filter(({ currency }) => currency === null);
  return mapValue(allValues(unknown.map((item) => mayCurrencyBeSkipped(item, contracts, context))), (isLeftOut) => {
    if (isLeftOut.includes(true)) return skippedRow;
    return (
      withoutContracts(contracts, context) ?? gap('NOT_SET_IN_LUCCA', 'Lucca does not return the currency of an item.')
    );
  });
}
