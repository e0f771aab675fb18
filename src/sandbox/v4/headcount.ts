import type { Person } from '../model.ts';
import type { View } from '../rights.ts';

/** Counts the people that a key sees by one of their ids. `name` is the cache key of the count. */
export function countPeopleBy(
  view: View,
  name: string,
  idOf: (person: Person) => number | null,
): ReadonlyMap<number | null, number> {
  return view.once(name, () => {
    const counts = new Map<number | null, number>();
    for (const person of view.people) counts.set(idOf(person), (counts.get(idOf(person)) ?? 0) + 1);
    return counts;
  });
}
