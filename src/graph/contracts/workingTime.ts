import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { legalEntityOfEstablishment } from '../organisation/ofEstablishment.ts';
import type { ContractParent, EmployeeParent, WorkingTimeParent } from '../parents.ts';

/**
 * How much a person works on a day under one of their contracts. Lucca reports the share of full time of the person, as of today: it is
 * certain for the contract that applies today, and assumed for other days of that contract. Where Lucca reports none, or the contract is
 * another, full time is assumed.
 */
export function workingTimeOf(
  employee: EmployeeParent | null,
  contract: ContractParent | null,
  asOf: string,
  context: GraphContext,
): WorkingTimeParent {
  const reported = employee?.applicationData?.fullTimeEquivalent ?? null;
  const establishmentId = contract?.establishmentId ?? null;
  const assumed = { fullTimeEquivalent: reported ?? '1', establishmentId, origin: 'ASSUMED' } as const;
  if (reported === null) return assumed;
  if (!isApplicable(contract, employee)) return { ...assumed, fullTimeEquivalent: '1' };
  const isOfThatDay = asOf === (contract === null ? context.today : dayOf(contract, context.today));
  return isOfThatDay ? { ...assumed, origin: 'PAGGA' } : assumed;
}

/** The day as of which a contract is shown: today, or its first or last day where it has not begun or has ended. */
export function dayOf({ startsOn, endsOn }: Pick<ContractParent, 'startsOn' | 'endsOn'>, today: string): string {
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
