import { LRUCache } from 'lru-cache';
import type { Rows } from '../../cache/rows.ts';
import { groupBy } from '../../groupBy.ts';
import type { User } from '../../lucca/resources/users.ts';
import { once } from '../../once.ts';
import type { DepartmentTree } from '../organisation/departmentTree.ts';
import { managerIdOf } from '../positions/positions.ts';
import { onceFor } from '../server/onceFor.ts';
import { byNumber, type Order } from './order.ts';
import { statusOf } from './status.ts';

/**
 * The people employed on one day, in the lists that pages are taken from. Each list is in Lucca's creation order and built once; `spend` is
 * called with the number of people scanned to build it.
 */
export type Workforce = {
  everybody: Rows<User>;
  /** In another order, too. */
  sorted(order: Order, spend: Spend): Rows<User>;
  ofDepartment(id: number): Rows<User>;
  /** Of a department and of those below it. */
  ofSubtree(id: number, tree: DepartmentTree, spend: Spend): Rows<User>;
  reportsOf(managerId: number): Rows<User>;
};

type Spend = (rows: number) => void;

// After midnight, requests of the previous day may still be running.
const days = 3;
const orders = 8;
// The departments near the root contain the same people again: six levels of a company of 80,000.
const mostInSubtrees = 500_000;

/** The people employed on a day, computed once for each list of all people. */
export function workforceOn(people: Rows<User>, day: string): Workforce {
  const known = workforces(people).get(day);
  if (known) return known;
  const workforce = createWorkforce(people, day);
  workforces(people).set(day, workforce);
  return workforce;
}

const workforces = onceFor((_: Rows<User>) => new LRUCache<string, Workforce>({ max: days }));

function createWorkforce(people: Rows<User>, day: string): Workforce {
  const isActive = (user: User) => statusOf(user, day) === 'ACTIVE';
  const everybody = byNumber.sorted(people, () => {}).filter(isActive);
  const byDepartment = once(() => groupBy(everybody, ({ departmentId }) => departmentId));
  const byManager = once(() => groupBy(everybody, managerIdOf));
  const bySubtree = onceFor(
    (_: DepartmentTree) =>
      new LRUCache<number, Rows<User>>({ maxSize: mostInSubtrees, sizeCalculation: ({ length }) => length + 1 }),
  );
  const byOrder = new LRUCache<string, Rows<User>>({ max: orders });
  const ofDepartment = (id: number) => byDepartment().get(id) ?? [];

  return {
    everybody,
    sorted(order, spend) {
      const known = byOrder.get(order.name);
      if (known) return known;
      const list = order.sorted(people, spend).filter(isActive);
      byOrder.set(order.name, list);
      return list;
    },
    ofDepartment,
    ofSubtree(id, tree, spend) {
      const subtrees = bySubtree(tree);
      const known = subtrees.get(id);
      if (known) return known;
      const departments = [...tree.withBelow([id])];
      const list = departments.flatMap(ofDepartment).sort((a, b) => a.id - b.id);
      spend(departments.length + list.length);
      subtrees.set(id, list);
      return list;
    },
    reportsOf: (managerId) => byManager().get(managerId) ?? [],
  };
}
