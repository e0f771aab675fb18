import type { Rows } from '../../cache/rows.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { relationOf, termOf } from '../contracts/kind.ts';
import type { DateRange, EmployeeFilter } from '../generated.ts';
import { departmentTree } from '../organisation/departmentTree.ts';
import { managerIdOf } from '../positions/positions.ts';
import { peopleNotDigested } from '../remuneration/remuneration.ts';
import { type Kind, numberIn } from '../server/ids.ts';
import { instantOf } from '../server/instant.ts';
import type { Category, CategoryName } from '../workerCategories/sources.ts';
import { requireCategories } from '../workerCategories/usable.ts';
import {
  requireGenders,
  requireQualifications,
  requireReturned,
  requireShown,
  requireStatuses,
} from './filterNeeds.ts';
import { genderOf } from './gender.ts';
import { type Hierarchy, hierarchyOf } from './hierarchy.ts';
import type { Population } from './population.ts';
import { createSearch } from './search.ts';
import { hiringDayOf, statusOf } from './status.ts';

/** Whether a person matches. */
type Test = (user: User) => boolean;

/** Creates the test for one condition of a filter, and loads what it needs besides the people. Null if the filter does not use it. */
type Condition = (
  filter: EmployeeFilter,
  population: Population,
  context: GraphContext,
) => PromiseOrValue<Test> | null | undefined;

/**
 * Creates a filter of a population; null if everybody matches. Throws `LuccaForbidden` if Lucca returns the filtered field for nobody:
 * Lucca omits data that the key may not read, and an empty list would look like a valid result. Throws `BadUserInput` if the field requires
 * no right.
 */
export function createEmployeeFilter(
  filter: EmployeeFilter,
  population: Population,
  context: GraphContext,
): PromiseOrValue<Test | null> {
  const tests = conditions.flatMap((condition) => condition(filter, population, context) ?? []);
  if (tests.length === 0) return null;
  return mapValue(allValues(tests), (tests) => (user) => tests.every((test) => test(user)));
}

const conditions: Condition[] = [
  ({ status }, population, context) =>
    status &&
    mapValue(population.dated(), (people) => {
      const test = among(status, (user) => statusOf(user, population.day));
      requireStatuses(status, people, test, context);
      return test;
    }),

  ({ departmentIds, includeSubdepartments }, population, context) => {
    if (!departmentIds) return null;
    const ids = numbersIn('department', departmentIds, context);
    if (!includeSubdepartments || ids.length === 0)
      return amongReturned('departmentIds', ids, ({ departmentId }) => departmentId, population.all);
    const { departments } = context.connection().loaders;
    return combine({ departments: departments.all(), people: population.all() }, ({ departments, people }) => {
      requireShown(departments.length > 0, people, 'DIRECTORY_ALL_DEPARTMENTS');
      requireReturned('filter.departmentIds', people, ({ departmentId }) => departmentId);
      const tree = departmentTree(departments);
      return among(tree.withBelow(ids), ({ departmentId }) => departmentId);
    });
  },

  ({ establishmentIds }, population, context) =>
    establishmentIds &&
    amongReturned(
      'establishmentIds',
      numbersIn('establishment', establishmentIds, context),
      ({ legalEntityId }) => legalEntityId,
      population.located,
    ),

  ({ legalEntityIds }, population, context) => {
    if (!legalEntityIds) return null;
    const ids = new Set(numbersIn('legalEntity', legalEntityIds, context));
    if (ids.size === 0) return () => false;
    const { establishments } = context.connection().loaders;
    return combine(
      { establishments: establishments.all(), people: population.located() },
      ({ establishments, people }) => {
        requireShown(establishments.length > 0, people, null);
        requireReturned('filter.legalEntityIds', people, ({ legalEntityId }) => legalEntityId);
        requireReturned('filter.legalEntityIds', establishments, ({ legalUnitId }) => legalUnitId);
        const theirs = establishments.filter(({ legalUnitId }) => legalUnitId !== null && ids.has(legalUnitId));
        return among(
          theirs.map(({ id }) => id),
          ({ legalEntityId }) => legalEntityId,
        );
      },
    );
  },

  ({ managerId, managerScope }, population, context) => {
    if (managerId == null) return null;
    const manager = numberIn('employee', managerId, context);
    return withPeople(population, (people) => {
      const hierarchy = hierarchyOf(people);
      requireShown(hierarchy.isShown, people, 'EMPLOYEE_MANAGERS');
      return manager === null ? () => false : isUnder(hierarchy, manager, managerScope);
    });
  },

  ({ hasManager }, population) =>
    hasManager == null
      ? null
      : withPeople(population, (people) => {
          requireShown(hierarchyOf(people).isShown, people, 'EMPLOYEE_MANAGERS');
          return (user) => (managerIdOf(user) !== null) === hasManager;
        }),

  ({ contractTerm, contractRelation }, population, context) => {
    if (!contractTerm && !contractRelation) return null;
    const { account, loaders } = context.connection();
    const { mapping } = account;
    const { contracts } = loaders;
    const [terms, relations] = [contractTerm && new Set(contractTerm), contractRelation && new Set(contractRelation)];
    return combine({ contracts: contracts.all(), people: population.all() }, ({ contracts, people }) => {
      requireShown(contracts.length > 0, people, 'EMPLOYEE_CONTRACTS');
      if (relations) requireReturned('filter.contractRelation', contracts, (each) => relationOf(each, mapping));
      const applicable = population.applicable(contracts);
      return ({ id }) => {
        const contract = applicable.get(id);
        if (!contract) return false;
        const relation = relationOf(contract, mapping);
        return (
          (!terms || terms.has(termOf(contract, mapping))) &&
          (!relations || (relation !== null && relations.has(relation)))
        );
      };
    });
  },

  ({ qualificationIds }, population, context) => {
    if (!qualificationIds) return null;
    const ids = numbersIn('qualification', qualificationIds, context);
    return withPeople(population, (people) => {
      requireQualifications('filter.qualificationIds', people, context);
      return among(ids, (user) => user.jobQualification?.id ?? null);
    });
  },

  ({ level }, population, context) => level && inCategory('level', level, population, context),

  ({ jobFamily }, population, context) => jobFamily && inCategory('jobFamily', jobFamily, population, context),

  ({ gender }, population, context) =>
    gender &&
    withPeople(population, (people) => {
      requireGenders(people, context);
      return among(gender, (user) => genderOf(user.gender));
    }),

  ({ hiredBetween }, population) => hiredBetween && within(hiredBetween, hiringDayOf, population),

  ({ leavesBetween }, population) => leavesBetween && within(leavesBetween, (user) => user.dtContractEnd, population),

  ({ modifiedSince }, population) => {
    if (!modifiedSince) return null;
    const since = modifiedSince.getTime();
    return withPeople(population, (people) => {
      requireReturned('filter.modifiedSince', people, (user) => user.modifiedAt);
      return ({ modifiedAt }) => (instantOf(modifiedAt) ?? Number.POSITIVE_INFINITY) >= since;
    });
  },

  ({ employeeNumbers }, population) =>
    employeeNumbers &&
    amongReturned('employeeNumbers', employeeNumbers, ({ employeeNumber }) => employeeNumber, population.all),

  ({ remunerationDigestNotIn: digests }, population, context) =>
    digests &&
    withPeople(population, (people) =>
      mapValue(
        peopleNotDigested(digests, people, context),
        (found): Test =>
          ({ id }) =>
            found.has(id),
      ),
    ),

  ({ search }, population) => (search?.trim() ? withPeople(population, createSearch(search)) : null),
];

