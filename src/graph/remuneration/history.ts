import { combine, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { dayMs } from '../../time.ts';
import type { GraphContext } from '../context.ts';
import { type Assigned, assignedTo, shareOn } from '../contracts/assigned.ts';
import { BadUserInput } from '../errors.ts';
import type { RemunerationPeriodParent } from '../parents.ts';
import { noneWithoutRight, nothing } from '../server/failures.ts';
import { contractsFor } from './contracts.ts';
import { payFieldsOf } from './personnelFile.ts';

/** The first and the last day asked for. */
export type Days = { from?: string | null | undefined; to?: string | null | undefined };

type Span = { startsOn: string; endsOn: string | null };

/** Splits the time from one day to another into periods in which a person's fixed items, contract and share of full time stay the same. */
export function historyOf(
  employeeId: number,
  { from, to }: Days,
  context: GraphContext,
): PromiseOrValue<RemunerationPeriodParent[]> {
  const lastDay = to ?? context.today;
  checkSpan({ from, to }, context);
  const { account, loaders } = context.connection();
  const { today } = context;
  // Without the right, the pay of each period is the reason why there is none. Personnel files contain the pay of one day only.
  const items: PromiseOrValue<readonly Span[]> = payFieldsOf(account)
    ? [{ startsOn: today, endsOn: today }]
    : recover(loaders.fixedItems.many(employeeId), noneWithoutRight);
  // If the share could not be read, figures at full time are errors that say so.
  const assigned = recover(assignedTo(employeeId, loaders.forPay), nothing);
  return combine(
    { items, contracts: contractsFor(employeeId, context), assigned },
    ({ items, contracts, assigned = [] }) => {
      const spans: Span[] = [...items, ...contracts];
      const firstDay = from ?? spans.map(({ startsOn }) => startsOn).toSorted()[0] ?? lastDay;
      if (firstDay > lastDay) return [];
      const changes = spans.flatMap(({ startsOn, endsOn }) => [
        startsOn,
        ...(endsOn === null ? [] : [dayAfter(endsOn)]),
      ]);
      const cuts = [...new Set([...changes, ...changesOfShare(assigned)])]
        .filter((day) => day > firstDay && day <= lastDay)
        .toSorted();
      return [firstDay, ...cuts].map((startsOn, index) => {
        const next = cuts[index];
        return { employeeId, startsOn, endsOn: next === undefined ? lastDay : dayBefore(next) };
      });
    },
  );
}

/** Refuses days in the wrong order. */
export function checkSpan({ from, to }: Days, { today }: GraphContext): void {
  if (from && from > (to ?? today)) throw new BadUserInput('`from` must not be after `to`, which is today by default.');
}

/** The days on which the share of full time changes. */
const changesOfShare = (assigned: readonly Assigned[]) =>
  assigned
    .flatMap(({ startsOn, endsOn }) => [startsOn, ...(endsOn === null ? [] : [dayAfter(endsOn)])])
    .filter((day) => shareOn(assigned, day) !== shareOn(assigned, dayBefore(day)));

const shifted = (day: string, days: number) => {
  const at = Date.parse(day) + days * dayMs;
  // Lucca's last day means "for ever" and has no next day.
  return day === '9999-12-31' ? day : new Date(at).toISOString().slice(0, 10);
};
export const dayAfter = (day: string) => shifted(day, 1);
export const dayBefore = (day: string) => shifted(day, -1);
