import type { Fetched, Rows } from '../../cache/rows.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';

/** Whether an item or a contract is in force on a day; its first and last day are included. */
export const isInForce = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string): boolean =>
  startsOn <= day && (endsOn === null || endsOn >= day);

/** The contract in force on a day. The contracts of one person should not overlap; where they do, the first one that Lucca lists. */
export const contractOn = (contracts: Rows<WorkContract>, day: string): Fetched<WorkContract> | null =>
  contracts.find((contract) => isInForce(contract, day)) ?? null;
