import type { GraphQLResolveInfo } from 'graphql';
import type { Account } from '../../accounts/accounts.ts';
import type { Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { GraphContext } from '../context.ts';
import { legalEntityOfEstablishment } from '../organisation/ofEstablishment.ts';
import type { ContractParent, EmployeeParent, WorkingTimeParent } from '../parents.ts';
import { namesOf, selectedTwoBelow } from '../server/selections.ts';
import { arrangementOn, assignedTo, type WorkingTimeLoaders } from './assigned.ts';
import { contractOn } from './inForce.ts';

/**
 * How much a person works on a day under one of their contracts, without asking Lucca for it. The pay module reports the share of full
 * time of the person, as of today: it is certain for the contract that applies today, and assumed for other days of that contract. Where
 * it reports none, or the contract is another, full time is assumed.
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

/** The same by the working-time arrangement of the day, where the pay module does not report it and Lucca tells the arrangement. */
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
 * Starts to read the arrangements of a person beside the contracts, if the fields selected below a contract are certain to need them, or,
 * for another day than today, most likely.
 */
export function startWorkingTime(
  employeeId: number,
  asOf: string,
  context: GraphContext,
  info: GraphQLResolveInfo,
): void {
  const asked = namesOf(selectedTwoBelow('Contract', 'workingTime', 'WorkingTime', info));
  const { account, loaders } = context.connection();
  const isNeeded = asOf === context.today ? asked.has('weeklyHours') && !hasSetWeek(account) : asked.size > 0;
  if (isNeeded) void assignedTo(employeeId, loaders);
}

/**
 * Hours a week: the share of the full-time week that the account has set, else those of the arrangement, else the share of the usual week
 * of the country. Null where neither is known, and where the arrangement counts in days.
 */
export function weeklyHoursOf(
  { fullTimeEquivalent, employeeId, contract, asOf }: WorkingTimeParent,
  context: GraphContext,
): PromiseOrValue<string | null> {
  const { account, loaders } = context.connection();
  const shareOfWeek = () =>
    mapValue(
      fullTimeWeekOf(contract?.establishmentId ?? null, context),
      (week) => week && new Decimal(week.hours).times(fullTimeEquivalent).toFixed(),
    );
  if (hasSetWeek(account) || employeeId === null) return shareOfWeek();
  return mapValue(arrangementOn(employeeId, contract, asOf, loaders), (arrangement) => {
    const { value = null, unit = null } = arrangement?.contractWorkingTimeDuration ?? {};
    if (unit?.toLowerCase() === 'days') return null;
    const isOfWeek = arrangement?.referencePeriod?.frequencyType?.toLowerCase() === 'week';
    return value !== null && unit?.toLowerCase() === 'hours' && isOfWeek ? new Decimal(value).toFixed() : shareOfWeek();
  });
}

const hasSetWeek = ({ mapping }: Account) => mapping.weeklyHoursAtFullTime !== null;

/** The contract in force on a day, shown as of that day. */
export function contractAsOf(contracts: Rows<WorkContract>, asOf: string): ContractParent | null {
  const contract = contractOn(contracts, asOf);
  return contract && { ...contract, asOf };
}

/** The day as of which the working time of a contract is shown. */
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

/** Hours of a full-time week, as decimal text, and where they come from. */
type FullTimeWeek = { hours: string; source: string };

/** The full-time week that the account has set, or else the usual one in the country of the establishment; null where neither is known. */
export function fullTimeWeekOf(
  establishmentId: number | null,
  context: GraphContext,
): PromiseOrValue<FullTimeWeek | null> {
  const { weeklyHoursAtFullTime } = context.connection().account.mapping;
  if (weeklyHoursAtFullTime !== null) return { hours: weeklyHoursAtFullTime, source: 'set for the account' };
  return mapValue(legalEntityOfEstablishment(establishmentId, context), (legalEntity) =>
    legalEntity?.country?.code === 'FR' ? { hours: '35', source: 'usual in France' } : null,
  );
}
