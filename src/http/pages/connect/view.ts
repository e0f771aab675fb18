import { announce } from './announce.ts';
import { renderChecklist } from './checklist.ts';
import { connectionView } from './connection.ts';
import type { Account, Guide } from './documents.ts';
import { find, write } from './element.ts';
import type { Words } from './english.ts';
import { focusFirstError, type Purpose, renderForm } from './form.ts';
import { type Language, preferredLanguage } from './language.ts';
import type { Outcome } from './outcome.ts';
import { outcomeView } from './outcomeView.ts';
import { signInHref } from './setup.ts';
import { typeset } from './typeset.ts';
import { words } from './words.ts';

/** A message that is shown once, in the language of the page. */
export type Notice = (say: Words) => string;

/** Everything the page shows except its form fields. */
export type State = {
  language: Language;
  /** Null until it is loaded. */
  guide: Record<Language, Guide> | null;
  account: Account | null;
  /** The purpose of the open form; null when it is closed. */
  purpose: Purpose | null;
  /** Whether the user has confirmed that the connected account will be replaced. */
  isConfirmed: boolean;
  outcome: Outcome | null;
  /** What has just happened to the connection. */
  notice: Notice | null;
  needsToken: boolean;
  isTokenRefused: boolean;
  isBusy: boolean;
};

/** The state of the page; call `render` after a change. */
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

  const signIn = signInHref();
  identification.hidden = !needsToken;
  find('token-field', HTMLElement).hidden = signIn !== null;
  find('token-send', HTMLElement).hidden = signIn !== null;
  const link = find('sign-in', HTMLAnchorElement);
  link.hidden = signIn === null;
  if (signIn !== null) link.href = signIn;
  write('sign-in-lead', signIn !== null && isTokenRefused ? say.signInAgain : '');
  token.setAttribute('aria-invalid', String(isTokenRefused));
  write('token-error', isTokenRefused ? say.tokenRefused : '');

  const domain = account?.domain ?? null;
  renderForm(purpose, domain ?? '', language);
  renderChecklist(guide, purpose !== null, domain, language);

  // The connection is hidden while the form or a check is shown.
  const isShown = purpose === null && outcome?.kind !== 'checking';
  fill(
    connection,
    account && guide && isShown
      ? connectionView(account, guide, { language, isRetryShown: isCheckOffered(outcome) })
      : null,
  );
  fill(result, outcome && outcomeView(outcome, { guide, purpose, domain, language }));
  // What the outcome proposes is what to do next.
  find('save', HTMLElement).classList.toggle('main', result.querySelector('.main') === null);

  columns.setAttribute('aria-busy', String(isBusy));
  announce(isBusy ? (outcome?.kind === 'checking' ? say.checking : say.working) : '');
  // Not `disabled`, which would remove the focus from the pressed button.
  for (const button of document.querySelectorAll('main button')) button.setAttribute('aria-disabled', String(isBusy));
}

/** Whether the outcome is a failed check of the connection, which offers to check again. */
const isCheckOffered = (outcome: Outcome | null) =>
  outcome?.kind === 'problem' && outcome.attempt === 'check' && outcome.problem.code !== 'KEY_REJECTED';

/** Focuses what comes next: the token, the first field with an error, or the outcome. */
export function focusResult() {
  if (state.needsToken) find(signInHref() === null ? 'token' : 'sign-in', HTMLElement).focus();
  else if (!focusFirstError()) titleOf(state)?.focus();
}

/** The title of the outcome, the form or the connection, whichever is shown first. */
function titleOf({ outcome, purpose }: State): HTMLElement | null {
  const id = outcome ? 'outcome-title' : purpose ? 'submission-title' : 'connection-title';
  return document.getElementById(id);
}

/** Scrolls the outcome into view, and focuses it if the focused element is gone. */
export function showOutcome() {
  result.scrollIntoView({ block: 'nearest' });
  if (document.activeElement === document.body) titleOf(state)?.focus({ preventScroll: true });
}

function fill(panel: HTMLElement, content: HTMLElement[] | null) {
  panel.hidden = content === null;
  panel.replaceChildren(...(content ?? []));
}
