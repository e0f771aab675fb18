import { attempt, disconnect, load, run, submit } from './actions.ts';
import type { ConnectionAction } from './connection.ts';
import { documents } from './documents.ts';
import { find } from './element.ts';
import { clearForm, forgetKey, type Purpose } from './form.ts';
import { useToken } from './graphql.ts';
import type { OutcomeAction } from './outcome.ts';
import { focusResult, render, state } from './view.ts';

const identification = find('identification', HTMLFormElement);
const token = find('token', HTMLInputElement);
const confirmation = find('confirmation', HTMLDialogElement);

function openForm(wanted: Purpose | null) {
  if (state.isBusy) return;
  clearForm();
  state.purpose = wanted;
  state.outcome = null;
  render();
  document.getElementById(wanted === null ? 'connection-title' : 'submission-title')?.focus();
}

let lastWish: 'test' | 'save' = 'save';

const doing: Record<ConnectionAction | OutcomeAction, () => void> = {
  check: () => void attempt('check', documents.check, {}),
  replace: () => openForm('replace'),
  another: () => openForm('another'),
  disconnect: () => confirmation.showModal(),
  save: () => void submit('save'),
  again: () => void submit(lastWish),
  anyway: () => void submit('save', true),
  reload: () => location.reload(),
};

document.addEventListener('click', ({ target }) => {
  const action = target instanceof HTMLElement ? target.dataset.action : undefined;
  if (action !== undefined && action in doing && !state.isBusy) doing[action as keyof typeof doing]();
});

find('submission', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  lastWish = 'save';
  void submit('save');
});

find('test', HTMLElement).addEventListener('click', () => {
  lastWish = 'test';
  void submit('test');
});

find('cancel', HTMLElement).addEventListener('click', () => openForm(null));

identification.addEventListener('submit', async (event) => {
  event.preventDefault();
  useToken(token.value);
  token.value = '';
  await run(load);
  state.isTokenRefused = state.needsToken;
  render();
  focusResult();
});

confirmation.addEventListener('close', () => {
  if (confirmation.returnValue === 'disconnect') void disconnect();
  confirmation.returnValue = '';
});

find('language', HTMLElement).addEventListener('click', () => {
  state.language = state.language === 'EN' ? 'FR' : 'EN';
  const here = new URL(location.href);
  here.searchParams.set('lang', state.language.toLowerCase());
  history.replaceState(null, '', here);
  render();
});

// A browser may keep the page for its “back” button.
addEventListener('pagehide', () => {
  forgetKey();
  useToken(null);
  render();
});

render();
await run(load);
if (state.needsToken || state.outcome !== null) focusResult();
