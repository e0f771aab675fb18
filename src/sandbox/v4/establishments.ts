import type { Establishment } from '../model.ts';
import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { countPeopleBy } from './headcount.ts';
import { projectLegalUnit } from './legalUnits.ts';
import { answerPage, structureExtras } from './page.ts';
import { readBooleans, readIds, readSearch } from './parameters.ts';
import { setUpAt } from './setUp.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /organization/structure/api/establishments`. */
export function listEstablishments(view: View, query: Query): LuccaResponse {
  const ids = readIds(query, 'id');
  const legalUnitIds = readIds(query, 'legalUnitId');
  const archived = readBooleans(query, 'isArchived') ?? new Set([false]);
  const isFound = readSearch(query);
  const rows = view.company.establishments.filter(
    ({ id, name, legalUnitId, isArchived }) =>
      (ids?.has(id) ?? true) && (legalUnitIds?.has(legalUnitId) ?? true) && archived.has(isArchived) && isFound(name),
  );
  const sorted = sortRows(rows, query.get('sort') ?? 'id', {
    id: ({ id }) => id,
    name: ({ name }) => name,
    code: ({ code }) => code,
    'legalunit.name': ({ legalUnitId }) => view.lookup.legalUnits.get(legalUnitId)?.name ?? null,
  });
  return answerPage(
    sorted,
    query,
    { limit: view.behaviour.structureLimit, extras: structureExtras, counts: view.behaviour.countsRows },
    (establishment) => projectEstablishment(view, establishment),
  );
}

function projectEstablishment(view: View, establishment: Establishment) {
  const legalUnit = view.lookup.legalUnits.get(establishment.legalUnitId);
  const people = countPeopleBy(view, 'usersByEstablishment', (person) => person.establishmentId);
  return {
    id: establishment.id,
    name: establishment.name,
    code: establishment.code,
    legalUnitId: establishment.legalUnitId,
    ...(legalUnit && { legalUnit: projectLegalUnit(view, legalUnit) }),
    legalIdentificationNumber: null,
    activityCode: null,
    calendarId: establishment.legalUnitId,
    address: {
      street: establishment.street,
      zipCode: establishment.zipCode,
      city: establishment.city,
      ...(view.behaviour.establishmentCountry === 'given' && {
        countryCode: establishment.countryCode ?? legalUnit?.countryCode,
      }),
    },
    timeZoneId: establishment.timeZoneId,
    usersCount: people.get(establishment.id) ?? 0,
    createdAt: setUpAt,
    lastModifiedAt: setUpAt,
    isArchived: establishment.isArchived,
  };
}
