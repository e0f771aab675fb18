import { check, disconnect, load, run, submit } from './actions.ts';
import type { ConnectionAction } from './connection.ts';
import { find } from './element.ts';
import { clearForm, forgetKey, type Purpose } from './form.ts';
import { setToken } from './graphql.ts';
import type { OutcomeAction } from './outcome.ts';
import { takeToken } from './setup.ts';
import { focusResult, render, state } from './view.ts';

const identification = find('identification', HTMLFormElement);
const token = find('token', HTMLInputElement);

function openForm(wanted: Purpose | null) {
  if (state.isBusy) return;
  clearForm();
  state.purpose = wanted;
  state.isConfirmed = false;
  state.outcome = null;
  state.notice = null;
  render();
  focusResult();
}

/** Repeats the refused attempt. */
function again() {
  if (state.outcome?.kind !== 'problem') return;
  const { attempt } = state.outcome;
  if (attempt === 'check') void check();
  else void submit(attempt === 'test' ? 'test' : 'save');
}

const handlers: Record<ConnectionAction | OutcomeAction, () => void> = {
  check: () => void check(),
  replace: () => openForm('replace'),
  another: () => openForm('another'),
  disconnect: () => void disconnect(),
  save: () => void submit('save'),
  again,
  anyway: () => void submit('save', true),
  reload: () => location.reload(),
};

document.addEventListener('click', ({ target }) => {
  const action = target instanceof HTMLElement ? target.dataset.action : undefined;
  if (action !== undefined && action in handlers && !state.isBusy) handlers[action as keyof typeof handlers]();
});

find('submission', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void submit('save');
});

find('test', HTMLElement).addEventListener('click', () => void submit('test'));

find('cancel', HTMLElement).addEventListener('click', () => openForm(null));

identification.addEventListener('submit', async (event) => {
  event.preventDefault();
  setToken(token.value);
  token.value = '';
  await run(load);
  state.isTokenRefused = state.needsToken;
  render();
  focusResult();
});

find('language', HTMLElement).addEventListener('click', () => {
  state.language = state.language === 'EN' ? 'FR' : 'EN';
  const here = new URL(location.href);
  here.searchParams.set('lang', state.language.toLowerCase());
  history.replaceState(history.state, '', here);
  render();
});

// Browsers may keep the page in memory for the “back” button.
addEventListener('pagehide', () => {
  forgetKey();
  setToken(null);
  render();
});

const given = takeToken();
setToken(given);
render();
await run(load);
if (given !== null && state.needsToken) {
  state.isTokenRefused = true;
  render();
}
if (state.needsToken || state.outcome !== null) focusResult();
