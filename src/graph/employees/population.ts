import { type Fetched, mayBeIncomplete, type Rows, withCompleteness } from '../../cache/rows.ts';
import { combine, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { once } from '../../once.ts';
import type { GraphContext } from '../context.ts';
import { type Gap, gap, skippedRow } from '../dataGaps/gap.ts';
import type { EmployeeFilter } from '../generated.ts';
import type { DataGapParent } from '../parents.ts';
import { RightMissing } from '../rightMissing.ts';
import { applicableContracts, applicableContractsOn } from './applicableContract.ts';
import { datedPeople, withDates } from './dated.ts';
import { requireStatuses } from './filterNeeds.ts';
import { statusOf } from './status.ts';

/** Everybody, as of one day. Data that Lucca returns for today only (departments, managers, qualifications) is as of today. */
export type Population = {
  day: string;
  /** As they are today. */
  all(): PromiseOrValue<Rows<User>>;
  /** With the first and the last day of the contract that applies on the day. Throws `LuccaForbidden` if Lucca returns no such days. */
  dated(): PromiseOrValue<Rows<User>>;
  /** With the establishment of the day. */
  located(): PromiseOrValue<Rows<User>>;
  /** The contract that applies to each person on the day, by Lucca's number. */
  applicable(contracts: Rows<WorkContract>): ReadonlyMap<number, Fetched<WorkContract>>;
};

/** Everybody as they are today. */
export function populationToday(context: GraphContext): Population {
  const all = () => context.connection().loaders.employees.all();
  return {
    day: context.today,
    all,
    dated: () => datedPeople(context),
    located: all,
    applicable: (contracts) => applicableContracts(contracts, context.today),
  };
}

/**
 * Everybody as of another day, according to the contract that applies then. Reading it throws `LuccaForbidden` if Lucca returns no
 * contracts, or if it returns nobody who has left since (for a future day, nobody who will have joined by then) and the right to see such
 * people was never proven.
 */
export function populationOn(day: string, context: GraphContext): Population {
  const { employees, contracts } = context.connection().loaders;
  const dated = once(() =>
    combine({ people: employees.all(), today: datedPeople(context), contracts: contracts.all() }, (found) => {
      const { people, contracts } = found;
      if (people.length > 0 && contracts.length === 0) throw new RightMissing('EMPLOYEE_CONTRACTS');
      const absent = day < context.today ? 'FORMER' : 'UPCOMING';
      requireStatuses([absent], found.today, (user) => statusOf(user, context.today) === absent, context);
      context.work.spend(people.length + contracts.length);
      const applicable = applicableContractsOn(contracts, day);
      const list = people.map((user) => underContract(user, applicable.get(user.id) ?? null));
      return withCompleteness(list, mayBeIncomplete(contracts) ? contracts : people);
    }),
  );
  return {
    day,
    all: () => employees.all(),
    dated,
    located: dated,
    applicable: (contracts) => applicableContractsOn(contracts, day),
  };
}

/** The person with the dates and the establishment of this contract only. */
function underContract(user: Fetched<User>, contract: Fetched<WorkContract> | null): Fetched<User> {
  const legalEntityId = contract?.establishmentId ?? null;
  return withDates({ ...user, dtContractStart: null, dtContractEnd: null, legalEntityId }, contract);
}

// The data about people that Lucca returns for today only.
const ofToday = ['departmentIds', 'managerId', 'hasManager', 'qualificationIds', 'level', 'jobFamily'] as const;

/** What in a list of people as of another day is not as of that day. */
export function gapsOnAnotherDay(day: string, filter: EmployeeFilter, people: Rows<User>): DataGapParent[] {
  const gaps = ofToday.filter((name) => filter[name] != null).map((field) => ({ ...knownForTodayOnly(day), field }));
  return mayBeIncomplete(people) ? [...gaps, { ...skippedRow, field: 'edges' }] : gaps;
}

/** Lucca returns the data for today only, and another day was requested. */
export const knownForTodayOnly = (day: string): Gap =>
  gap('KNOWN_FOR_TODAY_ONLY', `Lucca returns only today's value, which is used instead of that of ${day}.`);
