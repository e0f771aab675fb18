import type { GraphContext } from '../context.ts';
import type { ContractParent, EmployeeParent, WorkingTimeParent } from '../parents.ts';

/**
 * How much somebody works on a day under a contract of theirs; without a contract or a person, what can be said without.
 * Lucca's figure is the person's of today: it is told for the contract that counts today, and only assumed for other days of it.
 */
export function workingTimeOf(
  employee: EmployeeParent | null,
  contract: ContractParent | null,
  asOf: string,
  context: GraphContext,
): WorkingTimeParent {
  const told = employee?.applicationData?.fullTimeEquivalent ?? null;
  const establishmentId = contract?.establishmentId ?? null;
  const assumed = { fullTimeEquivalent: told ?? '1', establishmentId, origin: 'ASSUMED' } as const;
  if (told === null) return assumed;
  if (!isTheOneThatCounts(contract, employee)) return { ...assumed, fullTimeEquivalent: '1' };
  const isOfThatDay = asOf === (contract === null ? context.today : dayOf(contract, context.today));
  return isOfThatDay ? { ...assumed, origin: 'PAGGA' } : assumed;
}

/** The day a contract is looked at: today, or its first or last day when it is yet to begin or has ended. */
export function dayOf({ startsOn, endsOn }: Pick<ContractParent, 'startsOn' | 'endsOn'>, today: string): string {
  if (startsOn > today) return startsOn;
  return endsOn !== null && endsOn < today ? endsOn : today;
}

function isTheOneThatCounts(contract: ContractParent | null, employee: EmployeeParent | null): boolean {
  if (contract === null) return true;
  return contract.isApplicable ?? contract.startsOn === employee?.dtContractStart;
}
