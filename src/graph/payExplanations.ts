import { after, type Maybe } from '../loaders/maybe.ts';
import { type FixedPay, isBase, isFixedPay, isVariablePay } from '../pay/figures.ts';
import type { GraphContext } from './context.ts';
import { contractOn } from './contracts.ts';
import type { Explain } from './explanations.ts';
import { emptiness, type Gap, gap } from './gap.ts';
import type { RemunerationParent } from './parents.ts';
import { fixedFigures, fixedPay, theoreticalOf, variablePay } from './remunerationFigures.ts';

type Items = readonly Pick<FixedPay, 'currency'>[];

/** A figure is null where there is no item for it, or its items are not in one known currency. */
const byItems =
  (itemsOf: (pay: RemunerationParent, context: GraphContext) => Maybe<Items>): Explain<RemunerationParent> =>
  (pay, { context, usual }) =>
    after(itemsOf(pay, context), (items) => withoutFigure(items, context, usual));

const base = byItems((pay, context) => fixedPay(pay, context).filter(isBase));

/** Why figures of pay are null; what is looked at here has been read for the figures themselves. */
export const payExplanations: Record<string, Explain<RemunerationParent>> = {
  currency: byItems(({ fixedItems }) => fixedItems),
  baseSalary: base,
  annualBaseFullTime: base,
  annualFixedFullTime: byItems((pay, context) => fixedPay(pay, context).filter(isFixedPay)),
  variableLast12Months: byItems((pay, context) =>
    after(variablePay(pay, context), (items) => items.filter(isVariablePay)),
  ),
  hourlyGross: (pay, { context, usual }) =>
    after(fixedFigures(pay, context), ({ fixed, annualBase }) =>
      annualBase.money === null ? withoutFigure(fixed.filter(isBase), context, usual) : withoutHours(pay, context),
    ),
  luccaTheoreticalAnnual: (pay, { context, usual }) => {
    // Lucca keeps no history of it.
    if (pay.asOf !== context.today) return null;
    return after(theoreticalOf(pay, context), (amount) =>
      amount === null ? usual() : withoutFigure(pay.fixedItems, context, usual),
    );
  },
};

function withoutFigure(items: Items, context: GraphContext, usual: () => Gap): Gap {
  if (items.length === 0) {
    const why = usual();
    const message = why.message.replace(/^Lucca shows no value/, 'Lucca shows no item that counts here on this day');
    return { ...why, message };
  }
  if (items.every(({ currency }) => currency !== null))
    return gap('NOT_SET_IN_LUCCA', 'The items are in more than one currency, and are not added up.');
  return withoutContracts(context) ?? gap('NOT_SET_IN_LUCCA', 'Lucca does not tell the currency of an item.');
}

function withoutHours({ contracts, asOf }: RemunerationParent, context: GraphContext): Gap {
  const unknown = "The hours of a full-time week are not known. Set the account's `weeklyHoursAtFullTime`.";
  return (contractOn(contracts, asOf) === null ? withoutContracts(context) : null) ?? gap('NOT_SET_IN_LUCCA', unknown);
}

/** Currency and country are joined through the contract. */
function withoutContracts(context: GraphContext): Gap | null {
  const why = emptiness('EMPLOYEE_CONTRACTS', context);
  return why.reason === 'PERMISSION_MISSING' ? why : null;
}
