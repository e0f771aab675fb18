import type { Rows } from '../../cache/rows.ts';
import type { Department } from '../../lucca/resources/departments.ts';
import type { DepartmentParent } from '../parents.ts';
import { createForest } from '../server/forest.ts';
import { onceFor } from '../server/onceFor.ts';

/** The departments as in the organisation chart; a cycle is walked once. */
export type DepartmentTree = {
  /** The departments directly below one, in the order of the chart. */
  childrenOf(id: number): Rows<Department>;
  /** The numbers of these departments and of those below them, however deep. */
  withBelow(ids: readonly number[]): ReadonlySet<number>;
  /** The departments above one, the root first. */
  ancestorsOf(department: DepartmentParent): DepartmentParent[];
};

/** The tree of all departments, built once for each list of them. */
export const departmentTree: (departments: Rows<Department>) => DepartmentTree = onceFor(
  (departments: Rows<Department>) => {
    const forest = createForest(departments.toSorted(asDrawn), ({ parentLuccaId }) => parentLuccaId);
    return {
      childrenOf: forest.childrenOf,
      withBelow: forest.withBelow,
      ancestorsOf({ id, parentLuccaId }) {
        const ancestors: DepartmentParent[] = [];
        const passed = new Set([id]);
        for (let next = parentLuccaId; next !== null && !passed.has(next); ) {
          const row = forest.row(next);
          if (!row) break;
          ancestors.push(row);
          passed.add(next);
          next = row.parentLuccaId;
        }
        return ancestors.reverse();
      },
    };
  },
);

const asDrawn = (a: DepartmentParent, b: DepartmentParent) =>
  (a.sortOrderInSiblings ?? 0) - (b.sortOrderInSiblings ?? 0) || a.id - b.id;
