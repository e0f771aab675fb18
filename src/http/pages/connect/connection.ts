import type { Account, Check, Guide } from './documents.ts';
import { element } from './element.ts';
import { historyView } from './history.ts';
import { icon } from './icon.ts';
import { type Language, momentIn } from './language.ts';
import { actions, button } from './parts.ts';
import { foldedRights } from './rights.ts';
import { returnUrl } from './setup.ts';
import { words } from './words.ts';

/** The actions on the current connection. */
export type ConnectionAction = 'check' | 'replace' | 'another' | 'disconnect';

const signs = {
  CONNECTED: 'GRANTED',
  CONNECTED_WITH_GAPS: 'PARTIAL',
  KEY_REJECTED: 'MISSING',
  UNREACHABLE: 'INCONCLUSIVE',
} as const;

/** Shows the connected account, what its key shows, and the actions on it; `isRetryShown` when another panel offers to check again. */
export function connectionView(
  account: Account,
  guide: Guide,
  { language, isRetryShown }: { language: Language; isRetryShown: boolean },
): HTMLElement[] {
  const say = words[language];
  const { status, checks } = account;
  const isRejected = status === 'KEY_REJECTED';
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
    // The former rights of a rejected key are of no use.
    ...(isRejected ? [] : [element('h3', {}, say.rights), ...foldedRights(checks, guide, language)]),
    ...historyView(account.checkHistory, guide, language),
    connectionActions(status, language, isRetryShown),
  ];
}

/** What to do next comes first, as the only main button. */
function connectionActions(status: Account['status'], language: Language, isRetryShown: boolean): HTMLElement {
  const say = words[language];
  const isRejected = status === 'KEY_REJECTED';
  const next = status === 'CONNECTED' || status === 'CONNECTED_WITH_GAPS' ? returnUrl() : null;
  const isCheckNext = next === null && !isRejected;
  const check = isRetryShown ? [] : [button<ConnectionAction>('check', say.check, isCheckNext ? 'main' : '')];
  const replace = button<ConnectionAction>('replace', say.replace, isRejected ? 'main' : '');
  return actions(
    ...(next === null ? [] : [element('a', { class: 'main', href: next.href, target: '_top' }, say.goOn(next.host))]),
    ...(isRejected ? [replace, ...check] : [...check, replace]),
    button<ConnectionAction>('another', say.another),
    button<ConnectionAction>('disconnect', say.disconnect, 'danger'),
  );
}

function facts({ status, connectedAt, checkedAt, modules, checks }: Account, language: Language): HTMLElement {
  const say = words[language];
  const moment = momentIn(language);
  const gained = status === 'KEY_REJECTED' ? [] : gains(checks, language);
  const fact = (name: string, ...values: string[]) =>
    element('div', {}, element('dt', {}, name), ...values.map((value) => element('dd', {}, value)));
  return element(
    'dl',
    {},
    gained.length > 0 && fact(say.gained, ...gained),
    fact(say.since, moment.format(new Date(connectedAt))),
    checkedAt !== null && fact(say.lastChecked, moment.format(new Date(checkedAt))),
    status !== 'KEY_REJECTED' &&
      fact(
        say.modules,
        ...modules.map(({ code, availability }) => `${say.moduleNames[code]} – ${say.availabilities[availability]}`),
      ),
  );
}

/** How much of each kind the last check found. */
function gains(checks: readonly Check[], language: Language): string[] {
  const say = words[language];
  const numbers = new Intl.NumberFormat(language === 'FR' ? 'fr-FR' : 'en-GB');
  return checks.flatMap(({ permission, verdict, evidence }) => {
    const sentence = say.gains[permission];
    const count = evidence?.rowsSeen ?? 0;
    const isShown = (verdict === 'GRANTED' || verdict === 'PARTIAL') && count > 0;
    return sentence !== undefined && isShown ? [sentence(numbers.format(count))] : [];
  });
}
