import type { Behaviour } from './behaviour.ts';
import { type Lookup, statusOf } from './lookup.ts';
import type { ApiKey, Company, Person, Right } from './model.ts';

/** What one key sees of one company: every resource answers from here, so that no row slips past the key's role. */
export type View = {
  company: Company;
  lookup: Lookup;
  behaviour: Behaviour;
  principal: string;
  can(right: Right): boolean;
  /** People inside the perimeter, those to come and those who left only with the right to them. */
  people: readonly Person[];
  sees(personId: number): boolean;
  /** Runs `build` the first time its name is asked, and remembers the result as long as the view lives. */
  once<Value>(name: string, build: () => Value): Value;
};

/** Applies a key's rights and perimeter to a company; to be made again when either, the data or the behaviour changes. */
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
