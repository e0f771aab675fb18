import type { Check, PermissionCode } from '../../accounts/rights/permissions.ts';
import { isProvenByPeople } from '../../accounts/rights/provenBy.ts';
import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { Connection } from '../context.ts';
import { nullableFields } from '../typeDefs.ts';

/** The properties of a person's row that only one right shows: those that the fields of the types made of that row are read from. */
const propertiesShownBy = (permission: PermissionCode): string[] =>
  [...nullableFields]
    .filter(([coordinate, { rights }]) => /^(Employee|Position)\./.test(coordinate) && rights.includes(permission))
    .flatMap(([, { row }]) => row);

const hasValue = (properties: readonly string[]) => (user: User) =>
  Object.entries(user).some(([property, value]) => value !== null && properties.includes(property));

const hasPayFigures = ({ applicationData }: User) =>
  (applicationData?.fullTimeEquivalent ?? applicationData?.theoreticalRemuneration ?? null) !== null;

type ListOfPeople = Pick<Loaders['contracts' | 'fixedItems' | 'variableItems'], 'cached'>;

/** Whether all is held, and is nothing; rows that were left out would have been something. */
const isNone = (rows: Rows<object> | undefined) => rows?.length === 0 && !mayBeIncomplete(rows);

/** Whether a list of people's is empty; a small company's may be held person by person. */
function isEmpty(list: ListOfPeople, employees: Loaders['employees']): boolean {
  const whole = list.cached();
  if (whole) return isNone(whole);
  return employees.cached()?.every(({ id }) => list.cached(id)?.length === 0) ?? false;
}

/** Whether something of what a right shows is held of one of these people at least; never asks Lucca. */
export function isShown(permission: PermissionCode, people: Rows<User>, { contracts, fixedItems }: Loaders): boolean {
  const isAnyHeld = (list: ListOfPeople) => people.some(({ id }) => (list.cached(id)?.length ?? 0) > 0);
  if (permission === 'EMPLOYEE_CONTRACTS') return isAnyHeld(contracts);
  if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') return people.some(hasPayFigures) || isAnyHeld(fixedItems);
  const properties = propertiesShownBy(permission);
  // Not every Lucca tells who has which qualification: that nobody has one says nothing about the right.
  if (properties.length === 0 || permission === 'EMPLOYEE_QUALIFICATIONS') return people.length > 0;
  return people.some(hasValue(properties));
}

const seen = new WeakMap<Rows<User>, Map<PermissionCode, boolean>>();

/**
 * Whether a right that was proven seems to have been taken away since: the whole company is held, and nothing of what the right
 * shows is in it any more. Never asks Lucca; false where the whole is not held.
 */
export function isLost(check: Check, { employees, contracts, fixedItems, variableItems }: Loaders): boolean {
  const { permission, evidence } = check;
  if (evidence.rowsFilled === 0) return false;
  if (permission === 'EMPLOYEE_CONTRACTS') return isNone(contracts.cached());
  if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') return !isProvenByPeople(check) && isEmpty(fixedItems, employees);
  if (permission === 'PAGGA_EVP_SCREEN') return isEmpty(variableItems, employees);
  // What proved the right need not be what is held: personnel files may show in the company's own fields alone.
  const properties = isProvenByPeople(check) ? propertiesShownBy(permission) : [];
  const users = employees.cached();
  if (properties.length === 0 || !users || users.length === 0 || mayBeIncomplete(users)) return false;
  const answers = seen.get(users) ?? new Map<PermissionCode, boolean>();
  seen.set(users, answers);
  const isSeen = answers.get(permission) ?? users.some(hasValue(properties));
  answers.set(permission, isSeen);
  return !isSeen;
}

/** Whether a right was proven and does not seem to have been taken away since; never asks Lucca. */
export const isProven = (permission: PermissionCode, { account, loaders }: Connection): boolean =>
  account.checks.some(
    (check) => check.permission === permission && check.verdict === 'GRANTED' && !isLost(check, loaders),
  );
