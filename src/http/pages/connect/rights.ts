import type { Check, Guide, Right } from './documents.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { withLabels } from './labels.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** A row of the list of rights; `PENDING` until the right is checked. */
type Row = Right & { verdict: Check['verdict'] | 'PENDING'; help: string[] };

// Rights that need attention come first.
const order: Check['verdict'][] = ['MISSING', 'PARTIAL', 'INCONCLUSIVE', 'GRANTED', 'NOT_APPLICABLE'];

/** Lists the checks, those that need attention first, with the reason for each right and what to do about it. */
export function rightsList(checks: readonly Check[], guide: Guide | null, language: Language): HTMLElement {
  const rows = order
    .flatMap((verdict) => checks.filter((check) => check.verdict === verdict))
    .flatMap((check) => {
      const right = guide?.permissions.find(({ permission }) => permission === check.permission);
      return right ? [{ ...right, verdict: check.verdict, help: helpWith(right, check, language) }] : [];
    });
  return list(rows, language);
}

/** Lists the rights that need attention, and the others folded away below their count. */
export function foldedRights(checks: readonly Check[], guide: Guide | null, language: Language): HTMLElement[] {
  const needsNothing = ({ verdict }: Check) => verdict === 'GRANTED' || verdict === 'NOT_APPLICABLE';
  const open = checks.filter((check) => !needsNothing(check));
  const granted = checks.filter(({ verdict }) => verdict === 'GRANTED');
  const applicable = checks.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE');
  return [
    ...(open.length > 0 ? [rightsList(open, guide, language)] : []),
    fold(words[language].counted(granted.length, applicable.length), checks.filter(needsNothing), guide, language),
  ];
}

/** Lists rights behind a line that opens the list. */
export const fold = (line: string, checks: readonly Check[], guide: Guide | null, language: Language) =>
  element('details', {}, element('summary', {}, line), rightsList(checks, guide, language));

/** Lists the rights of a running check in the order of the guide, with the verdicts so far. */
export function pendingRights(checks: readonly Check[], guide: Guide, language: Language): HTMLElement {
  return list(pendingRows(checks, guide), language, 'rights under-way');
}

/** Shows new verdicts in pending rows; other rows stay as they are. */
export function proveRights(shown: Element, checks: readonly Check[], guide: Guide, language: Language) {
  for (const row of pendingRows(checks, guide)) {
    const pending = shown.querySelector(`[data-permission=${row.permission}][data-verdict=PENDING]`);
    if (row.verdict !== 'PENDING') pending?.replaceWith(item(row, language));
  }
}

/** Without help texts: rows that grow during the check would move the others. */
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
    help.length > 0 && element('div', { class: 'way' }, ...help.map((line) => element('p', {}, ...withLabels(line)))),
  );
}

/** Why a right is needed and what to do in Lucca; empty when there is nothing to do. */
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