const among = <Value>(values: Iterable<Value>, read: (user: User) => Value | null): Test => {
  const kept = new Set(values);
  return (user) => {
    const value = read(user);
    return value !== null && kept.has(value);
  };
};

const amongReturned = <Value>(
  name: keyof EmployeeFilter,
  values: readonly Value[],
  read: (user: User) => Value | null,
  people: () => PromiseOrValue<Rows<User>>,
) =>
  values.length === 0
    ? () => false
    : mapValue(people(), (people) => {
        requireReturned(`filter.${name}`, people, read);
        return among(values, read);
      });

/** Matches people whose category has one of these values. */
const inCategory = (
  name: CategoryName,
  values: readonly string[],
  population: Population,
  context: GraphContext,
): PromiseOrValue<Test> =>
  withPeople(population, (everybody) =>
    mapValue(requireCategories(name, `filter.${name}`, { people: everybody, everybody }, context), (categories) => {
      const wanted = new Set(values);
      const isWanted = (category: Category | null | undefined) => category != null && wanted.has(category.value);
      const found = new Set(everybody.flatMap(({ id }, index) => (isWanted(categories[index]) ? id : [])));
      return ({ id }) => found.has(id);
    }),
  );

/** Matches people with a day in a range. Lucca returns the first and the last day of people's contracts together. */
const within = ({ from, to }: DateRange, read: (user: User) => string | null, population: Population) =>
  mapValue(
    population.dated(),
    (): Test => (user) => {
      const day = read(user);
      return day !== null && (!from || day >= from) && (!to || day <= to);
    },
  );

const numbersIn = (kind: Kind, ids: readonly string[], context: GraphContext): number[] =>
  ids.flatMap((id) => numberIn(kind, id, context) ?? []);

const withPeople = (population: Population, make: (people: Rows<User>) => PromiseOrValue<Test>): PromiseOrValue<Test> =>
  mapValue(population.all(), make);

function isUnder({ reportsOf, below }: Hierarchy, manager: number, scope: EmployeeFilter['managerScope']): Test {
  const direct = new Set(reportsOf(manager).map(({ id }) => id));
  if (scope === 'DIRECT') return ({ id }) => direct.has(id);
  const all = below(manager);
  return ({ id }) => all.has(id) && (scope === 'ALL' || !direct.has(id));
}
