import { type Account, type Answered, documents, type Guide, type Problem } from './documents.ts';
import { clearForm, complain, focusFirstError, forgetKey, readForm } from './form.ts';
import { AskFailed, ask } from './graphql.ts';
import type { Attempt } from './outcome.ts';
import { focusResult, render, type State, state } from './view.ts';
import type { Language } from './words.ts';

const notices: Record<Attempt, State['notice']> = {
  connect: 'connected',
  test: null,
  replace: 'replaced',
  check: 'checked',
};

/** Does one thing at a time, and shows that it is being done: what is pressed meanwhile is passed over. */
export async function run(work: () => Promise<void>) {
  if (state.isBusy) return;
  state.isBusy = true;
  state.notice = null;
  try {
    render();
    await work();
  } catch (failure) {
    if (!(failure instanceof AskFailed)) throw failure;
    state.needsToken = failure.code === 'UNAUTHENTICATED';
    state.outcome = state.needsToken ? null : { kind: 'failed', failure };
  } finally {
    state.isBusy = false;
    render();
  }
}

async function loadAccount() {
  try {
    state.account = (await ask<{ account: Account | null }>(documents.account)).account;
  } catch (failure) {
    // A connection that cannot be opened any more is mended by connecting again.
    if (!(failure instanceof AskFailed) || failure.code !== 'CREDENTIALS_UNREADABLE') throw failure;
    state.account = null;
  }
}

/** Loads the guide and the present connection. */
export async function load() {
  [state.guide] = await Promise.all([ask<Record<Language, Guide>>(documents.guide), loadAccount()]);
  state.purpose = state.account === null ? 'connect' : null;
  state.needsToken = false;
  state.outcome = null;
}

/** Asks Lucca through one mutation, and takes over what it answers. */
export async function attempt(kind: Attempt, operation: string, variables: object) {
  await run(async () => {
    state.outcome = { kind: 'asking' };
    render();
    // The button that was pressed may have been drawn anew.
    if (document.activeElement === document.body) document.getElementById('outcome-title')?.focus();
    const { answered } = await ask<{ answered: Answered }>(operation, variables);
    state.outcome = null;
    if (answered.kind === 'AccountConnected') {
      state.account = answered.account;
      state.purpose = null;
      state.notice = notices[kind];
      clearForm();
    } else if (answered.kind === 'AccountChecked') {
      state.outcome = { kind: 'tested', checks: answered.checks };
    } else if (kind !== 'check' && answered.checks.length === 0 && hasField(answered.field)) {
      complain(answered.field, (language) => answered[`message${language}`]);
      // The same key would only be refused again.
      if (answered.field === 'API_KEY') forgetKey();
    } else {
      state.outcome = { kind: 'problem', attempt: kind, problem: answered };
      if (kind === 'check') await loadAccount();
    }
  });
  focusResult();
}

/** Whether a field is there to be corrected. */
function hasField(field: Problem['field']): field is 'DOMAIN' | 'API_KEY' {
  if (state.purpose === null) return false;
  return field === 'API_KEY' || (field === 'DOMAIN' && state.purpose !== 'replace');
}

/** Sends what is in the form, to be tested only or to be saved. */
export async function submit(wish: 'test' | 'save', acceptMissingPermissions = false) {
  if (state.isBusy || state.purpose === null) return;
  const given = readForm(state.purpose);
  if (given === null) {
    render();
    focusFirstError();
    return;
  }
  const { apiKey } = given;
  const isReplacing = state.purpose === 'replace';
  const domain = isReplacing ? (state.account?.domain ?? '') : given.domain;
  if (wish === 'test') await attempt('test', documents.test, { input: { domain, apiKey, acceptMissingPermissions } });
  else if (isReplacing) await attempt('replace', documents.replace, { input: { apiKey, acceptMissingPermissions } });
  else await attempt('connect', documents.connect, { input: { domain, apiKey, acceptMissingPermissions } });
}

/** Destroys the stored key. */
export async function disconnect() {
  await run(async () => {
    await ask(documents.disconnect);
    clearForm();
    state.account = null;
    state.purpose = 'connect';
    state.outcome = { kind: 'disconnected' };
  });
  focusResult();
}
