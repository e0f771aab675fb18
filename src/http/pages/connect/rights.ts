import type { Check, Guide, Right } from './documents.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** A right as one row of the list; `PENDING` while Lucca is being asked. */
type Row = Right & { verdict: Check['verdict'] | 'PENDING'; help: string[] };

// What has to be put right comes first.
const order: Check['verdict'][] = ['MISSING', 'PARTIAL', 'INCONCLUSIVE', 'GRANTED', 'NOT_APPLICABLE'];

/** Lists what was found out about each right: first what has to be put right, with what it costs and what to do about it. */
export function rightsList(checks: readonly Check[], guide: Guide | null, language: Language): HTMLElement {
  const rows = order
    .flatMap((verdict) => checks.filter((check) => check.verdict === verdict))
    .flatMap((check) => {
      const right = guide?.permissions.find(({ permission }) => permission === check.permission);
      return right ? [{ ...right, verdict: check.verdict, help: helpWith(right, check, language) }] : [];
    });
  return list(rows, language);
}

/** Lists the rights that are being asked about, in the order of the guide; what is proven already has its verdict. */
export function pendingRights(checks: readonly Check[], guide: Guide, language: Language): HTMLElement {
  return list(pendingRows(checks, guide), language, 'rights under-way');
}

/** Gives the rows that were pending their verdicts, and leaves the others alone. */
export function proveRights(shown: Element, checks: readonly Check[], guide: Guide, language: Language) {
  for (const row of pendingRows(checks, guide)) {
    const pending = shown.querySelector(`[data-permission=${row.permission}][data-verdict=PENDING]`);
    if (row.verdict !== 'PENDING') pending?.replaceWith(item(row, language));
  }
}

/** Help comes with the outcome: rows that grow while one reads them would move the others. */
const pendingRows = (checks: readonly Check[], { permissions }: Guide): Row[] =>
  permissions.map((right) => {
    const check = checks.find(({ permission }) => permission === right.permission);
    return { ...right, verdict: check?.verdict ?? 'PENDING', help: [] };
  });

const list = (rows: Row[], language: Language, kind = 'rights') =>
  element('ul', { class: kind, 'aria-label': words[language].rights }, ...rows.map((row) => item(row, language)));

function item({ permission, verdict, requirement, label, help }: Row, language: Language): HTMLElement {
  const say = words[language];
  const remarks = { REQUIRED: say.alwaysNeeded, RECOMMENDED: say.recommended, EXPECTED: null, IF_MODULE: null };
  const remark = remarks[requirement];
  return element(
    'li',
    { 'data-permission': permission, 'data-verdict': verdict },
    icon(verdict),
    element('p', { class: 'label' }, label, remark !== null && element('span', { class: 'note' }, ` (${remark})`)),
    element('p', { class: 'verdict' }, say.verdicts[verdict]),
    help.length > 0 && element('div', { class: 'way' }, ...help.map((line) => element('p', {}, line))),
  );
}

/** What a right is for where it lacks, and what to do in Lucca unless it is known to be there. */
function helpWith({ reason, requirement }: Right, check: Check, language: Language): string[] {
  const remedy = check[`remedy${language}`];
  if (remedy === null) return [];
  const { verdict } = check;
  const note = check[`note${language}`];
  const isAllLost = verdict === 'MISSING' && requirement !== 'REQUIRED';
  return [
    ...(verdict === 'INCONCLUSIVE' ? [] : [isAllLost ? `${reason} ${words[language].staysEmpty}` : reason]),
    ...(note === null ? [] : [note]),
    remedy,
  ];
}
