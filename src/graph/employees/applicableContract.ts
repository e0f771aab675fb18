import { LRUCache } from 'lru-cache';
import type { Fetched, Rows } from '../../cache/rows.ts';
import { groupBy } from '../../groupBy.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { contractOn } from '../contracts/inForce.ts';
import { onceFor } from '../server/onceFor.ts';

type ByPerson = ReadonlyMap<number, Fetched<WorkContract>>;

/**
 * The contract that applies to somebody today: the ongoing one, else the next, else the last. Lucca marks it; if it marks none, the dates
 * decide.
 */
export const applicableOf = (contracts: Rows<WorkContract>, today: string): Fetched<WorkContract> | null =>
  contracts.find(({ isApplicable }) => isApplicable) ?? applicableByDates(contracts, today);

/** The contract that applied to somebody on another day, by the same rule. Lucca does not mark it. */
function applicableByDates(contracts: Rows<WorkContract>, day: string): Fetched<WorkContract> | null {
  const inOrder = contracts.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  return contractOn(inOrder, day) ?? inOrder.find(({ startsOn }) => startsOn > day) ?? inOrder.at(-1) ?? null;
}

/** The contract that applies to each person today, by Lucca's number. */
export const applicableContracts = createTables(applicableOf);

/** The contract that applied to each person on another day, by Lucca's number. */
export const applicableContractsOn = createTables(applicableByDates);

/** Computes the table of a day once for each list of contracts. */
function createTables(applicable: typeof applicableOf) {
  // After midnight, requests of the previous day may still be running.
  const tables = onceFor((_: Rows<WorkContract>) => new LRUCache<string, ByPerson>({ max: 3 }));
  return (contracts: Rows<WorkContract>, day: string): ByPerson => {
    const known = tables(contracts).get(day);
    if (known) return known;
    const table: ByPerson = new Map(
      [...groupBy(contracts, ({ ownerId }) => ownerId)].flatMap(([id, theirs]) => {
        const contract = applicable(theirs, day);
        return contract ? [[id, contract] as const] : [];
      }),
    );
    tables(contracts).set(day, table);
    return table;
  };
}
