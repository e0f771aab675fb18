import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { isIncomplete, mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { isNoGender } from '../../genders.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import { isTypeUnknown } from '../contracts/kind.ts';
import { workingTimeOf } from '../contracts/workingTime.ts';
import type { Gap } from '../dataGaps/gap.ts';
import { statusOf } from '../employees/status.ts';
import type { DataQualityCode } from '../generated.ts';
import { managerIdOf } from '../positions/positions.ts';
import { filterInTurns } from '../server/inTurns.ts';
import { onceFor } from '../server/onceFor.ts';
import type { Scope } from '../server/viewer.ts';
import type { CategoryName } from '../workerCategories/sources.ts';
import { isGap, isSourceUnread, loadCategories, notSetByAccount } from '../workerCategories/usable.ts';

/** All people, and those employed today. */
export type Workforce = { everybody: Rows<User>; active: Rows<User> };

/** The check for one issue. */
export type Check = {
  /** The scope and the rights that it needs in addition to those for people. */
  scope: Scope | null;
  permissions: readonly PermissionCode[] | ((context: GraphContext) => readonly PermissionCode[]);
  /** The columns of Lucca's rows that it reads. People with an unreadable column are not reported. */
  columns?: readonly (keyof User)[];
  /**
   * Returns the people employed today who have the issue, or why this cannot be determined. Loads the data that it needs, and rejects if
   * that fails.
   */
  find: (workforce: Workforce, context: GraphContext) => PromiseOrValue<Rows<User> | Gap>;
};

/** A check that needs only each person's own row. */
const byRow =
  (hasIssue: (user: User) => boolean): Check['find'] =>
  ({ active }, { work }) =>
    filterInTurns(active, hasIssue, work);

/** The keys to look up for each person. */
export const numbersOf = (people: Rows<User>): number[] => people.map(({ id }) => id);

/** A check of each person's contracts. */
const byContracts =
  (hasIssue: (contracts: Rows<WorkContract>, context: GraphContext) => boolean): Check['find'] =>
  ({ active }, context) => {
    const { contracts } = context.connection().loaders;
    const look = ({ id }: User) => mapValue(contracts.many(id), (theirs) => hasIssue(theirs, context));
    return mapValue(contracts.prepare(numbersOf(active)), () => filterInTurns(active, look, context.work));
  };

/** A check that people have a category in the source that the account has set for it. */
const inCategory =
  (name: CategoryName): Check['find'] =>
  ({ everybody, active }, context) => {
    const source = context.connection().account.mapping[name];
    if (source === null) return notSetByAccount(name);
    return mapValue(loadCategories(name, { people: active, everybody }, context), (categories) => {
      if (isGap(categories)) return categories;
      return active.filter((user, index) => categories[index] === null && !isSourceUnread(source, user));
    });
  };

/**
 * A check that the objects people refer to are in one of Lucca's lists. If rows of the list could not be parsed, the object may be one of
 * them.
 */
const inList =
  (
    read: (loaders: Loaders) => PromiseOrValue<Rows<{ id: number }>>,
    idOf: (user: User) => number | null,
  ): Check['find'] =>
  ({ active }, { connection, work }) =>
    mapValue(read(connection().loaders), (rows) => {
      const shown = new Set(rows.map(({ id }) => id));
      const isMissing = (user: User) => {
        const id = idOf(user);
        return id !== null && !shown.has(id);
      };
      return mayBeIncomplete(rows) ? [] : filterInTurns(active, isMissing, work);
    });

/** The issues that are not about pay. */
export const checks = {
  MANAGER_MISSING: {
    scope: null,
    permissions: ['EMPLOYEE_MANAGERS'],
    columns: ['managerId', 'manager'],
    find: byRow(({ managerId, manager }) => managerId === null && manager === null),
  },
  MANAGER_CYCLE: { scope: null, permissions: ['EMPLOYEE_MANAGERS'], find: inManagerCycle },
  NO_APPLICABLE_CONTRACT: {
    scope: null,
    permissions: ['EMPLOYEE_CONTRACTS'],
    find({ everybody, active }, context) {
      // People without a contract are not known to be employed.
      const unknown = everybody.filter((user) => statusOf(user, context.today) === 'UNKNOWN');
      return byContracts(
        (contracts, { today }) =>
          !isIncomplete(contracts) &&
          !contracts.some((each) => each.isApplicable ?? contractOn([each], today) !== null),
      )({ everybody, active: [...active, ...unknown] }, context);
    },
  },
  CONTRACT_TYPE_UNKNOWN: {
    scope: null,
    permissions: ['EMPLOYEE_CONTRACTS'],
    find: byContracts((contracts, { today, connection }) => {
      const contract = contractOn(contracts, today);
      return contract !== null && isTypeUnknown(contract, connection().account.mapping);
    }),
  },
  OVERLAPPING_CONTRACTS: { scope: null, permissions: ['EMPLOYEE_CONTRACTS'], find: byContracts(hasOverlap) },
  GENDER_MISSING: {
    scope: 'lucca:demographics:read',
    permissions: ['PERSONNEL_FILES'],
    columns: ['gender'],
    find: byRow(({ gender }) => gender === null || isNoGender(gender)),
  },
  BIRTH_DATE_MISSING: {
    scope: 'lucca:demographics:read',
    permissions: ['PERSONNEL_FILES'],
    columns: ['birthDate'],
    find: byRow(({ birthDate }) => birthDate === null),
  },
  QUALIFICATION_MISSING: {
    scope: null,
    permissions: ['EMPLOYEE_QUALIFICATIONS'],
    columns: ['jobQualification'],
    find: byRow(({ jobQualification }) => jobQualification === null),
  },
  LEVEL_MISSING: { scope: null, permissions: [], find: inCategory('level') },
  JOB_FAMILY_MISSING: { scope: null, permissions: [], find: inCategory('jobFamily') },
  WORKING_TIME_MISSING: {
    scope: null,
    permissions: ['PAGGA_INDIVIDUAL_SITUATIONS'],
    find: ({ active }, context) =>
      filterInTurns(
        active,
        (user) =>
          mapValue(
            workingTimeOf(user, null, context.today, context, context.connection().loaders),
            (time) => time?.origin === 'ASSUMED',
          ),
        context.work,
      ),
  },
  DEPARTMENT_NOT_SHOWN: {
    scope: null,
    permissions: ['DIRECTORY_ALL_DEPARTMENTS'],
    find: inList(
      ({ departments }) => departments.all(),
      ({ departmentId }) => departmentId,
    ),
  },
  ESTABLISHMENT_NOT_SHOWN: {
    scope: null,
    permissions: [],
    find: inList(
      ({ establishments }) => establishments.all(),
      ({ legalEntityId }) => legalEntityId,
    ),
  },
  EMPLOYEE_NUMBER_DUPLICATE: { scope: null, permissions: [], find: withSharedNumber },
} satisfies Partial<Record<DataQualityCode, Check>>;

function hasOverlap(contracts: Rows<WorkContract>): boolean {
  const inOrder = contracts.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  let end = '';
  for (const { startsOn, endsOn } of inOrder) {
    if (startsOn <= end) return true;
    end = endsOn ?? '9999-12-31';
  }
  return false;
}

function inManagerCycle({ everybody, active }: Workforce, { work }: GraphContext): PromiseOrValue<Rows<User>> {
  return filterInTurns(active, ({ id }) => inCycles(everybody).has(id), work);
}

/** The numbers of the people who are their own indirect manager. */
const inCycles = onceFor((everybody: Rows<User>): ReadonlySet<number> => {
  const above = new Map(everybody.map((user) => [user.id, managerIdOf(user)]));
  const found = new Set<number>();
  const done = new Set<number>();
  for (const { id } of everybody) {
    const chain = new Set<number>();
    let at: number | null = id;
    for (; at !== null && !done.has(at) && !chain.has(at); at = above.get(at) ?? null) chain.add(at);
    if (at !== null && chain.has(at)) for (const each of [...chain].slice([...chain].indexOf(at))) found.add(each);
    for (const each of chain) done.add(each);
  }
  return found;
});

const numberKeyOf = ({ legalEntityId, employeeNumber }: User) => `${legalEntityId} ${employeeNumber}`;

/** How many people have each employee number of an establishment. */
const countsByNumber = onceFor((people: Rows<User>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const key of people.map(numberKeyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
});

function withSharedNumber({ active }: Workforce, { work }: GraphContext): PromiseOrValue<Rows<User>> {
  const isShared = (user: User) => (countsByNumber(active).get(numberKeyOf(user)) ?? 0) > 1;
  return filterInTurns(active, (user) => user.employeeNumber !== null && isShared(user), work);
}
