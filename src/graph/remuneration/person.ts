import { mayBeIncomplete } from '../../cache/rows.ts';
import { ignoreRejection, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { Field } from '../../lucca/customFieldValues.ts';
import { LuccaContractBroken } from '../../lucca/errors.ts';
import { type Unread, unreadOf } from '../../lucca/unread.ts';
import type { WorkingShare } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import { contractOn, isInForce } from '../contracts/inForce.ts';
import { relationOf } from '../contracts/kind.ts';
import { workingTimeOf } from '../contracts/workingTime.ts';
import type { EmployeeParent, RemunerationParent, WorkingTimeParent } from '../parents.ts';
import { onceFor } from '../server/onceFor.ts';

/** Whether the person is an intern or an apprentice under the contract of the day. */
export function isTrainee({ contracts, asOf }: RemunerationParent, { connection }: GraphContext): boolean {
  const contract = contractOn(contracts, asOf);
  const relation = contract && relationOf(contract, connection().account.mapping);
  return relation === 'INTERN' || relation === 'APPRENTICE';
}

/** Why Lucca's own yearly figure could not be read; null if it could, or if there is none. */
export const theoreticalUnread = (
  { employeeId, asOf }: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<Unread | null> =>
  asOf !== context.today
    ? null
    : mapValue(personOf(employeeId, context), (employee) => {
        const inRow = employee && unreadOf(employee).applicationData;
        const figures = employee?.applicationData ?? null;
        return inRow ?? (figures && unreadOf(figures).theoreticalRemuneration) ?? null;
      });

/** Lucca's own yearly figure, which it computes as of today and keeps no history of. */
export function theoreticalOf(
  { employeeId, asOf }: RemunerationParent,
  context: GraphContext,
): PromiseOrValue<string | null> {
  if (asOf !== context.today) return null;
  return mapValue(
    personOf(employeeId, context),
    (employee) => employee?.applicationData?.theoreticalRemuneration ?? null,
  );
}

/** The source of the share of full time that pay is computed with. */
type ShareOrigin = WorkingTimeParent['origin'] | 'PERSONNEL_FILE';

type ShareOfDay = WorkingShare & { origin: ShareOrigin; isAssumed: boolean };

const sources = { PAGGA: 'Pagga', ARRANGEMENT: 'the working-time arrangement' };

/**
 * The share of full time on the day. If Lucca returns no arrangements, it reports only today's share. That is also certain for another day
 * if the contract and all items of that day are still in force today: amounts proportional to working time would have changed with it.
 */
export const shareOf = onceFor((pay: RemunerationParent, context: GraphContext): PromiseOrValue<ShareOfDay> => {
  const inFile = shareInFile(pay);
  if (inFile) return inFile;
  const contract = contractOn(pay.contracts, pay.asOf);
  const { forPay } = context.connection().loaders;
  const time = mapValue(personOf(pay.employeeId, context), (employee) =>
    mapValue(workingTimeOf(employee, contract, pay.asOf, context, forPay), (time) => ({ employee, ...time })),
  );
  return mapValue(time, ({ employee, fullTimeEquivalent, origin }) => {
    if (origin !== 'ASSUMED') return { fullTimeEquivalent, origin, isAssumed: false, source: sources[origin] };
    const isSameAsToday =
      employee?.applicationData?.fullTimeEquivalent === fullTimeEquivalent &&
      contract !== null &&
      [contract, ...pay.fixedItems].every((each) => isInForce(each, context.today));
    return {
      fullTimeEquivalent,
      origin,
      isAssumed: !isSameAsToday,
      source: isSameAsToday ? "Pagga's of today" : 'assumed',
    };
  });
});

/** The share of full time in the personnel file, if the account has set a field for it and the field is filled in. */
function shareInFile({ personnelFile }: RemunerationParent) {
  const share = personnelFile?.share;
  if (!share) return null;
  const source = fieldNote(share.field);
  if (share.value !== null)
    return { fullTimeEquivalent: share.value, origin: 'PERSONNEL_FILE' as const, isAssumed: false, source };
  if (share.unread === null) return null;
  return {
    fullTimeEquivalent: '1',
    origin: 'ASSUMED' as const,
    isAssumed: true,
    source: `assumed: ${source} cannot be read`,
  };
}

/** Why the share of full time of the personnel file could not be read; null if it could, or if it is not read from there. */
export function shareUnreadOf({ personnelFile }: RemunerationParent): string | null {
  const share = personnelFile?.share;
  return share?.unread ? `The text in ${fieldNote(share.field)} cannot be read as one share of full time.` : null;
}

const fieldNote = ({ id, name }: Field) => `the custom field “${name ?? 'no name'}” (${id})`;

/** The person, as fresh as pay has to be. Fails if the row may have been skipped. */
const personOf = (employeeId: number, { connection }: GraphContext): PromiseOrValue<EmployeeParent | null> =>
  mapValue(connection().loaders.forPay.employees.many(employeeId), (rows) => {
    const [person = null] = rows;
    if (person === null && mayBeIncomplete(rows))
      return ignoreRejection(Promise.reject(new LuccaContractBroken({ resource: 'users' })));
    return person;
  });
