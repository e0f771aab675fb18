import type { Department } from '../../lucca/resources/departments.ts';
import type { ProbedUser } from '../../lucca/resources/probedUsers.ts';

/** A department in use, with its path from the top of the organisation chart, such as `/1/2/2/`. */
export type DepartmentPath = { id: number; path: string; headId: number | null };

/** The departments that are in use and have a path in the chart. */
export function withPaths(departments: readonly Department[]): DepartmentPath[] {
  return departments.flatMap(({ id, hierarchy, headId, isActive }) =>
    hierarchy === null || isActive === false ? [] : [{ id, path: hierarchy, headId }],
  );
}

/** The paths of these people's departments, each once. */
export function pathsOf(people: readonly ProbedUser[], departments: readonly Department[]): Set<string> {
  const pathById = new Map(departments.map(({ id, hierarchy }) => [id, hierarchy]));
  return new Set(people.flatMap(({ departmentId }) => pathById.get(departmentId ?? -1) ?? []));
}

/** Whether a department has no parent. */
export const isTop = ({ path }: DepartmentPath) => path.split('/').filter((step) => step !== '').length === 1;

/** The ids of the top departments that contain none of these people. */
export function emptyTops(departments: readonly Department[], people: readonly ProbedUser[]): number[] {
  const peopled = pathsOf(people, departments);
  return withPaths(departments).flatMap((department) =>
    isTop(department) && !peopled.has(department.path) ? [department.id] : [],
  );
}
