import type { Rows } from '../../cache/rows.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { LuccaForbidden } from '../../lucca/errors.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { emptiness } from '../dataGaps/gap.ts';
import { isProven } from '../dataGaps/shownRights.ts';
import { BadUserInput } from '../errors.ts';
import type { DateRange, EmployeeFilter } from '../generated.ts';
import { departmentTree } from '../organisation/departmentTree.ts';
import { managerIdOf } from '../positions/positions.ts';
import { type Kind, numberIn } from '../server/ids.ts';
import { instantOf } from '../server/instant.ts';
import { applicableKinds } from './applicableContract.ts';
import { genderOf } from './gender.ts';
import { type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { createSearch } from './search.ts';
import { statusOf } from './status.ts';

/** Whether a person matches. */
type Test = (user: User) => boolean;

/** Creates the test for one condition of a filter, and loads what it needs besides the people. Null if the filter does not use it. */
type Condition = (filter: EmployeeFilter, context: GraphContext) => PromiseOrValue<Test> | null | undefined;

/**
 * Creates a filter of people; null if everybody matches. Throws `LuccaForbidden` if Lucca shows the key the filtered field for nobody: Lucca omits what the key has no
 * right to, and an empty list would look like a valid result. Throws `BadUserInput` if no right shows the field.
 */
export function createEmployeeFilter(filter: EmployeeFilter, context: GraphContext): PromiseOrValue<Test | null> {
  const tests = conditions.flatMap((condition) => condition(filter, context) ?? []);
  if (tests.length === 0) return null;
  return mapValue(allValues(tests), (tests) => (user) => tests.every((test) => test(user)));
}

const conditions: Condition[] = [
  ({ status }, { today }) => status && among(status, (user) => statusOf(user, today)),

  ({ departmentIds, includeSubdepartments }, context) => {
    if (!departmentIds) return null;
    const ids = numbersIn('department', departmentIds, context);
    const inThem = among(ids, ({ departmentId }) => departmentId);
    if (!includeSubdepartments || ids.length === 0) return inThem;
    const { departments, employees } = context.connection().loaders;
    return combine({ departments: departments.all(), people: employees.all() }, ({ departments, people }) => {
      requireShown(departments.length > 0, people);
      const tree = departmentTree(departments);
      return among(tree.withBelow(ids), ({ departmentId }) => departmentId);
    });
  },

  ({ establishmentIds }, context) =>
    establishmentIds &&
    among(numbersIn('establishment', establishmentIds, context), ({ legalEntityId }) => legalEntityId),

  ({ legalEntityIds }, context) => {
    if (!legalEntityIds) return null;
    const ids = new Set(numbersIn('legalEntity', legalEntityIds, context));
    if (ids.size === 0) return () => false;
    const { establishments, employees } = context.connection().loaders;
    return combine({ establishments: establishments.all(), people: employees.all() }, ({ establishments, people }) => {
      requireShown(establishments.length > 0, people);
      const theirs = establishments.filter(({ legalUnitId }) => legalUnitId !== null && ids.has(legalUnitId));
      return among(
        theirs.map(({ id }) => id),
        ({ legalEntityId }) => legalEntityId,
      );
    });
  },

  ({ managerId, managerScope }, context) => {
    if (managerId == null) return null;
    const manager = numberIn('employee', managerId, context);
    return withPeople(context, (people) => {
      const hierarchy = hierarchyOf(people);
      requireShown(hierarchy.isShown, people);
      return manager === null ? () => false : isUnder(hierarchy, manager, managerScope);
    });
  },

  ({ hasManager }, context) =>
    hasManager == null
      ? null
      : withPeople(context, (people) => {
          requireShown(hierarchyOf(people).isShown, people);
          return (user) => (managerIdOf(user) !== null) === hasManager;
        }),

  ({ contractTerm, contractRelation }, context) => {
    if (!contractTerm && !contractRelation) return null;
    const { contracts, employees } = context.connection().loaders;
    const [terms, relations] = [contractTerm && new Set(contractTerm), contractRelation && new Set(contractRelation)];
    return combine({ contracts: contracts.all(), people: employees.all() }, ({ contracts, people }) => {
      requireShown(contracts.length > 0, people);
      const kinds = applicableKinds(contracts);
      return ({ id }) => {
        const kind = kinds.get(id);
        if (!kind) return false;
        return (
          (!terms || terms.has(kind.term)) && (!relations || (kind.relation !== null && relations.has(kind.relation)))
        );
      };
    });
  },

  ({ qualificationIds }, context) => {
    if (!qualificationIds) return null;
    const ids = numbersIn('qualification', qualificationIds, context);
    return withPeople(context, (people) => {
      requireReported(people, context);
      const isShown = isProven('EMPLOYEE_QUALIFICATIONS', context.connection());
      requireShown(isShown || people.some(({ jobQualification }) => jobQualification !== null), people);
      return among(ids, (user) => user.jobQualification?.id ?? null);
    });
  },

  ({ gender }, context) =>
    gender &&
    withPeople(context, (people) => {
      const isShown = isProven('PERSONNEL_FILES', context.connection());
      requireShown(isShown || people.some((user) => user.gender !== null), people);
      return among(gender, (user) => genderOf(user.gender));
    }),

  ({ hiredBetween }, context) => hiredBetween && within(hiredBetween, (user) => user.dtContractStart, context),

  ({ leavesBetween }, context) => leavesBetween && within(leavesBetween, (user) => user.dtContractEnd, context),

  ({ modifiedSince }) => {
    if (!modifiedSince) return null;
    const since = modifiedSince.getTime();
    return ({ modifiedAt }) => (instantOf(modifiedAt) ?? Number.NEGATIVE_INFINITY) >= since;
  },

  ({ employeeNumbers }) => employeeNumbers && among(employeeNumbers, ({ employeeNumber }) => employeeNumber),

  ({ search }, context) => (search?.trim() ? withPeople(context, createSearch(search)) : null),
];

const among = <Value>(values: Iterable<Value>, read: (user: User) => Value | null): Test => {
  const kept = new Set(values);
  return (user) => {
    const value = read(user);
    return value !== null && kept.has(value);
  };
};

/** Matches people with a day in a range. One right in Lucca shows both the first and the last day of contracts. */
const within = ({ from, to }: DateRange, read: (user: User) => string | null, context: GraphContext) =>
  withPeople(context, (people) => {
    requireShown(
      people.some(({ dtContractStart }) => dtContractStart !== null),
      people,
    );
    return (user) => {
      const day = read(user);
      return day !== null && (!from || day >= from) && (!to || day <= to);
    };
  });

const numbersIn = (kind: Kind, ids: readonly string[], context: GraphContext): number[] =>
  ids.flatMap((id) => numberIn(kind, id, context) ?? []);

const withPeople = (context: GraphContext, make: (people: Rows<User>) => PromiseOrValue<Test>): PromiseOrValue<Test> =>
  mapValue(context.connection().loaders.employees.all(), make);

function requireShown(isShown: boolean, people: Rows<User>) {
  if (!isShown && people.length > 0) throw new LuccaForbidden({ resource: 'users' });
}

function requireReported(people: Rows<User>, context: GraphContext) {
  const isMissing = emptiness('EMPLOYEE_QUALIFICATIONS', context).reason === 'PERMISSION_MISSING';
  if (!isMissing && people.length > 0 && !people.some(({ isQualificationReported }) => isQualificationReported))
    throw new BadUserInput(
      "`filter.qualificationIds` cannot be used: this Lucca does not return people's qualifications.",
    );
}

function isUnder({ reportsOf, below }: Hierarchy, manager: number, scope: EmployeeFilter['managerScope']): Test {
  const direct = new Set(reportsOf(manager).map(({ id }) => id));
  if (scope === 'DIRECT') return ({ id }) => direct.has(id);
  const all = below(manager);
  return ({ id }) => all.has(id) && (scope === 'ALL' || !direct.has(id));
}
