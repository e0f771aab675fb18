import type { JobQualification } from '../model.ts';
import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { countPeopleBy } from './headcount.ts';
import { answerPage, structureExtras } from './page.ts';
import { readSearch } from './parameters.ts';
import { refuseWithout } from './refusal.ts';
import { setUpAt } from './setUp.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /organization/structure/api/job-qualifications`. */
export function listJobQualifications(view: View, query: Query): LuccaResponse {
  const hasNone = refuseWithout(view, 'qualifications', view.behaviour.qualificationsWithoutRight);
  const isFound = readSearch(query);
  const rows = hasNone ? [] : view.company.jobQualifications.filter(({ name }) => isFound(name));
  const sorted = sortRows(rows, query.get('sort') ?? 'id', {
    id: ({ id }) => id,
    name: ({ name }) => name,
    'job.name': ({ job }) => job.name,
    'level.position': ({ level }) => level.position,
  });
  const people = countPeopleBy(view, 'usersByQualification', (person) => person.jobQualificationId);
  const project = ({ id, name, job, level }: JobQualification) => ({
    id,
    name,
    usersCount: people.get(id) ?? 0,
    job: { ...job, isActive: true },
    level: { ...level, isActive: true },
    isActive: true,
    createdAt: setUpAt,
    lastModifiedAt: setUpAt,
  });
  return answerPage(
    sorted,
    query,
    { limit: view.behaviour.structureLimit, extras: structureExtras, counts: view.behaviour.countsRows },
    project,
  );
}
