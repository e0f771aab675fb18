import type { Account, Check, Guide } from './documents.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Language } from './language.ts';
import { actions, button } from './parts.ts';
import { rightsList } from './rights.ts';
import { words } from './words.ts';

/** The actions on the current connection. */
export type ConnectionAction = 'check' | 'replace' | 'another' | 'disconnect';

const signs = {
  CONNECTED: 'GRANTED',
  CONNECTED_WITH_GAPS: 'PARTIAL',
  KEY_REJECTED: 'MISSING',
  UNREACHABLE: 'INCONCLUSIVE',
} as const;

/** Shows the connected account, the rights of its key, and the actions on it. */
export function connectionView(account: Account, guide: Guide, language: Language): HTMLElement[] {
  const say = words[language];
  const { status } = account;
  const isRejected = status === 'KEY_REJECTED';
  const check = button<ConnectionAction>('check', say.check, isRejected ? '' : 'main');
  const replace = button<ConnectionAction>('replace', say.replace, isRejected ? 'main' : '');
  return [
    element(
      'h2',
      { id: 'connection-title', tabindex: '-1', 'aria-describedby': 'notice' },
      isRejected ? say.connectionTo(account.domain) : say.connectedTo(account.domain),
    ),
    element(
      'p',
      { class: 'state', 'data-status': status, 'data-verdict': signs[status] },
      icon(signs[status]),
      say.statuses[status],
    ),
    ...(isRejected ? [element('p', {}, say.keyRejectedHint)] : []),
    facts(account, language),
    // The former rights of a rejected key help nobody.
    ...(isRejected ? [] : rights(account.checks, guide, language)),
    actions(
      ...(isRejected ? [replace, check] : [check, replace]),
      button<ConnectionAction>('another', say.another),
      button<ConnectionAction>('disconnect', say.disconnect, 'danger'),
    ),
  ];
}

/** Shows the rights that need attention, and the others folded away. */
function rights(checks: readonly Check[], guide: Guide, language: Language): HTMLElement[] {
  const say = words[language];
  const needsNothing = ({ verdict }: Check) => verdict === 'GRANTED' || verdict === 'NOT_APPLICABLE';
  const open = checks.filter((check) => !needsNothing(check));
  const granted = checks.filter(({ verdict }) => verdict === 'GRANTED');
  const applicable = checks.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE');
  return [
    element('h3', {}, say.rights),
    ...(open.length > 0 ? [rightsList(open, guide, language)] : []),
    element(
      'details',
      {},
      element('summary', {}, say.counted(granted.length, applicable.length)),
      rightsList(checks.filter(needsNothing), guide, language),
    ),
  ];
}

function facts({ status, connectedAt, checkedAt, modules }: Account, language: Language): HTMLElement {
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
    status !== 'KEY_REJECTED' &&
      fact(
        say.modules,
        ...modules.map(({ code, availability }) => `${say.moduleNames[code]} – ${say.availabilities[availability]}`),
      ),
  );
}
