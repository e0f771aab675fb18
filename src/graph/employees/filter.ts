import { isProvenByPeople } from '../../accounts/rights/provenBy.ts';
import type { Rows } from '../../cache/rows.ts';
import { isNoGender } from '../../genders.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { relationOf, termOf } from '../contracts/kind.ts';
import { isProven } from '../dataGaps/shownRights.ts';
import type { DateRange, EmployeeFilter } from '../generated.ts';
import { departmentTree } from '../organisation/departmentTree.ts';
import { managerIdOf } from '../positions/positions.ts';
import { type Kind, numberIn } from '../server/ids.ts';
import { instantOf } from '../server/instant.ts';
import { applicableContracts } from './applicableContract.ts';
import { datedPeople } from './dated.ts';
import { requireReported, requireReturned, requireShown, requireStatuses } from './filterNeeds.ts';
import { genderOf } from './gender.ts';
import { type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { createSearch } from './search.ts';
import { hiringDayOf, statusOf } from './status.ts';

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
  ({ status }, context) =>
    status &&
    mapValue(datedPeople(context), (people) => {
      const test = among(status, (user) => statusOf(user, context.today));
      requireStatuses(status, people, test, context);
      return test;
    }),

  ({ departmentIds, includeSubdepartments }, context) => {
    if (!departmentIds) return null;
    const ids = numbersIn('department', departmentIds, context);
    if (!includeSubdepartments || ids.length === 0)
      return amongReturned('departmentIds', ids, ({ departmentId }) => departmentId, context);
    const { departments, employees } = context.connection().loaders;
    return combine({ departments: departments.all(), people: employees.all() }, ({ departments, people }) => {
      requireShown(departments.length > 0, people, 'DIRECTORY_ALL_DEPARTMENTS');
      requireReturned('departmentIds', people, ({ departmentId }) => departmentId);
      const tree = departmentTree(departments);
      return among(tree.withBelow(ids), ({ departmentId }) => departmentId);
    });
  },

  ({ establishmentIds }, context) =>
    establishmentIds &&
    amongReturned(
      'establishmentIds',
      numbersIn('establishment', establishmentIds, context),
      ({ legalEntityId }) => legalEntityId,
      context,
    ),

  ({ legalEntityIds }, context) => {
    if (!legalEntityIds) return null;
    const ids = new Set(numbersIn('legalEntity', legalEntityIds, context));
    if (ids.size === 0) return () => false;
    const { establishments, employees } = context.connection().loaders;
    return combine({ establishments: establishments.all(), people: employees.all() }, ({ establishments, people }) => {
      requireShown(establishments.length > 0, people, null);
      requireReturned('legalEntityIds', people, ({ legalEntityId }) => legalEntityId);
      requireReturned('legalEntityIds', establishments, ({ legalUnitId }) => legalUnitId);
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
      requireShown(hierarchy.isShown, people, 'EMPLOYEE_MANAGERS');
      return manager === null ? () => false : isUnder(hierarchy, manager, managerScope);
    });
  },

  ({ hasManager }, context) =>
    hasManager == null
      ? null
      : withPeople(context, (people) => {
          requireShown(hierarchyOf(people).isShown, people, 'EMPLOYEE_MANAGERS');
          return (user) => (managerIdOf(user) !== null) === hasManager;
        }),

  ({ contractTerm, contractRelation }, context) => {
    if (!contractTerm && !contractRelation) return null;
    const { contracts, employees } = context.connection().loaders;
    const [terms, relations] = [contractTerm && new Set(contractTerm), contractRelation && new Set(contractRelation)];
    return combine({ contracts: contracts.all(), people: employees.all() }, ({ contracts, people }) => {
      requireShown(contracts.length > 0, people, 'EMPLOYEE_CONTRACTS');
      if (relations) requireReturned('contractRelation', contracts, relationOf);
      const applicable = applicableContracts(contracts, context.today);
      return ({ id }) => {
        const contract = applicable.get(id);
        if (!contract) return false;
        const relation = relationOf(contract);
        return (
          (!terms || terms.has(termOf(contract))) && (!relations || (relation !== null && relations.has(relation)))
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
      requireShown(
        isShown || people.some(({ jobQualification }) => jobQualification !== null),
        people,
        'EMPLOYEE_QUALIFICATIONS',
      );
      return among(ids, (user) => user.jobQualification?.id ?? null);
    });
  },

  ({ gender }, context) =>
    gender &&
    withPeople(context, (people) => {
      // Custom fields prove the right, too, and say nothing of genders.
      const isShown = isProven('PERSONNEL_FILES', context.connection(), isProvenByPeople);
      requireShown(
        isShown || people.some(({ gender }) => gender !== null && !isNoGender(gender)),
        people,
        'PERSONNEL_FILES',
      );
      return among(gender, (user) => genderOf(user.gender));
    }),

  ({ hiredBetween }, context) => hiredBetween && within(hiredBetween, hiringDayOf, context),

  ({ leavesBetween }, context) => leavesBetween && within(leavesBetween, (user) => user.dtContractEnd, context),

  ({ modifiedSince }, context) => {
    if (!modifiedSince) return null;
    const since = modifiedSince.getTime();
    return withPeople(context, (people) => {
      requireReturned('modifiedSince', people, (user) => user.modifiedAt);
      return ({ modifiedAt }) => (instantOf(modifiedAt) ?? Number.POSITIVE_INFINITY) >= since;
    });
  },

  ({ employeeNumbers }, context) =>
    employeeNumbers &&
    amongReturned('employeeNumbers', employeeNumbers, ({ employeeNumber }) => employeeNumber, context),

  ({ search }, context) => (search?.trim() ? withPeople(context, createSearch(search)) : null),
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
  context: GraphContext,
) =>
  values.length === 0
    ? () => false
    : withPeople(context, (people) => {
        requireReturned(name, people, read);
        return among(values, read);
      });

/** Matches people with a day in a range. Lucca shows the first and the last day of people's contracts together. */
const within = ({ from, to }: DateRange, read: (user: User) => string | null, context: GraphContext) =>
  mapValue(
    datedPeople(context),
    (): Test => (user) => {
      const day = read(user);
      return day !== null && (!from || day >= from) && (!to || day <= to);
    },
  );

const numbersIn = (kind: Kind, ids: readonly string[], context: GraphContext): number[] =>
  ids.flatMap((id) => numberIn(kind, id, context) ?? []);

const withPeople = (context: GraphContext, make: (people: Rows<User>) => PromiseOrValue<Test>): PromiseOrValue<Test> =>
  mapValue(context.connection().loaders.employees.all(), make);

function isUnder({ reportsOf, below }: Hierarchy, manager: number, scope: EmployeeFilter['managerScope']): Test {
  const direct = new Set(reportsOf(manager).map(({ id }) => id));
  if (scope === 'DIRECT') return ({ id }) => direct.has(id);
  const all = below(manager);
  return ({ id }) => all.has(id) && (scope === 'ALL' || !direct.has(id));
}
