import { currencySymbol } from '../currency.ts';
import type { Nature, VariableNature } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage } from './page.ts';
import { readIds } from './parameters.ts';
import { payExtras, refusePay, sortablePay } from './pay.ts';
import { sortRows } from './sort.ts';

/** Answers `GET /remuneration/api/fixed-natures`. */
export function listFixedNatures(view: View, query: Query): LuccaResponse {
  return listNatures(view, query, refusePay(view, 'fixed') ? [] : view.company.fixedNatures);
}

/** Answers `GET /remuneration/api/variable-natures`. */
export function listVariableNatures(view: View, query: Query): LuccaResponse {
  return listNatures(view, query, refusePay(view, 'variable') ? [] : view.company.variableNatures);
}

/** Answers `GET /remuneration/api/fixed-natures/{id}`. */
export function getFixedNature(view: View, id: string): LuccaResponse {
  return getNature(view, refusePay(view, 'fixed') ? undefined : view.lookup.fixedNatures.get(Number(id)));
}

/** Answers `GET /remuneration/api/variable-natures/{id}`. */
export function getVariableNature(view: View, id: string): LuccaResponse {
  return getNature(view, refusePay(view, 'variable') ? undefined : view.lookup.variableNatures.get(Number(id)));
}

/** Answers `GET /remuneration/api/fixed-nature-categories` with a plain array. */
export function listFixedCategories(view: View): LuccaResponse {
  return ok(refusePay(view, 'fixed') ? [] : categoriesOf(view.company.fixedNatures));
}

/** Answers `GET /remuneration/api/variable-nature-categories` with a plain array. */
export function listVariableCategories(view: View): LuccaResponse {
  return ok(refusePay(view, 'variable') ? [] : categoriesOf(view.company.variableNatures));
}

function listNatures(view: View, query: Query, natures: readonly (Nature | VariableNature)[]): LuccaResponse {
  const establishmentIds = readIds(query, 'establishmentIds');
  const categoryIds = readIds(query, 'categoryIds');
  const rows = natures.filter(
    (nature) =>
      (!establishmentIds || nature.establishmentIds.some((id) => establishmentIds.has(id))) &&
      (!categoryIds || (nature.category !== null && categoryIds.has(nature.category.id))),
  );
  const sorted = sortRows(
    rows,
    query.get('sort') || 'name',
    sortablePay(view, { id: ({ id }) => id, name: ({ name }) => name }),
  );
  return answerPage(
    sorted,
    query,
    { limit: view.behaviour.remunerationLimit, extras: payExtras, counts: view.behaviour.countsRows },
    (nature) => projectNature(view, nature),
  );
}

function getNature(view: View, nature: Nature | VariableNature | undefined): LuccaResponse {
  if (!nature) throw new Refused(404, 'Not Found');
  return ok(projectNature(view, nature));
}

function categoriesOf(natures: readonly Nature[]): NonNullable<Nature['category']>[] {
  const categories = new Map<number, NonNullable<Nature['category']>>();
  for (const { category } of natures) if (category) categories.set(category.id, category);
  return [...categories.values()];
}

/** A nature, on its own or inside a pay item. It is cached, because many items share it. */
export function projectNature(view: View, nature: Nature | VariableNature) {
  const isVariable = 'type' in nature;
  return view.once(`${isVariable ? 'variable' : 'fixed'}Nature:${nature.id}`, () => ({
    id: nature.id,
    name: nature.name,
    ...(isVariable && { type: nature.type }),
    category: nature.category,
    establishments: nature.establishmentIds.flatMap((id) => {
      const establishment = view.lookup.establishments.get(id);
      if (!establishment) return [];
      const { name, currencyCode } = establishment;
      return [{ id, name, currencyCode, currencySymbol: currencySymbol(currencyCode) }];
    }),
  }));
}
