import { LRUCache } from 'lru-cache';
import { type Fetched, type Rows, withCompleteness } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { isUnread, withColumns } from '../../lucca/unread.ts';
import type { GraphContext } from '../context.ts';
import { emptiness } from '../dataGaps/gap.ts';
import type { EmployeeParent } from '../parents.ts';
import { RightMissing } from '../rightMissing.ts';
import { onceFor } from '../server/onceFor.ts';
import { applicableContracts, applicableOf } from './applicableContract.ts';

// Lucca returns the first and the last day of people's contracts with the people. If it returns them for nobody, this says nothing about
// anybody's employment: the days are then taken from the contracts.

/** All people, with the days of their contracts. Throws `LuccaForbidden` if Lucca returns neither these days nor any contract. */
export const datedPeople = (context: GraphContext): PromiseOrValue<Rows<User>> =>
  mapValue(dated(context), (people) => {
    if (people === null) throw new RightMissing('EMPLOYEE_CONTRACTS');
    return people;
  });

/** All people, with the days of their contracts unless Lucca returns none. */
export const peopleDatedIfPossible = (context: GraphContext): PromiseOrValue<Rows<User>> =>
  mapValue(dated(context), (people) => people ?? context.connection().loaders.employees.all());

/** A person, with the days of their contract. Throws `LuccaForbidden` if the days are unknown because the key lacks a right. */
export function datedPerson(user: EmployeeParent, context: GraphContext): PromiseOrValue<EmployeeParent> {
  const people = context.connection().loaders.employees.cached();
  const mayBeWithheld = people ? mayEndsBeWithheld(people, context) : wereEndsWithheld(context);
  const mayHaveLeft = user.dtContractEnd === null && mayBeWithheld;
  if (user.isWithoutContract || (hasDates(user) && !mayHaveLeft)) return user;
  return mapValue(context.connection().loaders.contracts.many(user.id), (contracts) => {
    const isHidden = emptiness('EMPLOYEE_CONTRACTS', context).reason === 'PERMISSION_MISSING';
    if (contracts.length === 0 && isHidden) throw new RightMissing('EMPLOYEE_CONTRACTS');
    const contract = applicableOf(contracts, context.today);
    return contract === null && hasDates(user) ? user : withDates(user, contract);
  });
}

/** Whether Lucca returns the days of a person's contract in a readable form. */
const hasDates = (user: User) => user.dtContractStart !== null && !isUnread(user, 'dtContractEnd');

const checkOfLeavers = ({ connection }: GraphContext) =>
  connection().account.checks.find(({ permission }) => permission === 'FORMER_EMPLOYEES');

const verdictOnLeavers = (context: GraphContext) => checkOfLeavers(context)?.verdict;

/** Whether Lucca returns people who have left, but no last day. */
const wereEndsWithheld = (context: GraphContext) => {
  const check = checkOfLeavers(context);
  return check?.verdict === 'GRANTED' && check.evidence.rowsFilled === 0;
};

const endsOf = onceFor((people: Rows<User>) => ({
  areNone: people.every((user) => user.dtContractEnd === null && !isUnread(user, 'dtContractEnd')),
}));

/** Whether nobody has a last day although the key may see people who have left: Lucca may withhold the last days. */
const mayEndsBeWithheld = (people: Rows<User>, context: GraphContext): boolean =>
  people.length > 0 && verdictOnLeavers(context) !== 'MISSING' && endsOf(people).areNone;

const isUnreadDated = (user: User) => isUnread(user, 'dtContractStart') || isUnread(user, 'dtContractEnd');

function dated(context: GraphContext): PromiseOrValue<Rows<User> | null> {
  const { employees, contracts } = context.connection().loaders;
  return mapValue(employees.all(), (people) => {
    const areShown = people.length === 0 || people.some(({ dtContractStart }) => dtContractStart !== null);
    const mayHaveLeft = mayEndsBeWithheld(people, context);
    if (areShown && !mayHaveLeft && !people.some(isUnreadDated)) return withoutContractMarked(people);
    return mapValue(recover(contracts.all(), noneIfRefused), (contracts) => {
      // People have left, and nothing says who.
      const isLeaverUnknown =
        mayHaveLeft && verdictOnLeavers(context) === 'GRANTED' && !contracts.some(({ endsOn }) => endsOn !== null);
      if (isLeaverUnknown) return null;
      if (contracts.length > 0) return datedBy(people, contracts, context.today);
      return areShown ? withoutContractMarked(people) : null;
    });
  });
}

function noneIfRefused(failure: unknown): Rows<WorkContract> {
  if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound) return [];
  throw failure;
}

// If Lucca returns these days, people without them have no contract.
const withoutContractMarked = onceFor((people: Rows<User>): Rows<User> => {
  const isWithout = (user: User) => user.dtContractStart === null && !isUnread(user, 'dtContractStart');
  if (!people.some(isWithout)) return people;
  return withCompleteness(
    people.map((user) => (isWithout(user) ? { ...user, isWithoutContract: true } : user)),
    people,
  );
});

function datedBy(people: Rows<User>, contracts: Rows<WorkContract>, today: string): Rows<User> {
  const known = lists(people, contracts).get(today);
  if (known) return known;
  const applicable = applicableContracts(contracts, today);
  const list = withCompleteness(
    people.map((user) => {
      const contract = applicable.get(user.id) ?? null;
      return hasDates(user) && (contract === null || !endsOf(people).areNone) ? user : withDates(user, contract);
    }),
    people,
  );
  lists(people, contracts).set(today, list);
  return list;
}

const lists = (people: Rows<User>, contracts: Rows<WorkContract>) => listsOf(people)(contracts);

const listsOf = onceFor((_: Rows<User>) =>
  onceFor((_: Rows<WorkContract>) => new LRUCache<string, Rows<User>>({ max: 3 })),
);

/** The person, with the dates of this contract, and with the age of the older of the two. */
export function withDates(user: Fetched<User>, contract: Fetched<WorkContract> | null): EmployeeParent {
  if (contract === null) return { ...user, isWithoutContract: true };
  const { startsOn, endsOn, fetchedAt, isStale } = contract;
  return {
    ...withColumns(user, { dtContractStart: startsOn, dtContractEnd: endsOn }),
    fetchedAt: Math.min(user.fetchedAt, fetchedAt),
    ...((user.isStale || isStale) && { isStale: true }),
  };
}
