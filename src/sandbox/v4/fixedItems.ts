import { createDayForms } from '../dayForms.ts';
import type { FixedItem } from '../model.ts';
import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { projectNature } from './natures.ts';
import { answerPage } from './page.ts';
import { createPayFilter, ownerIdOf, payExtras, projectAmendedContract, refusePay, sortablePay } from './pay.ts';
import { type SortReaders, sortRows } from './sort.ts';

/** Answers `GET /remuneration/api/fixed-items`: base pay, fixed bonuses, benefits in kind, past and present. */
export function listFixedItems(view: View, query: Query): LuccaResponse {
  const hasNone = refusePay(view, 'fixed');
  const sort = (query.get('sort') || 'startson').toLowerCase();
  const rows = hasNone
    ? []
    : view.once(`fixedItems:${sort}`, () => {
        const visible = view.company.fixedItems.filter((item) => view.sees(ownerIdOf(view, item)));
        return sortRows(visible, sort, sortablePay(view, sortReaders));
      });
  const matches = rows.filter(createPayFilter(view, query));
  return answerPage(
    matches,
    query,
    { limit: view.behaviour.remunerationLimit, extras: payExtras, counts: view.behaviour.countsRows },
    (item) => projectFixedItem(view, item),
  );
}

const sortReaders: SortReaders<FixedItem> = {
  id: ({ id }) => id,
  amount: ({ amount }) => amount,
  startson: ({ startsOn }) => startsOn,
  endson: ({ endsOn }) => endsOn,
  natureid: ({ natureId }) => natureId,
  workcontractid: ({ workContractId }) => workContractId,
};

function projectFixedItem(view: View, item: FixedItem) {
  const days = createDayForms(view.behaviour);
  const nature = view.lookup.fixedNatures.get(item.natureId);
  return {
    id: item.id,
    amount: item.amount,
    startsOn: days.first(item.startsOn),
    endsOn: days.last(item.endsOn),
    comment: item.comment,
    natureId: item.natureId,
    ...(nature && { nature: projectNature(view, nature) }),
    workContractId: item.workContractId,
    workContract: projectAmendedContract(view, item),
  };
}
