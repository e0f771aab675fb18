import { shareUnder } from '../companies/workingTime.ts';
import type { WorkingTimeArrangement } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage, type Paging } from './page.ts';
import { readBooleans, readSearch, readTexts } from './parameters.ts';
import { sortRows } from './sort.ts';

/** How lists of working time are paged. */
export const schedulePaging = ({ behaviour }: View): Paging => ({
  limit: behaviour.scheduleLimit,
  extras: ['count', 'prev', 'next'],
  counts: behaviour.countsRows,
  isByTokenOnly: behaviour.schedulePages === 'tokens',
});

/** Answers `GET /schedule/api/working-time-arrangements`, archived ones included. */
export function listArrangements(view: View, query: Query): LuccaResponse {
  const partTime = readBooleans(query, 'isPartTime');
  const archived = readBooleans(query, 'isArchived');
  const units = readTexts(query, 'unit', /^(day|hour|time)$/);
  const isFound = readSearch(query);
  const rows = view.company.workingTimeArrangements.filter(
    (row) =>
      (partTime?.has(isPartTime(row)) ?? true) &&
      (archived?.has(row.isArchived) ?? true) &&
      (units?.has(row.unit) ?? true) &&
      isFound(row.name),
  );
  const sorted = sortRows(rows, query.get('sort') || 'id', { id: ({ id }) => id });
  return answerPage(sorted, query, schedulePaging(view), project);
}

/** Answers `GET /schedule/api/working-time-arrangements/{id}`. */
export function getArrangement(view: View, id: string): LuccaResponse {
  const arrangement = view.company.workingTimeArrangements.find((each) => each.id === Number(id));
  if (!arrangement) throw new Refused(404, 'Not Found');
  return ok(project(arrangement));
}

const isPartTime = (arrangement: WorkingTimeArrangement) => shareUnder(arrangement) < 1;

function project(arrangement: WorkingTimeArrangement) {
  const { id, name, unit, period, contractDuration, referenceDuration, isArchived } = arrangement;
  return {
    id,
    name,
    description: null,
    unit,
    referencePeriod:
      period === 'week'
        ? { frequencyType: 'week', firstDayOfWeek: 'monday' }
        : { frequencyType: 'year', firstMonth: 'january' },
    contractWorkingTimeDuration: durationOf(contractDuration, unit),
    referenceWorkingTimeDuration: durationOf(referenceDuration, unit),
    fullTimeEquivalent: shareUnder(arrangement),
    publicHolidaysCalendar: { id: 1, name: 'France' },
    isPartTime: isPartTime(arrangement),
    isArchived,
    isScheduleValid: true,
    authorizedCommands: [],
  };
}

/** `P218D` or `PT30H24M`. */
function durationOf(value: number, unit: 'hour' | 'day') {
  const minutes = Math.round((value % 1) * 60);
  const iso = unit === 'day' ? `P${value}D` : `PT${Math.floor(value)}H${minutes > 0 ? `${minutes}M` : ''}`;
  return { value, iso, unit: `${unit}s` };
}
