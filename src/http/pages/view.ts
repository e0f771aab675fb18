import { chosenLanguage } from './chosenLanguage.ts';
import { connectionView } from './connection.ts';
import type { Account, Guide } from './documents.ts';
import { find } from './element.ts';
import { focusFirstError, type Purpose, renderForm } from './form.ts';
import { guideView } from './guide.ts';
import { type Outcome, outcomeView } from './outcome.ts';
import { type Language, words } from './words.ts';

/** Everything the page shows, but for the fields of its forms. */
export type State = {
  language: Language;
  /** Null until it is loaded. */
  guide: Record<Language, Guide> | null;
  account: Account | null;
  /** What the form is open for; null when it is not. */
  purpose: Purpose | null;
  outcome: Outcome | null;
  /** What has just been done about the connection. */
  notice: 'connected' | 'replaced' | 'checked' | null;
  needsToken: boolean;
  isTokenRefused: boolean;
  isBusy: boolean;
};

/** The state of the page; to be shown by `render` after a change. */
export const state: State = {
  language: chosenLanguage(),
  guide: null,
  account: null,
  purpose: null,
  outcome: null,
  notice: null,
  needsToken: false,
  isTokenRefused: false,
  isBusy: false,
};

const connection = find('connection', HTMLElement);
const result = find('outcome', HTMLElement);
const identification = find('identification', HTMLFormElement);
const token = find('token', HTMLInputElement);

/** Shows the state of the page. */
export function render() {
  const { language, guide, account, purpose, outcome, notice, needsToken, isTokenRefused, isBusy } = state;
  const say = words[language];
  document.documentElement.lang = language.toLowerCase();
  document.title = say.title;
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]'))
    each.textContent = String(Reflect.get(say, each.dataset.text ?? ''));
  find('language', HTMLElement).lang = language === 'EN' ? 'fr' : 'en';

  identification.hidden = !needsToken;
  token.setAttribute('aria-invalid', String(isTokenRefused));
  find('token-error', HTMLElement).textContent = isTokenRefused ? say.tokenRefused : '';

  renderForm(purpose, language);
  const steps = guide?.[language] ?? null;
  find('guide', HTMLElement).hidden = steps === null;
  if (steps !== null) find('guide-steps', HTMLElement).replaceChildren(...guideView(steps, language));
  connection.hidden = account === null || steps === null;
  if (account !== null && steps !== null) {
    const said = notice === null ? null : say[notice];
    connection.replaceChildren(...connectionView(account, { guide: steps, language, notice: said }));
  }
  result.hidden = outcome === null;
  result.replaceChildren(...(outcome === null ? [] : outcomeView(outcome, steps, language)));

  document.body.setAttribute('aria-busy', String(isBusy));
  find('progress', HTMLElement).textContent = isBusy ? (outcome?.kind === 'asking' ? say.asking : say.working) : '';
  // Not `disabled`, which would take the focus away from whoever pressed the button.
  for (const button of document.querySelectorAll('main button')) button.setAttribute('aria-disabled', String(isBusy));
}

/** Moves to what is to be done or read next: the token, the first wrong field, or what came of the attempt. */
export function focusResult() {
  if (state.needsToken) token.focus();
  else if (!focusFirstError()) document.getElementById(state.outcome ? 'outcome-title' : 'connection-title')?.focus();
}
