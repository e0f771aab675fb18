import type { Rows } from '../../cache/rows.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { relationOf, termOf } from '../contracts/kind.ts';
import type { ContractRelation, ContractTerm } from '../generated.ts';
import { onceFor } from '../server/onceFor.ts';

/** What kind of contract applies to each person, by Lucca's number: the ongoing one, else the next, else the last. */
export const applicableKinds = onceFor(
  (contracts: Rows<WorkContract>) =>
    new Map<number, { term: ContractTerm; relation: ContractRelation | null }>(
      contracts
        .filter(({ isApplicable }) => isApplicable)
        .map((contract) => [contract.ownerId, { term: termOf(contract), relation: relationOf(contract) }]),
    ),
);
