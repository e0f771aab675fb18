import type { Behaviour } from './behaviour.ts';
import { parseQuery, type Query } from './query.ts';
import { type LuccaResponse, Refused, v3Refusal, v4Refusal } from './response.ts';
import type { View } from './rights.ts';
import { getExtensionDefinition, listExtensionDefinitions } from './v3/extensionDefinitions.ts';
import { findUsers, searchUsers } from './v3/search.ts';
import { getUser, listUsers } from './v3/users.ts';
import { getArrangement, listArrangements } from './v4/arrangements.ts';
import { listAssignments } from './v4/assignments.ts';
import { getContract, listContracts } from './v4/contracts.ts';
import { getDepartment, listDepartments, listDepartmentTree } from './v4/departments.ts';
import { listEstablishments } from './v4/establishments.ts';
import { listFixedItems } from './v4/fixedItems.ts';
import { listJobQualifications } from './v4/jobQualifications.ts';
import { listCountries, listLegalUnits } from './v4/legalUnits.ts';
import * as natures from './v4/natures.ts';
import { listOccupationCategories } from './v4/occupationCategories.ts';
import { getVariableItem, listVariableItems } from './v4/variableItems.ts';

/** Handles one route. `id` is the last part of a path that ends in `{id}`; `now` is the local time. */
type Handler = (view: View, query: Query, id: string, now: string) => LuccaResponse;

const routes: Readonly<Record<string, Handler>> = {
  '/api/v3/users': (view, query, _id, now) => listUsers(view, query, now),
  '/api/v3/users/{id}': (view, query, id, now) => getUser(view, id, query, now),
  '/api/v3/users/find': findUsers,
  '/api/v3/users/search': searchUsers,
  '/api/v3/extensionuserdefinitions': (view, query, _id, now) => listExtensionDefinitions(view, query, now),
  '/api/v3/extensionuserdefinitions/{id}': getExtensionDefinition,
  '/directory/api/4.0/work-contracts': listContracts,
  '/directory/api/4.0/work-contracts/{id}': (view, _query, id) => getContract(view, id),
  '/organization/structure/api/departments': listDepartments,
  '/organization/structure/api/departments/tree': listDepartmentTree,
  '/organization/structure/api/departments/{id}': (view, _query, id) => getDepartment(view, id),
  '/organization/structure/api/establishments': listEstablishments,
  '/organization/structure/api/legal-units': listLegalUnits,
  '/organization/structure/api/countries': listCountries,
  '/organization/structure/api/job-qualifications': listJobQualifications,
  '/organization/structure/api/occupation-categories': listOccupationCategories,
  '/remuneration/api/fixed-items': listFixedItems,
  '/remuneration/api/variable-items': listVariableItems,
  '/remuneration/api/variable-items/{id}': (view, _query, id) => getVariableItem(view, id),
  '/remuneration/api/fixed-natures': natures.listFixedNatures,
  '/remuneration/api/fixed-natures/{id}': (view, _query, id) => natures.getFixedNature(view, id),
  '/remuneration/api/variable-natures': natures.listVariableNatures,
  '/remuneration/api/variable-natures/{id}': (view, _query, id) => natures.getVariableNature(view, id),
  '/remuneration/api/fixed-nature-categories': natures.listFixedCategories,
  '/remuneration/api/variable-nature-categories': natures.listVariableCategories,
  '/schedule/api/employee-assignments': listAssignments,
  '/schedule/api/working-time-arrangements': listArrangements,
  '/schedule/api/working-time-arrangements/{id}': (view, _query, id) => getArrangement(view, id),
};
const handlers = new Map(Object.entries(routes));

/** Answers a request as Lucca would. `view` is undefined if the key is not valid. */
export function answerRequest(
  request: { method: string; path: string; query: string },
  view: View | undefined,
  behaviour: Behaviour,
  now: string,
): LuccaResponse {
  const path = request.path.toLowerCase().replace(/(.)\/$/, '$1');
  try {
    if (!view) throw new Refused(401, 'Unauthorized');
    if (/^\/api\/v3\/(departments|legalentities)(\/|$)/.test(path)) {
      throw new Refused(behaviour.removedRouteStatus, 'This resource is no longer available');
    }
    if (path.startsWith('/remuneration/') && !view.company.hasPagga) {
      throw refusal(behaviour.absentModuleStatus);
    }
    if (path.startsWith('/schedule/') && behaviour.scheduleStatus !== 200) throw refusal(behaviour.scheduleStatus);
    const id = /\/(\d+|e_[^/]+)$/.exec(path)?.[1] ?? '';
    const pattern = id === '' ? path : `${path.slice(0, -id.length)}{id}`;
    const handler = handlers.get(pattern);
    if (!handler) throw new Refused(404, 'Not Found', { unknown: { kind: 'path', path: request.path } });
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refused(405, 'Method Not Allowed');
    return handler(view, parseQuery(request.query), id, now);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const answer = path.startsWith('/api/') ? v3Refusal(error, behaviour.v3ErrorBody) : v4Refusal(error);
    return { ...answer, ...(error.unknown && { unknown: error.unknown }) };
  }
}

const refusal = (status: 401 | 403 | 404) =>
  new Refused(status, { 404: 'Not Found', 403: 'Forbidden', 401: 'Unauthorized' }[status]);
