import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { legalEntityOfEstablishment } from '../server/byId.ts';

/** Hours of a full-time week, as decimal text, with where they are known from. */
type FullTimeWeek = { hours: string; source: string };

/** The full-time week of an establishment: what the account has set, or what is usual in its country; null where neither is known. */
export function fullTimeWeekOf(
  establishmentId: number | null,
  context: GraphContext,
): PromiseOrValue<FullTimeWeek | null> {
  const { weeklyHoursAtFullTime } = context.connection().account.mapping;
  if (weeklyHoursAtFullTime !== null) return { hours: weeklyHoursAtFullTime, source: 'set for the account' };
  return mapValue(legalEntityOfEstablishment(establishmentId, context), (legalEntity) =>
    legalEntity?.country?.code === 'FR' ? { hours: '35', source: 'usual in France' } : null,
  );
}
