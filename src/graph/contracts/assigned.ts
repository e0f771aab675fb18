import type { Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { combine, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { LuccaBadRequest } from '../../lucca/errors.ts';
import type { EmployeeAssignment } from '../../lucca/resources/employeeAssignments.ts';
import type { WorkingTimeArrangement } from '../../lucca/resources/workingTimeArrangements.ts';
import { isRefused } from '../server/failures.ts';
import { isInForce } from './inForce.ts';

/** The loaders for working time, with the policy of the data that it is used for. */
export type WorkingTimeLoaders = Pick<Loaders, 'assignments' | 'arrangements'>;

/** A period with an arrangement, under a contract. */
export type Assigned = Pick<EmployeeAssignment, 'startsOn' | 'endsOn' | 'workContractId'> & {
  arrangement: WorkingTimeArrangement;
};

/** The rows that working time is read from; none if Lucca does not return it to the key. */
export const assignmentsFor = (
  employeeId: number,
  { assignments }: WorkingTimeLoaders,
): PromiseOrValue<Rows<EmployeeAssignment>> => recover(assignments.many(employeeId), noneIfUnavailable);

/** The arrangements of a person over time; none if Lucca does not return them. */
export const assignedTo = (employeeId: number, loaders: WorkingTimeLoaders): PromiseOrValue<Assigned[]> =>
  combine(
    {
      assignments: assignmentsFor(employeeId, loaders),
      arrangements: recover(loaders.arrangements.all(), noneIfUnavailable),
    },
    ({ assignments, arrangements }) =>
      assignments.flatMap(({ workingTimeArrangement, ...span }) => {
        const arrangement = arrangements.find(({ id }) => id === workingTimeArrangement?.id);
        return arrangement ? [{ ...span, arrangement }] : [];
      }),
  );

/** The arrangement of a person on a day, under a contract if it is known; null if Lucca returns none or several. */
export const arrangementOn = (
  employeeId: number,
  contract: { id: number } | null,
  day: string,
  loaders: WorkingTimeLoaders,
): PromiseOrValue<WorkingTimeArrangement | null> =>
  mapValue(assignedTo(employeeId, loaders), (assigned) => onlyOne(assigned, contract, day));

/** The share of full time of a person on a day; null if Lucca does not return it. */
export const shareOn = (assigned: readonly Assigned[], day: string): string | null =>
  onlyOne(assigned, null, day)?.fullTimeEquivalent ?? null;

function onlyOne(assigned: readonly Assigned[], contract: { id: number } | null, day: string) {
  const [first, ...others] = arrangementsOn(assigned, contract, day);
  return first && others.length === 0 ? first : null;
}

/** The arrangements in force on a day, each once: those under a contract if there are any. There should be one. */
export function arrangementsOn(
  assigned: readonly Assigned[],
  contract: { id: number } | null,
  day: string,
): WorkingTimeArrangement[] {
  const inForce = assigned.filter((each) => isInForce(each, day));
  const ofContract = inForce.filter(({ workContractId }) => workContractId === contract?.id);
  const arrangements = (ofContract.length > 0 ? ofContract : inForce).map(({ arrangement }) => arrangement);
  return [...new Map(arrangements.map((each) => [each.id, each])).values()];
}

function noneIfUnavailable(failure: unknown): [] {
  if (isRefused(failure) || failure instanceof LuccaBadRequest) return [];
  throw failure;
}
