import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { WorkingTimeArrangement } from '../../lucca/resources/workingTimeArrangements.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { WeeklyHours } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import { countryOfWork } from '../organisation/countryOfWork.ts';
import { legalEntityOfEstablishment } from '../organisation/ofEstablishment.ts';
import type { WorkingTimeParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { arrangementsOn, assignedTo, type WorkingTimeLoaders } from './assigned.ts';

/** The person, the contract and the day that working time is requested for. */
type Whose = Pick<WorkingTimeParent, 'employeeId' | 'contract' | 'asOf'>;

const inDays = 'The working time of this contract is counted in days on this day, not in hours.';
const fromArrangement = 'the working-time arrangement';
const several = 'Lucca returns several working-time arrangements for this person on this day, with different hours.';

/**
 * The hours of a full-time week for a person on a day: those that the account has set, else those of the person's working-time arrangement,
 * else the usual ones of the country. Unknown for a contract in days, whatever is set. Null if they cannot be determined.
 */
export const fullTimeWeekOn = (
  whose: Whose,
  context: GraphContext,
  loaders: WorkingTimeLoaders,
): PromiseOrValue<WeeklyHours | null> =>
  mapValue(arrangementsOf(whose, loaders), (arrangements) => {
    if (arrangements.some(isInDays)) return { hours: null, reason: inDays };
    const establishmentId = whose.contract?.establishmentId ?? null;
    return mapValue(weekSet(establishmentId, context), (set) => {
      if (set) return set;
      const weeks = new Set(arrangements.map(fullTimeWeekUnder));
      if (weeks.size > 1) return { hours: null, reason: several };
      const [hours = null] = weeks;
      return hours === null ? usualWeek(establishmentId, context) : { hours, source: fromArrangement };
    });
  });

/**
 * The hours that a person works a week on a day: the share of the full-time week that the account has set, else those of the arrangement,
 * else the share of the usual week of the country. `share` is null if it is unknown. Null if the hours cannot be determined.
 */
export function workedWeekOn(
  whose: Whose,
  share: string | null,
  context: GraphContext,
  loaders: WorkingTimeLoaders,
): PromiseOrValue<WeeklyHours | null> {
  const establishmentId = whose.contract?.establishmentId ?? null;
  const shareOf = (week: FullTimeWeek | null): WeeklyHours | null => {
    if (week === null) return null;
    if (share === null) return { hours: null, reason: 'The share of full time is not known.' };
    const source = `${share} of ${week.hours}, ${week.source}`;
    return { hours: new Decimal(week.hours).times(share).toFixed(), source };
  };
  return mapValue(arrangementsOf(whose, loaders), (arrangements) => {
    if (arrangements.some(isInDays)) return { hours: null, reason: inDays };
    return mapValue(weekSet(establishmentId, context), (set) => {
      if (set) return shareOf(set);
      const weeks = new Set(arrangements.map(weekUnder));
      if (weeks.size > 1) return { hours: null, reason: several };
      const [hours = null] = weeks;
      if (hours !== null) return { hours, source: fromArrangement };
      return mapValue(usualWeek(establishmentId, context), shareOf);
    });
  });
}

/** Hours a week on the day as decimal text; null if they are not known, and for a contract in days. */
export const weeklyHoursOf = (
  { fullTimeEquivalent, ...whose }: WorkingTimeParent,
  context: GraphContext,
  loaders: WorkingTimeLoaders,
): PromiseOrValue<string | null> =>
  mapValue(workedWeekOn(whose, fullTimeEquivalent, context, loaders), (week) => week?.hours ?? null);

const arrangementsOf = ({ employeeId, contract, asOf }: Whose, loaders: WorkingTimeLoaders) =>
  employeeId === null
    ? []
    : mapValue(assignedTo(employeeId, loaders), (assigned) => arrangementsOn(assigned, contract, asOf));

const isInDays = ({ contractWorkingTimeDuration: duration, unit }: WorkingTimeArrangement): boolean =>
  /^days?$/i.test(duration?.unit ?? unit ?? '');

type Duration = WorkingTimeArrangement['contractWorkingTimeDuration'];

/** Hours a week, as decimal text; null for a duration that is not of hours a week. Hours a year do not imply a number of weeks. */
function hoursAWeek({ referencePeriod }: WorkingTimeArrangement, duration: Duration): string | null {
  const isOfWeek = referencePeriod?.frequencyType?.toLowerCase() === 'week';
  if (!isOfWeek || !duration?.value || !/^hours?$/i.test(duration.unit ?? '')) return null;
  const hours = new Decimal(duration.value);
  return hours.greaterThan(0) && hours.lessThanOrEqualTo(168) ? hours.toFixed() : null;
}

const weekUnder = (arrangement: WorkingTimeArrangement) =>
  hoursAWeek(arrangement, arrangement.contractWorkingTimeDuration);

/** The full-time week that an arrangement is a share of. */
function fullTimeWeekUnder(arrangement: WorkingTimeArrangement): string | null {
  const { referenceWorkingTimeDuration, fullTimeEquivalent } = arrangement;
  return (
    hoursAWeek(arrangement, referenceWorkingTimeDuration) ??
    (fullTimeEquivalent === '1' ? weekUnder(arrangement) : null)
  );
}

/** Hours of a full-time week, as decimal text, and their source. */
type FullTimeWeek = { hours: string; source: string };

/** The full-time week that the account has set: for the legal entity of the establishment, else for all of them. */
function weekSet(establishmentId: number | null, context: GraphContext): PromiseOrValue<FullTimeWeek | null> {
  const { weeklyHoursAtFullTime, weeklyHoursByLegalEntity } = context.connection().account.mapping;
  const ofAccount =
    weeklyHoursAtFullTime === null ? null : { hours: weeklyHoursAtFullTime, source: 'set for the account' };
  if (weeklyHoursByLegalEntity.length === 0) return ofAccount;
  return mapValue(legalEntityOfEstablishment(establishmentId, context), (legalEntity) => {
    const set = weeklyHoursByLegalEntity.find(({ legalEntityId }) => legalEntityId === legalEntity?.id);
    return set ? { hours: set.weeklyHoursAtFullTime, source: 'set for the legal entity' } : ofAccount;
  });
}

/** The usual full-time week of the country of work; null if it is unknown. */
function usualWeek(establishmentId: number | null, context: GraphContext): PromiseOrValue<FullTimeWeek | null> {
  const country = mapValue(
    entityById('Establishment', establishmentId, context),
    (establishment) => establishment && countryOfWork(establishment, context),
  );
  return mapValue(country, (country) =>
    country && ofFrance.includes(country.value)
      ? { hours: '35', source: `usual in France, the country of work by the ${originNames[country.origin]}` }
      : null,
  );
}

/** France, and its territories with their own country code in which its working-time law applies. */
const ofFrance: readonly string[] = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'BL', 'MF', 'PM'];

const originNames = {
  ESTABLISHMENT: 'address of the establishment',
  TIME_ZONE: 'time zone of the establishment',
  LEGAL_ENTITY: 'legal entity',
} as const;
