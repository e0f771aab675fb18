import type { Department } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage, structureExtras } from './page.ts';
import { readBooleans, readIds, readSearch } from './parameters.ts';
import { refuseWithout } from './refusal.ts';
import { setUpAt } from './setUp.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /organization/structure/api/departments`: the whole tree, whatever the key's perimeter. */
export function listDepartments(view: View, query: Query): LuccaResponse {
  const ids = readIds(query, 'id');
  const archived = readBooleans(query, 'isArchived');
  const isFound = readSearch(query);
  const rows = visibleDepartments(view).filter(
    ({ id, name, isActive }) => (ids?.has(id) ?? true) && (archived?.has(!isActive) ?? true) && isFound(name),
  );
  const sorted = sortRows(rows, query.get('sort') ?? 'id', {
    id: ({ id }) => id,
    name: ({ name }) => name,
    code: ({ code }) => code,
    hierarchy: (department) => hierarchies(view).get(department.id) ?? '/',
  });
  const paging = { limit: view.behaviour.departmentLimit, extras: structureExtras, counts: view.behaviour.countsRows };
  const project = (department: Department) => projectDepartment(view, department);
  const { departmentPaging } = view.behaviour;
  if (departmentPaging === 'known') return answerPage(sorted, query, paging, project);
  return ok({ items: (departmentPaging === 'whole' ? sorted : sorted.slice(0, 10)).map(project) });
}

/** Answers `GET /organization/structure/api/departments/{id}`. */
export function getDepartment(view: View, id: string): LuccaResponse {
  const department = visibleDepartments(view).find((each) => each.id === Number(id));
  if (!department) throw new Refused(404, 'Not Found');
  return ok(projectDepartment(view, department));
}

/** Answers `GET /organization/structure/api/departments/tree`, whose root is a department without an id. */
export function listDepartmentTree(view: View): LuccaResponse {
  const all = visibleDepartments(view);
  const below = (id: number | null): object[] =>
    all
      .filter(({ parentId }) => parentId === id)
      .map((department) => ({ node: { id: department.id, name: department.name }, children: below(department.id) }));
  return ok({ node: null, children: below(null) });
}

function visibleDepartments(view: View): readonly Department[] {
  return refuseWithout(view, 'directory', view.behaviour.departmentsWithoutRight) ? [] : view.company.departments;
}

function projectDepartment(view: View, department: Department) {
  const { id, name, code, description, parentId, isActive, headId, sortOrder } = department;
  return {
    id,
    name,
    code,
    description,
    parentId: parentId === null ? null : (hierarchies(view).get(parentId) ?? null),
    parentLuccaId: parentId,
    hierarchy: hierarchies(view).get(id) ?? '/',
    isActive,
    headId,
    createdAt: `${setUpAt}+00:00`,
    lastModifiedAt: `${setUpAt}+00:00`,
    sortOrderInSiblings: sortOrder,
  };
}

/** Paths such as `/1/2/2/`. They consist of the rank among the siblings at every level, not of ids. */
function hierarchies(view: View): ReadonlyMap<number, string> {
  return view.once('hierarchies', () => {
    const paths = new Map<number, string>();
    const walk = (parentId: number | null, prefix: string) => {
      const children = view.company.departments.filter((department) => department.parentId === parentId);
      children.sort((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
      for (const [index, child] of children.entries()) {
        const path = `${prefix}${index + 1}/`;
        paths.set(child.id, path);
        walk(child.id, path);
      }
    };
    walk(null, '/');
    return paths;
  });
}
