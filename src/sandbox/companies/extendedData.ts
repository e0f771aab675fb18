import type { Company, Person } from '../model.ts';
import { addDays, addMonths, covers } from './dates.ts';
import type { Seat } from './seats.ts';
import type { Workshop } from './workshop.ts';

const workModes = [
  { id: 81, name: 'On site' },
  { id: 82, name: 'Hybrid' },
  { id: 83, name: 'Remote' },
];

const languages = [
  { id: 91, name: 'English' },
  { id: 92, name: 'French' },
  { id: 93, name: 'German' },
  { id: 94, name: 'Spanish' },
];

/** The custom fields of every company in the sandbox: a text, a list, a date, and a list with several values. */
export const extensionDefinitions: Company['extensionDefinitions'] = [
  { id: 'e_costcentre', formatKey: 'text', entries: [] },
  { id: 'e_workmode', formatKey: 'select', entries: workModes },
  { id: 'e_lastreview', formatKey: 'date', entries: [] },
  { id: 'e_languages', formatKey: 'select', entries: languages },
];

/** Draws a person's custom fields. A field that was never filled in is absent. */
export function drawExtendedData(
  seat: Seat,
  employment: { startsOn: string; endsOn: string | null },
  workshop: Workshop,
): Person['extendedData'] {
  const { random, today, ids } = workshop;
  const data: Person['extendedData'] = {
    e_costcentre: { id: ids.value(), value: `${seat.site.establishment.code}-${seat.unit.department.code}` },
    e_workmode: { id: ids.value(), value: random.pick(workModes).id },
  };
  const lastReviewOn = addDays(today, -random.integer(10, 400));
  const hadReview = lastReviewOn > addMonths(employment.startsOn, 12) && covers(employment, lastReviewOn);
  if (hadReview) data.e_lastreview = { id: ids.value(), value: lastReviewOn };
  const spoken = random.chance(0.3) ? languages.filter(() => random.chance(0.5)) : [];
  if (spoken.length > 0) data.e_languages = spoken.map(({ id }) => ({ id: ids.value(), value: id }));
  return data;
}
