import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { EmployeeParent, ManagerParent } from '../parents.ts';
import { managerOf } from '../positions/positions.ts';
import { createForest } from '../server/forest.ts';
import { onceFor } from '../server/onceFor.ts';

/** Who reports to whom. People who manage themselves have no manager, and circles end where they began. */
export type Hierarchy = {
  /** Whether Lucca shows the key a manager of anybody, be it of people who manage themselves; without the right it shows none. */
  isShown: boolean;
  /** The people who report to somebody directly. */
  reportsOf(managerId: number): Rows<User>;
  /** The numbers of the people who report to somebody directly or through others; never their own. */
  below(managerId: number): ReadonlySet<number>;
  /** Somebody's managers, the nearest first. One whom the key may not see is the last: nobody knows who is above. */
  chainOf(employee: EmployeeParent, maxDepth: number): ManagerParent[];
};

/** The hierarchy in the whole table of people; read off it once, whoever asks. */
export const hierarchyOf: (people: Rows<User>) => Hierarchy = onceFor((people: Rows<User>) => {
  const forest = createForest(people, (user) => managerOf(user)?.id ?? null);
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
