import type { Behaviour } from './behaviour.ts';
import { type Lookup, statusOf } from './lookup.ts';
import type { ApiKey, Company, Person, Right } from './model.ts';

/** What one key sees of one company. Every resource answers from its view, so that none bypasses the rights of the key. */
export type View = {
  company: Company;
  lookup: Lookup;
  behaviour: Behaviour;
  principal: string;
  can(right: Right): boolean;
  /** The people inside the perimeter of the key; future and former ones only with the right to them. */
  people: readonly Person[];
  sees(personId: number): boolean;
  /** Returns the result of `build`, which is called once for each name. */
  once<Value>(name: string, build: () => Value): Value;
};

/** Applies the rights and the perimeter of a key to a company. Has to be created again when the data or the behaviour changes. */
export function createView(company: Company, lookup: Lookup, key: ApiKey, behaviour: Behaviour): View {
  const perimeter = key.perimeter === 'all' ? null : lookup.subtrees(key.perimeter.departmentIds);
  const people = company.people.filter((person) => {
    if (perimeter && !perimeter.has(person.departmentId)) return false;
    const status = statusOf(person, company.today);
    if (status === 'upcoming') return key.rights.has('futureEmployees');
    return status === 'active' || key.rights.has('formerEmployees');
  });
  const visibleIds = new Set(people.map((person) => person.id));
  const remembered = new Map<string, unknown>();
  return {
    company,
    lookup,
    behaviour,
    principal: key.name,
    can: (right) => key.rights.has(right),
    people,
    sees: (personId) => visibleIds.has(personId),
    once<Value>(name: string, build: () => Value): Value {
      if (!remembered.has(name)) remembered.set(name, build());
      return remembered.get(name) as Value;
    },
  };
}
