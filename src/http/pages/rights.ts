import type { Check, Guide, Right } from './documents.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { type Language, words } from './words.ts';

/** A right as one row of the list; `PENDING` while Lucca is being asked. */
type Row = Right & { verdict: Check['verdict'] | 'PENDING'; note: string | null; unlocks: string[] };

// What has to be put right comes first.
const order: Row['verdict'][] = ['MISSING', 'PARTIAL', 'PENDING', 'INCONCLUSIVE', 'GRANTED', 'NOT_APPLICABLE'];

/** Lists what was found out about each right: first what has to be put right, with what it costs and where to click. */
export function rightsList(checks: readonly Check[], guide: Guide, language: Language): HTMLElement {
  const rows = checks.flatMap((check) => {
    const right = guide.permissions.find(({ permission }) => permission === check.permission);
    return right ? [{ ...right, ...check, note: check[`note${language}`] }] : [];
  });
  return list(rows, language);
}

/** Lists the rights that are being asked about. */
export function pendingRights(guide: Guide, language: Language): HTMLElement {
  const rows = guide.permissions.map((right) => ({ ...right, verdict: 'PENDING' as const, note: null, unlocks: [] }));
  return list(rows, language);
}

function list(rows: Row[], language: Language): HTMLElement {
  const sorted = order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
  return element(
    'ul',
    { class: 'rights', 'aria-label': words[language].rights },
    ...sorted.map((row) => item(row, language)),
  );
}

function item(row: Row, language: Language): HTMLElement {
  const say = words[language];
  const tag = { REQUIRED: say.alwaysNeeded, RECOMMENDED: say.recommended, EXPECTED: null, IF_MODULE: null };
  const remark = tag[row.requirement];
  const help = helpWith(row, language);
  return element(
    'li',
    { 'data-permission': row.permission, 'data-verdict': row.verdict, 'data-unlocks': row.unlocks.join(' ') },
    icon(row.verdict),
    element('p', { class: 'label' }, row.label, remark !== null && element('span', { class: 'note' }, ` (${remark})`)),
    element('p', { class: 'verdict' }, say.verdicts[row.verdict]),
    help.length > 0 && element('div', { class: 'way' }, ...help),
  );
}

/** What a right is for where it lacks, and where to click in Lucca unless it is known to be there. */
function helpWith(row: Row, language: Language): HTMLElement[] {
  const say = words[language];
  const { verdict, reason, note } = row;
  if (verdict !== 'MISSING' && verdict !== 'PARTIAL' && verdict !== 'INCONCLUSIVE') return [];
  const isAllLost = verdict === 'MISSING' && row.requirement !== 'REQUIRED';
  return [
    ...(verdict === 'INCONCLUSIVE' ? [] : [element('p', {}, isAllLost ? `${reason} ${say.staysEmpty}` : reason)]),
    ...(note === null ? [] : [element('p', {}, note)]),
    element('p', {}, say.toDo[verdict]),
    clickPath(row, language),
  ];
}

function clickPath({ luccaPath, label }: Right, language: Language): HTMLElement {
  const steps = [...luccaPath, label].map((step) => element('li', {}, step));
  return element('ol', { class: 'path', 'aria-label': words[language].where }, ...steps);
}
