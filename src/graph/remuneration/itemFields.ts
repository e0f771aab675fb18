import { combine, mapValue } from '../../loaders/promiseOrValue.ts';
import { annualFullTimeOf, annualOf } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import type { FixedPayItem, VariableRemunerationItemParent } from '../parents.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { idOf } from '../server/ids.ts';
import { fixedPayItemWithPayments } from './items.ts';
import { shareOf } from './person.ts';
import { isQuantity } from './variable.ts';

/** What a fixed item counts as. */
export const kindOfFixed = (item: FixedPayItem, context: GraphContext) =>
  treatmentOfItem('FIXED', item, context.connection().account).kind;

/** Lucca's number of the amendment an item belongs to; 0 stands for none. */
const amendmentOf = ({ workContract }: FixedPayItem | VariableRemunerationItemParent) =>
  workContract.amendmentId ? String(workContract.amendmentId) : null;

const moneyOf = ({ amount, currency }: { amount: string; currency: string | null }) =>
  currency === null ? null : { amount, currency };

/** The lines of a person's pay. */
export const remunerationItems: Resolvers = {
  RemunerationItem: {
    __resolveType: (item) => ('period' in item ? 'VariableRemunerationItem' : 'FixedRemunerationItem'),
  },
  FixedRemunerationItem: {
    luccaId: ({ item }) => String(item.id),
    natureId: ({ item }, _, context) => idOf('fixedNature', item.natureId, context),
    natureName: ({ item }) => item.nature?.name ?? null,
    kind: ({ item }, _, context) => kindOfFixed(item, context),
    money: ({ item }) => moneyOf(item),
    // Lucca does not say which fixed items count something other than money.
    quantity: () => null,
    startsOn: ({ item }) => item.startsOn,
    endsOn: ({ item }) => item.endsOn,
    paymentsPerYear: (parent, _, context) =>
      mapValue(fixedPayItemWithPayments(parent.item, context), ({ treatment }) => treatment.paymentsPerYear),
    annual: (parent, _, context) => mapValue(fixedPayItemWithPayments(parent.item, context), annualOf),
    annualFullTime: (parent, _, context) =>
      combine(
        { item: fixedPayItemWithPayments(parent.item, context), share: shareOf(parent.pay, context) },
        ({ item, share }) => annualFullTimeOf(item, share),
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
