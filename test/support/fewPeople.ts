import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { isThorough } from './thoroughness.ts';

/** How many people stay who are neither an edge case nor at the head of anybody: one of so many. */
const oneOf = 6;
/** A company of so many people is left as it is. */
const smallEnough = 100;

/**
 * The company with fewer people, which is read in half of the time: everybody who is an edge case, all who are above them, and a few more.
 * In a thorough run it is the company itself.
 */
export function withFewPeople(company: TrappedCompany): TrappedCompany {
  if (isThorough || company.people.length <= smallEnough) return company;
  const managers = new Map(company.people.map(({ id, managerId }) => [id, managerId]));
  const heads = company.departments.flatMap(({ headId }) => headId ?? []);
  const some = company.people.flatMap(({ id }, index) => (index % oneOf === 0 ? [id] : []));
  const kept = new Set<number>();
  for (const id of [...Object.values(company.traps).flat(), ...heads, ...some])
    for (let next: number | null = id; next !== null && !kept.has(next); next = managers.get(next) ?? null)
      kept.add(next);
  const workContracts = company.workContracts.filter(({ ownerId }) => kept.has(ownerId));
  const contracts = new Set(workContracts.map(({ id }) => id));
  const isOfContract = ({ workContractId }: { workContractId: number }) => contracts.has(workContractId);
  return {
    ...company,
    people: company.people.filter(({ id }) => kept.has(id)),
    workContracts,
    fixedItems: company.fixedItems.filter(isOfContract),
    variableItems: company.variableItems.filter(isOfContract),
  };
}
