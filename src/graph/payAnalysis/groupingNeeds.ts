import type { Rows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { requirePositions, requireQualifications, requireReturned, requireShown } from '../employees/filterNeeds.ts';
import { requireCategories } from '../workerCategories/usable.ts';
import type { GroupKey, PayGrouping } from './terms.ts';

// Lucca withholds data silently: everybody would be in one group without a name.

type Need = (everybody: Rows<User>, context: GraphContext, people: Rows<User>) => PromiseOrValue<unknown>;

const argumentOf = (by: PayGrouping) => `by: ${by}`;

const needs: Partial<Record<PayGrouping, Need>> = {
  DEPARTMENT: (everybody, context) =>
    mapValue(context.connection().loaders.departments.all(), (departments) => {
      requireShown(departments.length > 0, everybody, 'DIRECTORY_ALL_DEPARTMENTS');
      requireReturned(argumentOf('DEPARTMENT'), everybody, ({ departmentId }) => departmentId);
    }),
  ESTABLISHMENT: (everybody, context) =>
    mapValue(context.connection().loaders.establishments.all(), (establishments) =>
      requireShown(establishments.length > 0, everybody, null),
    ),
  LEGAL_ENTITY: (everybody, context) =>
    mapValue(context.connection().loaders.establishments.all(), (establishments) => {
      requireShown(establishments.length > 0, everybody, null);
      requireReturned(argumentOf('LEGAL_ENTITY'), establishments, ({ legalUnitId }) => legalUnitId);
    }),
  QUALIFICATION(everybody, context) {
    requireQualifications(argumentOf('QUALIFICATION'), everybody, context);
    requireReturned(argumentOf('QUALIFICATION'), everybody, ({ jobQualification }) => jobQualification);
  },
  OCCUPATION_CATEGORY(everybody, context) {
    requirePositions(everybody, context);
    requireReturned(argumentOf('OCCUPATION_CATEGORY'), everybody, ({ csp }) => csp);
  },
  JOB_TITLE(everybody, context) {
    requirePositions(everybody, context);
    requireReturned(argumentOf('JOB_TITLE'), everybody, ({ jobTitle }) => jobTitle);
  },
  LEVEL: (everybody, context, people) =>
    requireCategories('level', argumentOf('LEVEL'), { people, everybody }, context),
  JOB_FAMILY: (everybody, context, people) =>
    requireCategories('jobFamily', argumentOf('JOB_FAMILY'), { people, everybody }, context),
  // The right that shows it is the one that shows genders, without which there is no analysis.
  AGE_BAND: (everybody) => requireReturned(argumentOf('AGE_BAND'), everybody, ({ birthDate }) => birthDate),
};

/**
 * Loads what people are grouped by besides themselves. Throws `LuccaForbidden` if Lucca returns the data of a grouping for nobody, and
 * `BadUserInput`, which names the grouping, if the data requires no right. The whole company counts, because a few people may well have no
 * such data.
 */
export const requireGroupings = (
  groupings: readonly PayGrouping[],
  { everybody, people }: { everybody: Rows<User>; people: Rows<User> },
  context: GraphContext,
): PromiseOrValue<unknown> => allValues(groupings.map((by) => needs[by]?.(everybody, context, people)));

const ofContract: ReadonlySet<PayGrouping> = new Set<PayGrouping>([
  'ESTABLISHMENT',
  'LEGAL_ENTITY',
  'CONTRACT_RELATION',
]);

/** Throws `BadUserInput`, which names the grouping, if nobody's contract contains the data of the grouping. */
export function requireOfContracts(keys: readonly (readonly GroupKey[])[]): void {
  for (const [index, { by }] of (keys[0] ?? []).entries())
    if (ofContract.has(by))
      requireReturned(argumentOf(by), keys, (ofPerson) => ofPerson[index]?.id ?? ofPerson[index]?.label ?? null);
}
