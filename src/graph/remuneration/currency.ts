import { type Fetched, mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { FixedItem } from '../../lucca/resources/fixedItems.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { legalEntityOfEstablishment, mayEstablishmentBeSkipped } from '../organisation/ofEstablishment.ts';

type Item = Pick<FixedItem, 'id' | 'workContractId' | 'nature'>;

/**
 * The currency of a pay item, which Lucca does not return with the item: the currency of its nature for the establishment of its contract,
 * else that of the country of the establishment's legal entity, else the only currency its nature has; null if none of these is known.
 */
export function currencyOf(
  item: Item,
  contracts: Rows<WorkContract>,
  context: GraphContext,
): PromiseOrValue<string | null> {
  const contract = contracts.find(({ id }) => id === item.workContractId);
  const establishmentId = contract?.establishmentId ?? null;
  const named = item.nature?.establishments ?? [];
  const byEstablishment = named.find(({ id }) => id === establishmentId)?.currencyCode;
  if (byEstablishment) return byEstablishment;
  return mapValue(legalEntityOfEstablishment(establishmentId, context), (legalEntity) => {
    const only = new Set(named.map(({ currencyCode }) => currencyCode));
    return legalEntity?.country?.currencyCode ?? (only.size === 1 ? ([...only][0] ?? null) : null);
  });
}

/** Whether a row that determines the currency of an item may have been skipped. */
export function mayCurrencyBeSkipped(
  { workContractId }: Pick<Item, 'workContractId'>,
  contracts: Rows<WorkContract>,
  context: GraphContext,
): PromiseOrValue<boolean> {
  const contract = contracts.find(({ id }) => id === workContractId);
  return contract ? mayEstablishmentBeSkipped(contract.establishmentId, context) : mayBeIncomplete(contracts);
}

/**
 * Adds to each item its contract and its currency; each null if it is unknown. Sorted by id, because Lucca's order may change, and the same
 * pay should always have the same explanation.
 */
export const withContracts = <I extends Item>(
  items: readonly I[],
  contracts: Rows<WorkContract>,
  context: GraphContext,
): PromiseOrValue<(I & { currency: string | null; contract: Fetched<WorkContract> | null })[]> =>
  allValues(
    items
      .toSorted((a, b) => a.id - b.id)
      .map((item) => {
        const contract = contracts.find(({ id }) => id === item.workContractId) ?? null;
        return mapValue(currencyOf(item, contracts, context), (currency) => ({ ...item, currency, contract }));
      }),
  );
