import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { isProvenByPeople } from '../../accounts/rights/provenBy.ts';
import type { Rows } from '../../cache/rows.ts';
import { isNoGender } from '../../genders.ts';
import { LuccaForbidden } from '../../lucca/errors.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { emptiness } from '../dataGaps/gap.ts';
import { isProven } from '../dataGaps/shownRights.ts';
import { BadUserInput } from '../errors.ts';
import type { EmploymentStatus } from '../generated.ts';
import { RightMissing } from '../rightMissing.ts';

// Lucca withholds data silently: a filter on it would match nobody, and the result would look valid.

/** Throws `LuccaForbidden` if Lucca returns none of the data that a filter compares, and the right is not known to be granted. */
export function requireShown(isShown: boolean, people: Rows<User>, permission: PermissionCode | null) {
  if (isShown || people.length === 0) return;
  throw permission === null ? new LuccaForbidden({ resource: 'users' }) : new RightMissing(permission);
}

/**
 * Throws `BadUserInput`, which names the argument (`filter.modifiedSince`), if Lucca returns the data of the argument for none of these
 * rows. The data requires no right.
 */
export function requireReturned<Row>(argument: string, rows: readonly Row[], read: (row: Row) => unknown) {
  if (rows.length > 0 && rows.every((row) => read(row) === null))
    throw new BadUserInput(`\`${argument}\` cannot be used: Lucca does not return the data that it needs.`);
}

const rightToSee: Partial<Record<EmploymentStatus, PermissionCode>> = {
  FORMER: 'FORMER_EMPLOYEES',
  UPCOMING: 'FUTURE_EMPLOYEES',
};

/** Throws `LuccaForbidden` if nobody has one of these statuses and the key was never known to have the right to see such people. */
export function requireStatuses(
  statuses: readonly EmploymentStatus[],
  people: Rows<User>,
  isMatch: (user: User) => boolean,
  context: GraphContext,
) {
  const permissions = statuses.flatMap((status) => rightToSee[status] ?? []);
  if (permissions.length < statuses.length || people.some(isMatch)) return;
  const { checks } = context.connection().account;
  for (const permission of permissions) {
    const check = checks.find((each) => each.permission === permission);
    requireShown(check?.verdict !== 'MISSING' && check?.grantedAt != null, people, permission);
  }
}

/** Throws `LuccaForbidden` if Lucca returns nobody's gender. Custom fields also prove the right, but say nothing about genders. */
export function requireGenders(people: Rows<User>, context: GraphContext) {
  const isShown =
    isProven('PERSONNEL_FILES', context.connection(), isProvenByPeople) ||
    people.some(({ gender }) => gender !== null && !isNoGender(gender));
  requireShown(isShown, people, 'PERSONNEL_FILES');
}

/**
 * Throws `BadUserInput`, which names the argument, if this Lucca does not return people's qualifications, and `LuccaForbidden` if it
 * returns nobody's.
 */
export function requireQualifications(argument: string, people: Rows<User>, context: GraphContext) {
  const isMissing = emptiness('EMPLOYEE_QUALIFICATIONS', context).reason === 'PERMISSION_MISSING';
  if (!isMissing && people.length > 0 && !people.some(({ isQualificationReported }) => isQualificationReported))
    throw new BadUserInput(`\`${argument}\` cannot be used: this Lucca does not return people's qualifications.`);
  const isShown = isProven('EMPLOYEE_QUALIFICATIONS', context.connection());
  requireShown(
    isShown || people.some(({ jobQualification }) => jobQualification !== null),
    people,
    'EMPLOYEE_QUALIFICATIONS',
  );
}

/** Throws `LuccaForbidden` if Lucca returns nobody's position. */
export function requirePositions(people: Rows<User>, context: GraphContext) {
  const isShown = people.some(({ jobTitle, csp }) => jobTitle !== null || csp !== null);
  requireShown(isShown || isProven('EMPLOYEE_POSITIONS', context.connection()), people, 'EMPLOYEE_POSITIONS');
}
