import type { Department } from '../../lucca/resources/departments.ts';
import type { ProbedUser } from '../../lucca/resources/probedUsers.ts';

/** A department in use at its place in the organisation chart: the path from the top, `/1/2/2/`. */
export type Placed = { id: number; path: string; headId: number | null };

/** The departments that are in use and have a place in the chart. */
export function placed(departments: readonly Department[]): Placed[] {
  return departments.flatMap(({ id, hierarchy, headId, isActive }) =>
    hierarchy === null || isActive === false ? [] : [{ id, path: hierarchy, headId }],
  );
}

/** The paths of the departments that people are seen in, each once. */
export function pathsOf(people: readonly ProbedUser[], departments: readonly Department[]): Set<string> {
  const pathById = new Map(departments.map(({ id, hierarchy }) => [id, hierarchy]));
  return new Set(people.flatMap(({ departmentId }) => pathById.get(departmentId ?? -1) ?? []));
}

/** Whether a department is under no other. */
export const isTop = ({ path }: Placed) => path.split('/').filter((step) => step !== '').length === 1;

/** The ids of the departments at the very top in which none of these people is. */
export function topsWithoutAnybody(departments: readonly Department[], people: readonly ProbedUser[]): number[] {
  const peopled = pathsOf(people, departments);
  return placed(departments).flatMap((department) =>
    isTop(department) && !peopled.has(department.path) ? [department.id] : [],
  );
}
