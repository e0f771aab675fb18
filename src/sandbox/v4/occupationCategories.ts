import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage, structureExtras } from './page.ts';
import { readSearch } from './parameters.ts';
import { setUpAt } from './setUp.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /organization/structure/api/occupation-categories`. */
export function listOccupationCategories(view: View, query: Query): LuccaResponse {
  const isFound = readSearch(query);
  const rows = view.company.occupationCategories.filter(({ name }) => isFound(name));
  const sorted = sortRows(rows, query.get('sort') ?? 'id', { id: ({ id }) => id, name: ({ name }) => name });
  const project = ({ id, name }: { id: number; name: string }) => ({
    id,
    name,
    createdAt: setUpAt,
    modifiedAt: setUpAt,
  });
  return answerPage(
    sorted,
    query,
    { limit: view.behaviour.structureLimit, extras: structureExtras, counts: view.behaviour.countsRows },
    project,
  );
}
