import { partOf } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import type { EmployeeParent, ManagerParent } from '../parents.ts';
import { departmentById, employeeById, establishmentSelected, idOf, referencedNumber } from '../server/byId.ts';

export const positions: Resolvers = {
  Position: {
    __resolveReference: async (reference, context) =>
      employeeById(referencedNumber('position', reference, context), context),
    id: ({ id }, _, context) => idOf('position', id, context),
    employee: (user) => user,
    occupationCategory: (user) => user.csp && partOf(user, user.csp),
    qualification: (user) => user.jobQualification && partOf(user, user.jobQualification),
    department: (user, _, context) => departmentById(user.departmentId, context),
    establishment: (user, _, context, info) => establishmentSelected(user.legalEntityId, context, info),
    manager: managerOf,
    freshness: (user) => user,
  },
  Qualification: {
    id: ({ id }, _, context) => idOf('qualification', id, context),
    luccaId: ({ id }) => String(id),
    title: ({ name }) => name,
    profession: ({ id }, _, context) => mapValue(qualificationById(id, context), (found) => found?.job?.name ?? null),
    rank: ({ id }, _, context) => mapValue(qualificationById(id, context), (found) => found?.level?.position ?? null),
    freshness: (qualification) => qualification,
  },
  OccupationCategory: {
    luccaId: (category) => String(category.id),
    freshness: (category) => category,
  },
  Manager: {
    id: ({ id }, _, context) => idOf('employee', id, context),
    displayName: ({ id, name }, _, context) =>
      name ?? mapValue(employeeById(id, context), (employee) => employee && nameOf(employee)),
    employee: ({ id }, _, context) => employeeById(id, context),
    freshness: (manager) => manager,
  },
};

const qualificationById = (id: number, { connection }: GraphContext) => connection().loaders.qualifications.one(id);

/** A person's name in the form Lucca gives managers' names, too. */
export function nameOf({ name, displayName }: EmployeeParent): string | null {
  return name ?? displayName;
}

/** A person's manager, who may be outside what the key sees; people who manage themselves have none. */
export function managerOf(user: EmployeeParent): ManagerParent | null {
  const id = user.managerId ?? user.manager?.id ?? null;
  // 0 is nobody.
  return !id || id === user.id ? null : partOf(user, { id, name: user.manager?.name ?? null });
}
