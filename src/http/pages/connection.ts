import type { Account, Check, Guide } from './documents.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { rightsList } from './rights.ts';
import { type Language, words } from './words.ts';

/** What can be done about the present connection. */
export type ConnectionAction = 'check' | 'replace' | 'another' | 'disconnect';

const signs = {
  CONNECTED: 'GRANTED',
  CONNECTED_WITH_GAPS: 'PARTIAL',
  KEY_REJECTED: 'MISSING',
  UNREACHABLE: 'INCONCLUSIVE',
} as const;

/** Shows the connected account, what its key may see, and what can be done about it. */
export function connectionView(
  account: Account,
  { guide, language, notice }: { guide: Guide; language: Language; notice: string | null },
): HTMLElement[] {
  const say = words[language];
  const isSettled = ({ verdict }: Check) => verdict === 'GRANTED' || verdict === 'NOT_APPLICABLE';
  const open = account.checks.filter((check) => !isSettled(check));
  const granted = account.checks.filter(({ verdict }) => verdict === 'GRANTED');
  const applicable = account.checks.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE');
  return [
    element(
      'h2',
      { id: 'connection-title', tabindex: '-1' },
      `${say.connectedTo} `,
      element('span', {}, account.domain),
    ),
    ...(notice === null ? [] : [element('p', { class: 'notice' }, notice)]),
    element(
      'p',
      { class: 'state', 'data-status': account.status, 'data-verdict': signs[account.status] },
      icon(signs[account.status]),
      say.statuses[account.status],
    ),
    facts(account, language),
    element('h3', {}, say.rights),
    ...(open.length > 0 ? [rightsList(open, guide, language)] : []),
    element(
      'details',
      {},
      element('summary', {}, say.counted(granted.length, applicable.length)),
      rightsList(account.checks.filter(isSettled), guide, language),
    ),
    element(
      'div',
      { class: 'actions' },
      button('check', say.again, 'main'),
      button('replace', say.replace),
      button('another', say.another),
      button('disconnect', say.disconnect, 'danger'),
    ),
  ];
}

const button = (action: ConnectionAction, text: string, kind = '') =>
  element('button', { type: 'button', class: kind, 'data-action': action }, text);

function facts({ connectedAt, checkedAt, modules, quota }: Account, language: Language): HTMLElement {
  const say = words[language];
  const moment = new Intl.DateTimeFormat(language === 'FR' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  const fact = (name: string, ...values: string[]) =>
    element('div', {}, element('dt', {}, name), ...values.map((value) => element('dd', {}, value)));
  return element(
    'dl',
    {},
    fact(say.since, moment.format(new Date(connectedAt))),
    checkedAt !== null && fact(say.lastChecked, moment.format(new Date(checkedAt))),
    fact(
      say.modules,
      ...modules.map(({ code, availability }) => `${say.moduleNames[code]} – ${say.availabilities[availability]}`),
    ),
    fact(say.requests, say.requestsLeft(quota.remaining, quota.perMinute)),
  );
}
