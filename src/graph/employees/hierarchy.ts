import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { EmployeeParent, ManagerParent } from '../parents.ts';
import { managerIdOf, managerOf } from '../positions/positions.ts';
import { createForest } from '../server/forest.ts';
import { onceFor } from '../server/onceFor.ts';

/** The managers and reports of people. People who manage themselves have no manager. A cycle of managers is walked once. */
export type Hierarchy = {
  /** Whether Lucca returns any manager, including people as their own manager; without the right it returns none. */
  isShown: boolean;
  /** The direct reports of a person, whatever their status. */
  reportsOf(managerId: number): Rows<User>;
  /** The numbers of a person's direct and indirect reports; never the person's own. */
  below(managerId: number): ReadonlySet<number>;
  /** A person's managers, the nearest first. A manager that the key may not see is the last, because those above are unknown. */
  chainOf(employee: EmployeeParent, maxDepth: number): ManagerParent[];
};

/** The hierarchy of all people, built once for each list of them. */
export const hierarchyOf: (people: Rows<User>) => Hierarchy = onceFor((people: Rows<User>) => {
  const forest = createForest(people, managerIdOf);
  return {
    isShown: people.some(({ managerId, manager }) => managerId !== null || manager !== null),
    reportsOf: forest.childrenOf,
    below: forest.below,
    chainOf(employee, maxDepth) {
      const chain: ManagerParent[] = [];
      const passed = new Set([employee.id]);
      let manager = managerOf(employee);
      while (manager && chain.length < maxDepth && !passed.has(manager.id)) {
        chain.push(manager);
        passed.add(manager.id);
        const row = forest.row(manager.id);
        manager = row ? managerOf(row) : null;
      }
      return chain;
    },
  };
});
