import type { Maybe } from '../loaders/maybe.ts';
import type { GraphContext } from './context.ts';
import type { ContractParent, EmployeeParent, WorkingTimeParent } from './parents.ts';

/**
 * How much somebody works on a day under a contract of theirs; without a contract or a person, what can be said without.
 * Lucca's figure is the person's of today: it is told for the contract that counts today, and only assumed for other days of it.
 */
export function workingTimeOf(
  employee: EmployeeParent | null,
  contract: ContractParent | null,
  asOf: string,
  context: GraphContext,
): Maybe<WorkingTimeParent> {
  const told = employee?.applicationData?.fullTimeEquivalent ?? null;
  if (told === null || !isTheOneThatCounts(contract, employee)) return assumed('1');
  const isOfThatDay = asOf === (contract === null ? context.today : dayOf(contract, context.today));
  return isOfThatDay ? { fullTimeEquivalent: told, weeklyHours: null, origin: 'PAGGA' } : assumed(told);
}

/** The day a contract is looked at: today, or its first or last day when it is yet to begin or has ended. */
export function dayOf({ startsOn, endsOn }: Pick<ContractParent, 'startsOn' | 'endsOn'>, today: string): string {
  if (startsOn > today) return startsOn;
  return endsOn !== null && endsOn < today ? endsOn : today;
}

const assumed = (fullTimeEquivalent: string): WorkingTimeParent => ({
  fullTimeEquivalent,
  weeklyHours: null,
  origin: 'ASSUMED',
});

function isTheOneThatCounts(contract: ContractParent | null, employee: EmployeeParent | null): boolean {
  if (contract === null) return true;
  return contract.isApplicable ?? contract.startsOn === employee?.dtContractStart;
}
