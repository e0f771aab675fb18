import { createDayForms } from '../dayForms.ts';
import type { VariableItem } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { projectNature } from './natures.ts';
import { answerPage } from './page.ts';
import { readBooleans } from './parameters.ts';
import { createPayFilter, ownerIdOf, payExtras, projectAmendedContract, refusePay, sortablePay } from './pay.ts';
import { type SortReaders, sortRows } from './sort.ts';

/** Answers `GET /remuneration/api/variable-items`: bonuses and quantities by pay period, with deleted items on request. */
export function listVariableItems(view: View, query: Query): LuccaResponse {
  const hasNone = refusePay(view, 'variable');
  const hasDeleted = readBooleans(query, 'IncludeDeleted')?.has(true) ?? false;
  const isDeletedSeen = view.can('deletedRemuneration');
  if (hasDeleted && !isDeletedSeen && view.behaviour.deletedWithoutRight === 'forbidden') {
    throw new Refused(403, 'Forbidden');
  }
  const isMatch = createPayFilter(view, query);
  const rows = hasNone ? [] : sortedItems(view, (query.get('sort') || '-period').toLowerCase());
  const matches = rows.filter((item) => (!item.isDeleted || (hasDeleted && isDeletedSeen)) && isMatch(item));
  return answerPage(
    matches,
    query,
    { limit: view.behaviour.remunerationLimit, extras: payExtras, counts: view.behaviour.countsRows },
    (item) => projectVariableItem(view, item),
  );
}

/** Answers `GET /remuneration/api/variable-items/{id}`. */
export function getVariableItem(view: View, id: string): LuccaResponse {
  const rows = refusePay(view, 'variable') ? [] : sortedItems(view, '-period');
  const item = rows.find((each) => each.id === Number(id));
  if (!item || (item.isDeleted && !view.can('deletedRemuneration'))) throw new Refused(404, 'Not Found');
  return ok(projectVariableItem(view, item));
}

function sortedItems(view: View, sort: string): readonly VariableItem[] {
  return view.once(`variableItems:${sort}`, () => {
    const visible = view.company.variableItems.filter((item) => view.sees(ownerIdOf(view, item)));
    return sortRows(visible, sort, sortablePay(view, sortReaders));
  });
}

const sortReaders: SortReaders<VariableItem> = {
  id: ({ id }) => id,
  amount: ({ amount }) => amount,
  period: ({ periodOn }) => periodOn,
  natureid: ({ natureId }) => natureId,
  workcontractid: ({ workContractId }) => workContractId,
};

function projectVariableItem(view: View, item: VariableItem) {
  const nature = view.lookup.variableNatures.get(item.natureId);
  return {
    id: item.id,
    amount: item.amount,
    period: createDayForms(view.behaviour).first(item.periodOn),
    comments: item.comments,
    natureId: item.natureId,
    ...(nature && { nature: projectNature(view, nature) }),
    workContractId: item.workContractId,
    amendmentId: item.amendmentId,
    workContract: projectAmendedContract(view, item),
    isDeleted: item.isDeleted,
  };
}
