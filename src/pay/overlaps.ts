import { groupBy } from '../groupBy.ts';
import type { Treatment } from './treatments.ts';

/** What overlaps depend on. */
type Item = {
  luccaId: number | string;
  natureId: number;
  amount: string | null;
  treatment: Pick<Treatment, 'overlappingItems'>;
};

/** The properties of a fixed item that matter for overlaps; its first day is an ISO date. */
type FixedItem = Item & { startsOn: string };

/** The items that count, and the groups of items that may replace each other. */
export type Resolved<Item> = { items: Item[]; unresolved: Item[][] };

/**
 * Resolves the fixed items in force on one day. Lucca replaces an item by closing it and opening another; if the first one was left open,
 * both are in force, just like two items that are both paid. Only the account knows: without its setting the group is unresolved. So is a
 * group with the setting `LATEST` in which no single item began last.
 */
export const resolveFixed = <I extends FixedItem>(items: readonly I[]): Resolved<I> =>
  resolve(items, ({ natureId }) => natureId, latest);

/** Resolves variable items: the same amount of one nature twice in a pay period may be one bonus that was entered twice. */
export const resolveVariable = <I extends Item & { period: string; isQuantity: boolean }>(
  items: readonly I[],
): Resolved<I> =>
  resolve(
    items,
    ({ natureId, period, amount, isQuantity, luccaId }) => (isQuantity ? luccaId : `${natureId}/${period}/${amount}`),
    (group) => group.at(-1),
  );

function resolve<I extends Item>(
  items: readonly I[],
  keyOf: (item: I) => number | string,
  latestOf: (group: readonly I[]) => I | undefined,
): Resolved<I> {
  const groups = groupBy(items, keyOf);
  const dropped = new Set<I>();
  const unresolved: I[][] = [];
  for (const group of groups.values()) {
    const rule = group[0]?.treatment.overlappingItems ?? null;
    if (group.length < 2 || rule === 'SUM') continue;
    const kept = rule === 'LATEST' ? latestOf(group) : undefined;
    if (kept === undefined) unresolved.push(group);
    else for (const item of group) if (item !== kept) dropped.add(item);
  }
  return { items: items.filter((item) => !dropped.has(item)), unresolved };
}

/** The item that began last; none if two began on the same day. */
function latest<I extends FixedItem>(group: readonly I[]): I | undefined {
  const [last, before] = group.toSorted((a, b) => b.startsOn.localeCompare(a.startsOn));
  return last?.startsOn === before?.startsOn ? undefined : last;
}
