import { LRUCache } from 'lru-cache';
import type { Fetched, Rows } from '../../cache/rows.ts';
import { groupBy } from '../../groupBy.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { contractOn } from '../contracts/inForce.ts';
import { onceFor } from '../server/onceFor.ts';

type ByPerson = ReadonlyMap<number, Fetched<WorkContract>>;

/**
 * The contract that applies to somebody: the ongoing one, else the next, else the last. Lucca marks it; where it marks none, the dates
 * decide.
 */
export function applicableOf(contracts: Rows<WorkContract>, today: string): Fetched<WorkContract> | null {
  const marked = contracts.find(({ isApplicable }) => isApplicable);
  if (marked) return marked;
  const inOrder = contracts.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  return contractOn(inOrder, today) ?? inOrder.find(({ startsOn }) => startsOn > today) ?? inOrder.at(-1) ?? null;
}

/** The contract that applies to each person, by Lucca's number. */
export function applicableContracts(contracts: Rows<WorkContract>, today: string): ByPerson {
  const known = tables(contracts).get(today);
  if (known) return known;
  const table: ByPerson = new Map(
    [...groupBy(contracts, ({ ownerId }) => ownerId)].flatMap(([id, theirs]) => {
      const contract = applicableOf(theirs, today);
      return contract ? [[id, contract] as const] : [];
    }),
  );
  tables(contracts).set(today, table);
  return table;
}

// At midnight another day begins, while requests of the day before still run.
const tables = onceFor((_: Rows<WorkContract>) => new LRUCache<string, ByPerson>({ max: 3 }));
