import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/cache/rows.ts';
import { createOrder } from '../../../src/graph/employees/order.ts';
import { workforceOn } from '../../../src/graph/employees/people.ts';
import { departmentTree } from '../../../src/graph/organisation/departmentTree.ts';
import { type Department, departments as departmentResource } from '../../../src/lucca/resources/departments.ts';
import { type User, users } from '../../../src/lucca/resources/users.ts';

/** A person with a number and no other data. */
const nobody = users.row.parse({ id: 0 });

/** People in departments 1 to 3; every third has left; `read` counts how often a row is looked at. */
function createPeople(count: number) {
  let reads = 0;
  const people: Rows<User> = Array.from({ length: count }, (_, index) => ({
    ...nobody,
    id: count - index,
    fetchedAt: 0,
    lastName: `name ${index % 7}`,
    departmentId: 1 + (index % 3),
    managerId: index === 0 ? null : count,
    manager: null,
    get dtContractStart() {
      reads += 1;
      return '2020-01-01';
    },
    dtContractEnd: index % 3 === 2 ? '2024-12-31' : null,
  }));
  return { people, reads: () => reads };
}

const departments: Rows<Department> = [1, 2, 3].map((id) => ({
  ...departmentResource.row.parse({ id, parentLuccaId: id === 1 ? null : id - 1 }),
  fetchedAt: 0,
}));

const ignore = () => {};

const today = '2026-11-24';
const idsOf = (rows: Rows<User>) => rows.map(({ id }) => id);

describe('the people employed on a day', () => {
  it('are listed by department, by subtree and by manager, in the order of their numbers', () => {
    const { people } = createPeople(9);
    const workforce = workforceOn(people, today);
    expect(idsOf(workforce.everybody)).toEqual([2, 3, 5, 6, 8, 9]);
    expect(idsOf(workforce.ofDepartment(2))).toEqual([2, 5, 8]);
    expect(idsOf(workforce.ofSubtree(1, departmentTree(departments), ignore))).toEqual([2, 3, 5, 6, 8, 9]);
    expect(idsOf(workforce.ofSubtree(2, departmentTree(departments), ignore))).toEqual([2, 5, 8]);
    expect(idsOf(workforce.reportsOf(9))).toEqual([2, 3, 5, 6, 8]);
    expect([workforce.ofDepartment(4), workforce.reportsOf(1)]).toEqual([[], []]);
  });

  it('are looked at once, however many lists of them are read', () => {
    const { people, reads } = createPeople(300);
    const tree = departmentTree(departments);
    const order = createOrder([{ field: 'LAST_NAME', direction: 'DESC' }]);
    workforceOn(people, today).sorted(order, ignore);
    const afterFirst = reads();
    for (let times = 0; times < 1_000; times++) {
      const workforce = workforceOn(people, today);
      workforce.sorted(createOrder([{ field: 'LAST_NAME', direction: 'DESC' }]), ignore);
      for (const id of [1, 2, 3]) workforce.ofSubtree(id, tree, ignore);
      workforce.reportsOf(300);
    }
    expect(reads()).toBe(afterFirst);
    expect(afterFirst).toBeGreaterThan(0);
  });

  it('are others on another day, and others in another list', () => {
    const { people } = createPeople(9);
    expect(idsOf(workforceOn(people, '2024-12-31').everybody)).toHaveLength(9);
    expect(workforceOn(people, today)).toBe(workforceOn(people, today));
    expect(workforceOn([...people], today)).not.toBe(workforceOn(people, today));
  });
});
