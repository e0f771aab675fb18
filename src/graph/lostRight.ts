import type { Check, PermissionCode } from '../accounts/permissions.ts';
import type { Loaders } from '../loaders/loaders.ts';
import { mayLack, type Rows } from '../loaders/rows.ts';
import type { User } from '../lucca/resources/users.ts';

/** What of a person only one right shows. */
const shownBy: Partial<Record<PermissionCode, (user: User) => boolean>> = {
  PERSONNEL_FILES: ({ gender, birthDate, nationalityId }) => (gender ?? birthDate ?? nationalityId) !== null,
  EMPLOYEE_POSITIONS: ({ jobTitle, csp }) => (jobTitle ?? csp) !== null,
  EMPLOYEE_MANAGERS: ({ managerId, manager }) => (managerId ?? manager) !== null,
};

/** Whether all is held, and is nothing; rows that were left out would have been something. */
const isNone = (rows: Rows<object> | undefined) => rows?.length === 0 && !mayLack(rows);

/** Whether a list of people's is empty; a small company's may be held person by person. */
const isEmpty = (
  list: Pick<Loaders['fixedItems' | 'variableItems'], 'held' | 'heldOf'>,
  employees: Loaders['employees'],
) => isNone(list.held()) || (employees.held()?.every(({ id }) => list.heldOf(id)?.length === 0) ?? false);

const seen = new WeakMap<Rows<User>, Map<PermissionCode, boolean>>();

/**
 * Whether a right that was proven seems to have been taken away since: the whole company is held, and nothing of what the right
 * shows is in it any more. Never asks Lucca; false where the whole is not held.
 */
export function isLost(
  { permission, evidence }: Check,
  { employees, contracts, fixedItems, variableItems }: Loaders,
): boolean {
  if (evidence.rowsFilled === 0) return false;
  if (permission === 'EMPLOYEE_CONTRACTS') return isNone(contracts.held());
  if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') return isEmpty(fixedItems, employees);
  if (permission === 'PAGGA_EVP_SCREEN') return isEmpty(variableItems, employees);
  const isShown = shownBy[permission];
  const users = employees.held();
  if (!isShown || !users || users.length === 0 || mayLack(users)) return false;
  const answers = seen.get(users) ?? new Map<PermissionCode, boolean>();
  seen.set(users, answers);
  const isSeen = answers.get(permission) ?? users.some(isShown);
  answers.set(permission, isSeen);
  return !isSeen;
}
