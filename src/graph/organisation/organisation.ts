import { partOf, type Rows } from '../../cache/rows.ts';
import { combine, mapValue } from '../../loaders/promiseOrValue.ts';
import type { Department } from '../../lucca/resources/departments.ts';
import type { Establishment } from '../../lucca/resources/establishments.ts';
import { type Explanations, notShown } from '../dataGaps/explain.ts';
import { datedPeople } from '../employees/dated.ts';
import { openEmployeesPage } from '../employees/list.ts';
import { workforceOn } from '../employees/people.ts';
import type { Resolvers } from '../generated.ts';
import type { DepartmentParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { onceFor } from '../server/onceFor.ts';
import { countryOfWork } from './countryOfWork.ts';
import { departmentTree } from './departmentTree.ts';
import { legalEntityById, legalEntityNotShown } from './ofEstablishment.ts';

export const organisation: Resolvers = {
  Query: {
    departments: (_, _args, context) => mapValue(context.connection().loaders.departments.all(), rootsFirst),
    establishments: (_, _args, context) => mapValue(context.connection().loaders.establishments.all(), byName),
  },
  Department: {
    level: (department) => levelOf(department),
    parent: ({ parentLuccaId }, _, context) => entityById('Department', parentLuccaId, context),
    ancestors: (department, _, context) =>
      mapValue(context.connection().loaders.departments.all(), (all) => departmentTree(all).ancestorsOf(department)),
    children: ({ id }, _, context) =>
      mapValue(context.connection().loaders.departments.all(), (all) => [...departmentTree(all).childrenOf(id)]),
    employees({ id }, { includeSubtree, ...args }, context) {
      const page = openEmployeesPage({ ofDepartment: id, includeSubtree }, args, context);
      const { departments } = context.connection().loaders;
      return combine({ people: datedPeople(context), all: departments.all() }, ({ people, all }) => {
        const workforce = workforceOn(people, context.today);
        return page(
          includeSubtree
            ? workforce.ofSubtree(id, departmentTree(all), context.work.spend)
            : workforce.ofDepartment(id),
        );
      });
    },
    // 0 means nobody.
    head: (department) => (department.headId ? partOf(department, { id: department.headId, name: null }) : null),
  },
  Establishment: {
    legalEntity: ({ legalUnitId }, _, context) => legalEntityById(legalUnitId, context),
    city: ({ address }) => address?.city ?? null,
    timeZone: ({ timeZoneId }) => timeZoneId,
    countryOfWork: (establishment, _, context) => countryOfWork(establishment, context),
  },
  LegalEntity: {
    country: ({ country }) => country?.code ?? null,
    currency: ({ country }) => country?.currencyCode ?? null,
  },
};

/** Why fields of the organisation are null. */
export const organisationExplanations: Explanations = {
  Department: {
    // The root has none above it.
    parent: (unit, field) => (unit.parentLuccaId === null ? null : parentNotShown(unit, field)),
  },
  Establishment: { legalEntity: legalEntityNotShown, countryOfWork: legalEntityNotShown },
};

const parentNotShown = notShown<DepartmentParent>('Department', ({ parentLuccaId }) => parentLuccaId);

// Lucca writes a department's position as the ranks from the root to it: `/1/2/2/`.
const levelOf = ({ hierarchy }: DepartmentParent) => (hierarchy ?? '').split('/').filter(Boolean).length || null;

const rootsFirst = onceFor((departments: Rows<Department>) => {
  const levels = new Map(departments.map((each) => [each, levelOf(each) ?? 0]));
  return departments.toSorted((a, b) => (levels.get(a) ?? 0) - (levels.get(b) ?? 0));
});

const byName = onceFor((establishments: Rows<Establishment>) =>
  establishments.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
);
