import { partOf } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { answerIf, type Explanations, notShown } from '../dataGaps/explain.ts';
import type { Resolvers } from '../generated.ts';
import { establishmentSelected } from '../organisation/ofEstablishment.ts';
import type { EmployeeParent, ManagerParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { idOf } from '../server/ids.ts';
import { withoutCategory } from '../workerCategories/explain.ts';
import { categoryOf } from '../workerCategories/sources.ts';
import { notReturned } from '../workerCategories/usable.ts';

export const positions: Resolvers = {
  Position: {
    employee: (user) => user,
    occupationCategory: (user) => user.csp && partOf(user, user.csp),
    qualification: (user) => user.jobQualification && partOf(user, user.jobQualification),
    department: (user, _, context) => entityById('Department', user.departmentId, context),
    establishment: (user, _, context, info) => establishmentSelected(user.legalEntityId, context, info),
    manager: managerOf,
    level: (user, _, context) => categoryOf('level', user, context),
    jobFamily: (user, _, context) => categoryOf('jobFamily', user, context),
  },
  Qualification: {
    title: ({ name }) => name,
    profession: ({ id }, _, context) =>
      mapValue(entityById('Qualification', id, context), (found) => found?.job?.name ?? null),
    rank: ({ id }, _, context) =>
      mapValue(entityById('Qualification', id, context), (found) => found?.level?.position ?? null),
  },
  Manager: {
    id: ({ id }, _, context) => idOf('employee', id, context),
    displayName: ({ id, name }, _, context) =>
      name ?? mapValue(entityById('Employee', id, context), (employee) => employee && nameOf(employee)),
    employee: ({ id }, _, context) => entityById('Employee', id, context),
  },
};

// This is how Lucca records that a person has no manager.
export const managesThemself = answerIf<EmployeeParent>(
  ({ id, managerId, manager }) => (managerId ?? manager?.id) === id,
);

const managerNotShown = notShown<ManagerParent>('Employee', ({ id }) => id);

/** Why fields of positions and managers are null. */
export const positionExplanations: Explanations = {
  Position: {
    manager: managesThemself,
    department: notShown('Department', ({ departmentId }) => departmentId),
    establishment: notShown('Establishment', ({ legalEntityId }) => legalEntityId),
    qualification({ isQualificationReported }, { usual }) {
      const why = usual();
      if (isQualificationReported || why.reason === 'PERMISSION_MISSING') return why;
      return notReturned;
    },
    level: withoutCategory('level'),
    jobFamily: withoutCategory('jobFamily'),
  },
  // Lucca returns only the number of a department's head: without the person's record there is no name.
  Manager: { displayName: managerNotShown, employee: managerNotShown },
};

/** A person's name, in the form that Lucca also uses for managers. */
export function nameOf({ name, displayName }: EmployeeParent): string | null {
  return name ?? displayName;
}

/** The number of a person's manager, even if hidden from the key; null for people who manage themselves. */
export function managerIdOf({ id, managerId, manager }: Pick<User, 'id' | 'managerId' | 'manager'>): number | null {
  const number = managerId ?? manager?.id ?? null;
  // 0 means nobody.
  return !number || number === id ? null : number;
}

/** A person's manager, even if hidden from the key; people who manage themselves have none. */
export function managerOf(user: EmployeeParent): ManagerParent | null {
  const id = managerIdOf(user);
  return id === null ? null : partOf(user, { id, name: user.manager?.name ?? null });
}
