import { LRUCache } from 'lru-cache';
import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import { BadUserInput } from '../errors.ts';
import type { EmployeeOrder, EmployeeOrderField } from '../generated.ts';
import { onceFor } from '../server/onceFor.ts';

/** The sort key of a person: the values that are compared, field by field, and Lucca's number to break ties. */
export type Standing = { values: (string | null)[]; id: number };

/** A sort order of people, without ties. */
export type Order = {
  /** The same for equal orders. */
  name: string;
  standingOf(user: User): Standing;
  compare(a: Standing, b: Standing): number;
  /** All people in this order. A list is sorted only once. */
  sorted(people: Rows<User>): Rows<User>;
};

const inDictionary = new Intl.Collator('en', { numeric: true });

const byCode = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const fields: Record<
  EmployeeOrderField,
  { read: (user: User) => string | null; compare: (a: string, b: string) => number }
> = {
  LAST_NAME: { read: ({ lastName }) => lastName, compare: inDictionary.compare },
  EMPLOYEE_NUMBER: { read: ({ employeeNumber }) => employeeNumber, compare: inDictionary.compare },
  // Dates and times in the same format can be compared as text.
  HIRED_ON: { read: ({ dtContractStart }) => dtContractStart, compare: byCode },
  MODIFIED_AT: { read: ({ modifiedAt }) => modifiedAt, compare: byCode },
};

/** Creates a sort order by some fields. People without a value come last; ties use Lucca's number. Throws `BadUserInput`. */
export function createOrder(by: readonly EmployeeOrder[]): Order {
  if (new Set(by.map(({ field }) => field)).size < by.length)
    throw new BadUserInput('`orderBy` names each field once at most.');
  const steps = by.map(({ field, direction }) => ({ ...fields[field], sign: direction === 'DESC' ? -1 : 1 }));
  const standingOf = (user: User) => ({ values: steps.map(({ read }) => read(user)), id: user.id });
  function compare(a: Standing, b: Standing): number {
    for (const [index, step] of steps.entries()) {
      const [one, other] = [a.values[index] ?? null, b.values[index] ?? null];
      if (one === null || other === null) {
        if (one !== other) return one === null ? 1 : -1;
        continue;
      }
      const difference = step.sign * step.compare(one, other);
      if (difference !== 0) return difference;
    }
    return a.id - b.id;
  }
  const name = JSON.stringify(by);
  return {
    name,
    standingOf,
    compare,
    sorted(people) {
      const known = sortedTables(people).get(name);
      if (known) return known;
      const sorted = people
        .map((user) => ({ user, standing: standingOf(user) }))
        .sort((a, b) => compare(a.standing, b.standing))
        .map(({ user }) => user);
      sortedTables(people).set(name, sorted);
      return sorted;
    },
  };
}

// A list of 10,000 people takes 80 kB for each order.
const sortedTables = onceFor((_: Rows<User>) => new LRUCache<string, Rows<User>>({ max: 8 }));

/** Lucca's creation order. */
export const byNumber = createOrder([]);
