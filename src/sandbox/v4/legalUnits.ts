import { currencySymbol } from '../currency.ts';
import type { LegalUnit } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage, structureExtras } from './page.ts';
import { readBooleans, readIds, readSearch } from './parameters.ts';
import { setUpAt } from './setUp.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /organization/structure/api/legal-units`. */
export function listLegalUnits(view: View, query: Query): LuccaResponse {
  const ids = readIds(query, 'id');
  const archived = readBooleans(query, 'isArchived') ?? new Set([false]);
  const isFound = readSearch(query);
  const rows = view.company.legalUnits.filter(
    ({ id, name, isArchived }) => (ids?.has(id) ?? true) && archived.has(isArchived) && isFound(name),
  );
  const sorted = sortRows(rows, query.get('sort') ?? 'id', {
    id: ({ id }) => id,
    name: ({ name }) => name,
    code: ({ code }) => code,
  });
  return answerPage(
    sorted,
    query,
    { limit: view.behaviour.structureLimit, extras: structureExtras, counts: view.behaviour.countsRows },
    (legalUnit) => projectLegalUnit(view, legalUnit),
  );
}

const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

/** A legal unit, on its own or inside an establishment. */
export function projectLegalUnit(view: View, legalUnit: LegalUnit) {
  const country = countryOf(view, legalUnit);
  return {
    id: legalUnit.id,
    name: legalUnit.name,
    code: legalUnit.code,
    legalIdentificationNumber: legalUnit.legalIdentificationNumber,
    activityCode: null,
    countryId: country.id,
    country,
    headquartersId: legalUnit.headquartersId,
    createdAt: setUpAt,
    isArchived: legalUnit.isArchived,
  };
}

/** Answers `GET /organization/structure/api/countries`: the countries of the legal units. */
export function listCountries(view: View): LuccaResponse {
  const byCode = new Map(view.company.legalUnits.map((unit) => [unit.countryCode, countryOf(view, unit)]));
  return ok({ items: [...byCode.values()] });
}

function countryOf(view: View, { countryCode, countryName, currencyCode, headquartersId }: LegalUnit) {
  return {
    id: countryIds(view).get(countryCode),
    name: countryName,
    code: countryCode,
    currencyCode,
    currency: {
      code: currencyCode,
      englishName: currencyNames.of(currencyCode),
      symbol: currencySymbol(currencyCode),
    },
    defaultTimeZone: view.lookup.establishments.get(headquartersId)?.timeZoneId,
  };
}

/** Countries have numeric ids in Lucca; here the ids follow the order of the codes. */
function countryIds(view: View): ReadonlyMap<string, number> {
  return view.once('countryIds', () => {
    const codes = [...new Set(view.company.legalUnits.map(({ countryCode }) => countryCode))].sort();
    return new Map(codes.map((code, index) => [code, index + 1]));
  });
}
