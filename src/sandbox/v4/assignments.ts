import { type Assignment, assignmentsOf } from '../companies/workingTime.ts';
import { createDayForms } from '../dayForms.ts';
import { displayNameOf } from '../names.ts';
import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { schedulePaging } from './arrangements.ts';
import { answerPage } from './page.ts';
import { invalid, readIds, readTexts } from './parameters.ts';
import { refuseWithout } from './refusal.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /schedule/api/employee-assignments`: the working-time arrangements of each person, with their periods. */
export function listAssignments(view: View, query: Query): LuccaResponse {
  const isMatch = createFilter(query);
  if ((query.get('sort') || 'startson').toLowerCase() !== 'startson')
    throw invalid('sort', 'The field sort is not valid.');
  const hasNone = refuseWithout(view, 'contracts', view.behaviour.assignmentsWithoutRight);
  const rows = hasNone
    ? []
    : view.once('assignments', () => {
        const visible = assignmentsOf(view.company).filter(({ person }) => view.sees(person.id));
        return sortRows(visible, 'startsOn', { startson: ({ startsOn }) => startsOn });
      });
  return answerPage(rows.filter(isMatch), query, schedulePaging(view), (row) => project(view, row));
}

function createFilter(query: Query): (row: Assignment) => boolean {
  const people = readIds(query, 'employee.id');
  const others = readIds(query, '-employee.id');
  const arrangements = readIds(query, 'workingTimeArrangement.id');
  const establishments = readIds(query, 'employee.applicableEstablishment.id');
  const departments = readIds(query, 'employee.applicableDepartment.id');
  const limits = [
    limitOf(query, 'startsBefore', ({ startsOn }, day) => startsOn < day),
    limitOf(query, 'startsAfter', ({ startsOn }, day) => startsOn > day),
    limitOf(query, 'endsBefore', ({ endsOn }, day) => endsOn !== null && endsOn < day),
    limitOf(query, 'endsAfter', ({ endsOn }, day) => endsOn === null || endsOn > day),
  ];
  return (row) =>
    (people?.has(row.person.id) ?? true) &&
    !others?.has(row.person.id) &&
    (arrangements?.has(row.arrangement?.id ?? -1) ?? true) &&
    (establishments?.has(row.person.establishmentId) ?? true) &&
    (departments?.has(row.person.departmentId) ?? true) &&
    limits.every((isWithin) => isWithin(row));
}

function limitOf(query: Query, name: string, isWithin: (row: Assignment, day: string) => boolean) {
  const [day] = readTexts(query, name, /^\d{4}-\d{2}-\d{2}$/) ?? [];
  return (row: Assignment) => day === undefined || isWithin(row, day);
}

function project(view: View, { id, person, contract, arrangement, startsOn, endsOn }: Assignment) {
  const { lookup } = view;
  const days = createDayForms(view.behaviour);
  const department = lookup.departments.get(person.departmentId);
  return {
    id,
    workContractId: contract.id,
    ...(arrangement && {
      workingTimeArrangement: { id: arrangement.id, name: arrangement.name, unit: arrangement.unit },
    }),
    startsOn: days.first(startsOn),
    endsOn: days.last(endsOn),
    employee: {
      id: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      displayName: displayNameOf(person),
      jobQualificationName: lookup.jobQualifications.get(person.jobQualificationId ?? -1)?.name ?? '',
      employeeNumber: person.employeeNumber ?? '',
      establishmentId: person.establishmentId,
      establishmentName: lookup.establishments.get(person.establishmentId)?.name ?? '',
      department: { id: person.departmentId, name: department?.name ?? '' },
    },
  };
}
