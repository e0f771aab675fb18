import type { GraphQLResolveInfo } from 'graphql';
import type { Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import type { ContractParent, EmployeeParent, WorkingTimeParent } from '../parents.ts';
import { namesOf, selectedTwoBelow } from '../server/selections.ts';
import { arrangementOn, assignedTo, type WorkingTimeLoaders } from './assigned.ts';
import { contractOn } from './inForce.ts';

/**
 * How much a person works on a day under one of their contracts, without a request to Lucca. The pay module reports the share of full time
 * of the person, as of today: it is certain for the contract that applies today, and assumed for other days of that contract. If it reports
 * none, or for any other contract, full time is assumed.
 */
export function reportedTimeOf(
  employee: EmployeeParent | null,
  contract: ContractParent | null,
  asOf: string,
  context: GraphContext,
): WorkingTimeParent {
  const reported = employee?.applicationData?.fullTimeEquivalent ?? null;
  const employeeId = contract?.ownerId ?? employee?.id ?? null;
  const assumed = { fullTimeEquivalent: reported ?? '1', origin: 'ASSUMED', employeeId, contract, asOf } as const;
  if (reported === null) return assumed;
  if (!isApplicable(contract, employee)) return { ...assumed, fullTimeEquivalent: '1' };
  const isOfThatDay = asOf === (contract === null ? context.today : dayOf(contract, context.today));
  return isOfThatDay ? { ...assumed, origin: 'PAGGA' } : assumed;
}

/**
 * The same according to the working-time arrangement of the day, if the pay module does not report it and Lucca returns the arrangement.
 */
export function workingTimeOf(
  employee: EmployeeParent | null,
  contract: ContractParent | null,
  asOf: string,
  context: GraphContext,
  loaders: WorkingTimeLoaders,
): PromiseOrValue<WorkingTimeParent> {
  const reported = reportedTimeOf(employee, contract, asOf, context);
  if (reported.origin === 'PAGGA' || reported.employeeId === null) return reported;
  return mapValue(arrangementOn(reported.employeeId, contract, asOf, loaders), (arrangement) => {
    const fullTimeEquivalent = arrangement?.fullTimeEquivalent ?? null;
    return fullTimeEquivalent === null ? reported : { ...reported, fullTimeEquivalent, origin: 'ARRANGEMENT' as const };
  });
}

/**
 * Starts to read the arrangements of a person alongside the contracts, if the fields selected on a contract are certain to need them or,
 * for a day other than today, likely to.
 */
export function startWorkingTime(
  employeeId: number,
  asOf: string,
  context: GraphContext,
  info: GraphQLResolveInfo,
): void {
  const asked = namesOf(selectedTwoBelow('Contract', 'workingTime', 'WorkingTime', info));
  const isNeeded = asOf === context.today ? asked.has('weeklyHours') : asked.size > 0;
  if (isNeeded) void assignedTo(employeeId, context.connection().loaders);
}

/** The contract in force on a day, with its working time as of that day. */
export function contractAsOf(contracts: Rows<WorkContract>, asOf: string): ContractParent | null {
  const contract = contractOn(contracts, asOf);
  return contract && { ...contract, asOf };
}

/** The day as of which the working time of a contract is returned. */
export const shownDayOf = (contract: ContractParent, today: string): string => contract.asOf ?? dayOf(contract, today);

/** The usual day for that: today, or the first or last day of a contract that has not begun or has ended. */
function dayOf({ startsOn, endsOn }: Pick<ContractParent, 'startsOn' | 'endsOn'>, today: string): string {
  if (startsOn > today) return startsOn;
  return endsOn !== null && endsOn < today ? endsOn : today;
}

function isApplicable(contract: ContractParent | null, employee: EmployeeParent | null): boolean {
  if (contract === null) return true;
  return contract.isApplicable ?? contract.startsOn === employee?.dtContractStart;
}
