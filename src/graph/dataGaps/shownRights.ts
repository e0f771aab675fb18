import type { Check, PermissionCode } from '../../accounts/rights/permissions.ts';
import { isProvenByPeople } from '../../accounts/rights/provenBy.ts';
import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { isNoGender } from '../../genders.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { User } from '../../lucca/resources/users.ts';
import { isUnread, unreadOf } from '../../lucca/unread.ts';
import type { ConnectedAccount } from '../context.ts';
import { isReadFromPerson } from '../server/entities.ts';
import { nullableFields } from '../typeDefs.ts';

/** The properties of a person's row that require a right, according to the `@nullable` of `Employee` and `Position`. */
const propertiesShownBy = (permission: PermissionCode): string[] =>
  [...nullableFields]
    .filter(([coordinate, { rights }]) => isReadFromPerson(coordinate) && rights.includes(permission))
    .flatMap(([, { row }]) => row);

const hasValue = (properties: readonly string[]) => (user: User) =>
  Object.entries(user).some(([property, value]) => properties.includes(property) && isEvidence(property, value)) ||
  properties.some((property) => isUnread(user, property));

const isEvidence = (property: string, value: unknown) =>
  value !== null && !(property === 'gender' && typeof value === 'string' && isNoGender(value));

const hasPayFigures = ({ applicationData }: User) =>
  applicationData !== null &&
  ((applicationData.fullTimeEquivalent ?? applicationData.theoreticalRemuneration) !== null ||
    Object.keys(unreadOf(applicationData)).length > 0);

type ListOfPeople = Pick<Loaders['contracts' | 'fixedItems' | 'variableItems'], 'cached'>;

/** Whether a cached list is empty. Skipped rows count as rows. */
const isNone = (rows: Rows<object> | undefined) => rows?.length === 0 && !mayBeIncomplete(rows);

/** Whether Lucca has no such rows for anybody. In a small company they may be cached by person. */
function isEmpty(list: ListOfPeople, employees: Loaders['employees']): boolean {
  const whole = list.cached();
  if (whole) return isNone(whole);
  return employees.cached()?.every(({ id }) => list.cached(id)?.length === 0) ?? false;
}

/** Whether the cache contains data that requires a right for at least one of these people. Never reads from Lucca. */
export function isShown(permission: PermissionCode, people: Rows<User>, { contracts, fixedItems }: Loaders): boolean {
  const isAnyCached = (list: ListOfPeople) => people.some(({ id }) => (list.cached(id)?.length ?? 0) > 0);
  if (permission === 'EMPLOYEE_CONTRACTS') return isAnyCached(contracts);
  if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') return people.some(hasPayFigures) || isAnyCached(fixedItems);
  const properties = propertiesShownBy(permission);
  // Not every Lucca returns people's qualifications: that nobody has one says nothing about the right.
  if (properties.length === 0 || permission === 'EMPLOYEE_QUALIFICATIONS') return people.length > 0;
  return people.some(hasValue(properties));
}

const seen = new WeakMap<Rows<User>, Map<PermissionCode, boolean>>();

/**
 * Whether a proven right seems to have been removed since: the whole company is cached, without any data that requires the right. False if
 * the whole company is not cached. Never reads from Lucca.
 */
export function isLost(check: Check, { employees, contracts, fixedItems, variableItems }: Loaders): boolean {
  const { permission, evidence } = check;
  if (evidence.rowsFilled === 0) return false;
  if (permission === 'EMPLOYEE_CONTRACTS') return isNone(contracts.cached());
  if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') return !isProvenByPeople(check) && isEmpty(fixedItems, employees);
  if (permission === 'PAGGA_EVP_SCREEN') return isEmpty(variableItems, employees);
  // The right may have been proven by data that is not cached: personnel files can be proven by custom fields alone.
  const properties = isProvenByPeople(check) ? propertiesShownBy(permission) : [];
  const users = employees.cached();
  if (properties.length === 0 || !users || users.length === 0 || mayBeIncomplete(users)) return false;
  const answers = seen.get(users) ?? new Map<PermissionCode, boolean>();
  seen.set(users, answers);
  const isSeen = answers.get(permission) ?? users.some(hasValue(properties));
  answers.set(permission, isSeen);
  return !isSeen;
}

/**
 * Whether a right was proven (by evidence that passes the test, if there is one) and does not seem to have been removed since. Never reads
 * from Lucca.
 */
export const isProven = (
  permission: PermissionCode,
  { account, loaders }: ConnectedAccount,
  isEvidence: (check: Check) => boolean = () => true,
): boolean =>
  account.checks.some(
    (check) =>
      check.permission === permission && check.verdict === 'GRANTED' && isEvidence(check) && !isLost(check, loaders),
  );
