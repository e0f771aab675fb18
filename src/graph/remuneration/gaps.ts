import { isIncomplete, mayBeIncomplete, type PartialRows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { Figure } from '../../pay/figures.ts';
import { type FixedPay, sharedCurrency } from '../../pay/items.ts';
import { isBase, isFixedPay, isGuaranteed, isTarget, isVariablePay } from '../../pay/kinds.ts';
import type { GraphContext } from '../context.ts';
import type { Explain, Explanations } from '../dataGaps/explain.ts';
import { type Gap, gap, skippedRow, unreadGap } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import { refusalOfContracts, weekOf, withoutContracts } from './contracts.ts';
import { mayCurrencyBeSkipped } from './currency.ts';
import { annualFixedFigure, annualGuaranteedFigure, annualTargetFigure, baseFigure, fixedFigures } from './fixed.ts';
import { fixedPay, type WithContract } from './items.ts';
import { theoreticalOf, theoreticalUnread } from './person.ts';
import { variableFigure, variablePay } from './variable.ts';

type Item = Pick<WithContract<FixedPay>, 'currency' | 'workContractId'>;

/** The items from which a figure could be computed, and those included in it. */
type Basis = { items: PartialRows<Item>; counting: readonly Item[]; when: string };

/** Something about a person's pay. */
type OfPay<Value> = (pay: RemunerationParent, context: GraphContext) => PromiseOrValue<Value>;

/** A figure is null if there is no item for it, its items are not in one known currency, or a setting of the account is missing. */
const byItems =
  (basisOf: OfPay<Basis>, figureOf: OfPay<Figure>): Explain<RemunerationParent> =>
  (pay, { context, usual }) =>
    mapValue(basisOf(pay, context), (basis) =>
      mapValue(withoutFigure(basis, pay, context, usual), (gap) => gap ?? withoutSetting(figureOf(pay, context))),
    );

/** The setting that a figure needs, which the first line of its explanation names. */
const withoutSetting = (figure: PromiseOrValue<Figure>): PromiseOrValue<Gap> =>
  mapValue(figure, ({ step }) => gap('NOT_SET_IN_LUCCA', step.inputs[0] ?? ''));

const fixed = (pay: RemunerationParent, context: GraphContext, counts: (item: FixedPay) => boolean): Basis => {
  const items = fixedPay(pay, context);
  return { items, counting: items.filter(counts), when: 'on this day' };
};

const onBase = (figureOf: OfPay<Figure>) => byItems((pay, context) => fixed(pay, context, isBase), figureOf);

const baseSalary = onBase((pay, context) => baseFigure(fixedPay(pay, context)));
const annualBase = onBase((pay, context) => mapValue(fixedFigures(pay, context), (figures) => figures.annualBase));

const variable = byItems(
  (pay, context) =>
    mapValue(variablePay(pay, context), (items) => ({
      items,
      counting: items.filter(isVariablePay),
      when: 'in the 12 months ending on this day',
    })),
  variableFigure,
);

const hourlyBase: Explain<RemunerationParent> = (pay, asked) =>
  mapValue(fixedFigures(pay, asked.context), ({ annualBase: yearly }) =>
    yearly.money === null
      ? annualBase(pay, asked)
      : mapValue(weekOf(pay, asked.context), (week) => (week.hours === null ? week.gap : null)),
  );

/** Why figures of pay are null, from rows that have been read for the figures themselves. */
export const payExplanations: Explanations = {
  Remuneration: {
    contract: ({ contracts }, { usual }) =>
      mayBeIncomplete(contracts) ? skippedRow : (refusalOfContracts(contracts) ?? usual()),
    currency: (pay, asked) =>
      pay.fixedItems.length === 0
        ? baseSalary(pay, asked)
        : withoutOneCurrency(pay.fixedItems, 'and are not added up', pay, asked.context),
    baseSalary,
    annualBaseFullTime: annualBase,
    annualFixedFullTime: byItems((pay, context) => fixed(pay, context, isFixedPay), annualFixedFigure),
    annualGuaranteedFullTime: byItems((pay, context) => fixed(pay, context, isGuaranteed), annualGuaranteedFigure),
    annualVariableTarget: byItems((pay, context) => fixed(pay, context, isTarget), annualTargetFigure),
    variableLast12Months: variable,
    variableLast12MonthsByKind: variable,
    monthsWithContract: ({ contracts }, { usual }) =>
      mayBeIncomplete(contracts) ? skippedRow : (refusalOfContracts(contracts) ?? usual()),
    hourlyBase,
    hourlyGross: hourlyBase,
    luccaTheoreticalAnnual: (pay, { context, usual }) => {
      // Lucca keeps no history of it.
      if (pay.asOf !== context.today) return null;
      return mapValue(theoreticalOf(pay, context), (amount) =>
        amount === null
          ? mapValue(theoreticalUnread(pay, context), (why) => (why ? unreadGap(why) : usual()))
          : withoutCurrency(pay, context),
      );
    },
  },
};

const ofFileOnly =
  'Pay is read from personnel files, as the account has set: they contain the agreed pay, not what was paid in each pay period.';

function withoutFigure(
  { items, counting, when }: Basis,
  pay: RemunerationParent,
  context: GraphContext,
  usual: () => Gap,
): PromiseOrValue<Gap | null> {
  if (isIncomplete(items) || (counting.length === 0 && mayBeIncomplete(items))) return skippedRow;
  if (items.length === 0) {
    if (pay.personnelFile) return gap('NOT_SET_IN_LUCCA', ofFileOnly);
    const why = usual();
    return { ...why, message: why.message.replace(/^Lucca returns no value/, `Lucca returns no item ${when}`) };
  }
  if (counting.length === 0) {
    if (pay.personnelFile)
      return gap('NOT_SET_IN_LUCCA', 'No custom field that counts in this figure is filled in for this person.');
    const kinds = "see what natures count as in the account's `remunerationMapping`";
    return gap('NOT_SET_IN_LUCCA', `Lucca returns items ${when}, but none that counts in this figure; ${kinds}.`);
  }
  return sharedCurrency(counting) === null ? withoutOneCurrency(counting, 'and are not added up', pay, context) : null;
}

/** Lucca's own yearly figure has no currency: it is in that of the items. */
function withoutCurrency(pay: RemunerationParent, context: GraphContext): PromiseOrValue<Gap> {
  const { fixedItems } = pay;
  const unknown = 'Lucca returns this figure without a currency, and no item on this day from which to take one.';
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
