import type { Behaviour } from './behaviour.ts';
import { type Lookup, statusOf } from './lookup.ts';
import type { ApiKey, Company, Person, Right } from './model.ts';

/** What one key sees of one company. Every resource reads from the view, so that none bypasses the key's rights. */
export type View = {
  company: Company;
  lookup: Lookup;
  behaviour: Behaviour;
  principal: string;
  can(right: Right): boolean;
  /** The people inside the key's perimeter; future and former employees only with the right to see them. */
  people: readonly Person[];
  sees(personId: number): boolean;
  /** Returns the result of `build`, which is called only once for each name. */
  once<Value>(name: string, build: () => Value): Value;
};

/** Applies a key's rights and perimeter to a company. Must be called again when the data or the behaviour changes. */
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
