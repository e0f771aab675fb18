import { announce } from './announce.ts';
import { connectionView } from './connection.ts';
import type { Account, Guide } from './documents.ts';
import { find, write } from './element.ts';
import type { Words } from './english.ts';
import { focusFirstError, type Purpose, renderForm } from './form.ts';
import { renderGuide } from './guide.ts';
import { type Language, preferredLanguage } from './language.ts';
import type { Outcome } from './outcome.ts';
import { outcomeView } from './outcomeView.ts';
import { typeset } from './typeset.ts';
import { words } from './words.ts';

/** Something the page says once, in whatever language it is looked at. */
export type Notice = (say: Words) => string;

/** Everything the page shows, but for the fields of its forms. */
export type State = {
  language: Language;
  /** Null until it is loaded. */
  guide: Record<Language, Guide> | null;
  account: Account | null;
  /** What the form is open for; null when it is not. */
  purpose: Purpose | null;
  /** Whether it was confirmed that what the form is for takes the place of the connected account. */
  isConfirmed: boolean;
  outcome: Outcome | null;
  /** What has just been done about the connection. */
  notice: Notice | null;
  needsToken: boolean;
  isTokenRefused: boolean;
  isBusy: boolean;
};

/** The state of the page; to be shown by `render` after a change. */
export const state: State = {
  language: preferredLanguage(),
  guide: null,
  account: null,
  purpose: null,
  isConfirmed: false,
  outcome: null,
  notice: null,
  needsToken: false,
  isTokenRefused: false,
  isBusy: false,
};

const columns = find('columns', HTMLElement);
const connection = find('connection', HTMLElement);
const result = find('outcome', HTMLElement);
const identification = find('identification', HTMLFormElement);
const token = find('token', HTMLInputElement);

/** Shows the state of the page. */
export function render() {
  const { language, purpose, account, outcome, notice, needsToken, isTokenRefused, isBusy } = state;
  const say = words[language];
  const guide = state.guide?.[language] ?? null;
  document.documentElement.lang = language.toLowerCase();
  document.title = say.title;
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]'))
    each.textContent = typeset(String(Reflect.get(say, each.dataset.text ?? '')));
  find('language', HTMLElement).lang = language === 'EN' ? 'fr' : 'en';
  write('notice', notice?.(say) ?? '');

  identification.hidden = !needsToken;
  token.setAttribute('aria-invalid', String(isTokenRefused));
  write('token-error', isTokenRefused ? say.tokenRefused : '');

  const domain = account?.domain ?? null;
  renderForm(purpose, domain ?? '', language);
  renderGuide(guide, purpose !== null, language);

  // One thing at a time: the connection makes way for what would change it.
  const isShown = purpose === null && outcome?.kind !== 'checking';
  fill(connection, account && guide && isShown ? connectionView(account, guide, language) : null);
  fill(result, outcome && outcomeView(outcome, { guide, purpose, domain, language }));

  columns.setAttribute('aria-busy', String(isBusy));
  announce(isBusy ? (outcome?.kind === 'checking' ? say.checking : say.working) : '');
  // Not `disabled`, which would take the focus away from whoever pressed the button.
  for (const button of document.querySelectorAll('main button')) button.setAttribute('aria-disabled', String(isBusy));
}

/** Moves to what is to be done or read next: the token, the first wrong field, or what came of the attempt. */
export function focusResult() {
  if (state.needsToken) token.focus();
  else if (!focusFirstError()) titleOf(state)?.focus();
}

/** Moves to what came of the last attempt, the form or the connection, whichever is first to be read. */
function titleOf({ outcome, purpose }: State): HTMLElement | null {
  const id = outcome ? 'outcome-title' : purpose ? 'submission-title' : 'connection-title';
  return document.getElementById(id);
}

/** Brings what is under way into view, and the focus with it where what had it is gone. */
export function showOutcome() {
  result.scrollIntoView({ block: 'nearest' });
  if (document.activeElement === document.body) titleOf(state)?.focus({ preventScroll: true });
}

function fill(panel: HTMLElement, content: HTMLElement[] | null) {
  panel.hidden = content === null;
  panel.replaceChildren(...(content ?? []));
}
