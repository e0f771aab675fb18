import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import { relationOf, termOf } from '../contracts/kind.ts';
import { legalEntityOfEstablishment } from '../organisation/ofEstablishment.ts';
import type { RemunerationParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { idOf, type Kind } from '../server/ids.ts';
import { categoryOf } from '../workerCategories/sources.ts';
import type { GroupKey, PayGrouping } from './terms.ts';

/** A person with pay on a day. */
type Paid = { user: User; pay: RemunerationParent };

type Value = Omit<GroupKey, 'by'>;

/** The groupings by data that Lucca returns for today only. */
export const groupingsOfToday: ReadonlySet<PayGrouping> = new Set<PayGrouping>([
  'DEPARTMENT',
  'QUALIFICATION',
  'OCCUPATION_CATEGORY',
  'JOB_TITLE',
  'LEVEL',
  'JOB_FAMILY',
]);

const groupings: Record<PayGrouping, (paid: Paid, context: GraphContext) => PromiseOrValue<Value>> = {
  DEPARTMENT: ({ user }, context) =>
    mapValue(entityById('Department', user.departmentId, context), (found) =>
      named('department', user.departmentId, found, context),
    ),
  ESTABLISHMENT({ pay }, context) {
    const id = establishmentOf(pay);
    return mapValue(entityById('Establishment', id, context), (found) => named('establishment', id, found, context));
  },
  LEGAL_ENTITY: ({ pay }, context) =>
    mapValue(legalEntityOfEstablishment(establishmentOf(pay), context), (found) =>
      named('legalEntity', found?.id ?? null, found, context),
    ),
  QUALIFICATION: ({ user: { jobQualification } }, context) =>
    named('qualification', jobQualification?.id ?? null, jobQualification, context),
  OCCUPATION_CATEGORY: ({ user }) => valued(user.csp?.name ?? null),
  JOB_TITLE: ({ user }) => valued(user.jobTitle),
  LEVEL: ({ user }, context) =>
    mapValue(categoryOf('level', user, context), (category) => valued(category?.value ?? null)),
  JOB_FAMILY: ({ user }, context) =>
    mapValue(categoryOf('jobFamily', user, context), (category) => valued(category?.value ?? null)),
  CONTRACT_TERM({ pay }, context) {
    const contract = contractOn(pay.contracts, pay.asOf);
    return valued(contract && termOf(contract, context.connection().account.mapping));
  },
  CONTRACT_RELATION({ pay }, context) {
    const contract = contractOn(pay.contracts, pay.asOf);
    return valued(contract && relationOf(contract, context.connection().account.mapping));
  },
  AGE_BAND: ({ user, pay }) => valued(user.birthDate && ageBandOf(user.birthDate, pay.asOf)),
};

/** What a person has in common with others, by one grouping. */
export const groupKeyOf = (by: PayGrouping, paid: Paid, context: GraphContext): PromiseOrValue<GroupKey> =>
  mapValue(groupings[by](paid, context), (value) => ({ by, ...value }));

const valued = (label: string | null): Value => ({ id: null, label });

const named = (kind: Kind, id: number | null, found: { name: string | null } | null, context: GraphContext): Value => ({
  id: id === null ? null : idOf(kind, id, context),
  label: found?.name ?? null,
});

const establishmentOf = ({ contracts, asOf }: RemunerationParent) =>
  contractOn(contracts, asOf)?.establishmentId ?? null;

function ageBandOf(birthDate: string, day: string): string {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  // The day of birth itself counts as the birthday.
  const age = day.slice(5) < birthDate.slice(5) ? years - 1 : years;
  if (age < 30) return 'under 30';
  if (age < 40) return '30 to 39';
  return age < 50 ? '40 to 49' : '50 or more';
}
