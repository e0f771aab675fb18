import { combine, mapValue } from '../../loaders/promiseOrValue.ts';
import { annualFullTimeOf, annualOf } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import type { FixedPayItem, VariableRemunerationItemParent } from '../parents.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { idOf } from '../server/ids.ts';
import { fixedPayItemWithPayments, luccaIdOf } from './items.ts';
import { shareOf } from './person.ts';
import { isQuantity } from './variable.ts';

/** What a fixed item counts as. */
export const kindOfFixed = (item: FixedPayItem, context: GraphContext) =>
  treatmentOfItem('FIXED', item, context.connection().account).kind;

/** Lucca's number of the amendment an item belongs to; 0 stands for none. */
const amendmentOf = ({ workContract }: FixedPayItem | VariableRemunerationItemParent) =>
  workContract.amendmentId ? String(workContract.amendmentId) : null;

const moneyOf = ({ amount, currency }: { amount: string | null; currency: string | null }) =>
  amount === null || currency === null ? null : { amount, currency };

/** The lines of a person's pay. */
export const remunerationItems: Resolvers = {
  RemunerationItem: {
    __resolveType: (item) => ('period' in item ? 'VariableRemunerationItem' : 'FixedRemunerationItem'),
  },
  FixedRemunerationItem: {
    luccaId: ({ item }) => String(luccaIdOf(item)),
    natureId: ({ item }, _, context) => item.fileField?.id ?? idOf('fixedNature', item.natureId, context),
    natureName: ({ item }) => item.nature?.name ?? null,
    kind: ({ item }, _, context) => kindOfFixed(item, context),
    money: ({ item }) => moneyOf(item),
    // Lucca does not mark fixed items that count something other than money.
    quantity: () => null,
    startsOn: ({ item }) => item.startsOn,
    endsOn: ({ item }) => item.endsOn,
    paymentsPerYear: (parent, _, context) =>
      mapValue(
        fixedPayItemWithPayments(parent.item, parent.pay, context),
        ({ treatment }) => treatment.paymentsPerYear,
      ),
    annual: ({ item, pay }, _, context) =>
      combine(
        {
          fixed: fixedPayItemWithPayments(item, pay, context),
          // Lucca's own items are entered at the person's working time.
          share: pay.personnelFile ? shareOf(pay, context) : { fullTimeEquivalent: '1', source: 'as entered' },
        },
        ({ fixed, share }) => annualOf(fixed, share),
      ),
    annualFullTime: ({ item, pay }, _, context) =>
      combine(
        { fixed: fixedPayItemWithPayments(item, pay, context), share: shareOf(pay, context) },
        ({ fixed, share }) => annualFullTimeOf(fixed, share),
      ),
    comment: ({ item }) => item.comment,
    amendment: ({ item }) => amendmentOf(item),
    contract: ({ item }) => item.contract,
    freshness: ({ item }) => item,
  },
  VariableRemunerationItem: {
    luccaId: (item) => String(item.id),
    natureId: (item, _, context) => idOf('variableNature', item.natureId, context),
    comment: (item) => item.comments,
    amendment: amendmentOf,
    natureName: (item) => item.nature?.name ?? null,
    kind: (item, _, context) => treatmentOfItem('VARIABLE', item, context.connection().account).kind,
    money: (item) => (isQuantity(item) ? null : moneyOf(item)),
    quantity: (item) => (isQuantity(item) ? item.amount : null),
    isDeleted: (item) => item.isDeleted ?? false,
    freshness: (item) => item,
  },
};
