import { confirmed } from './confirm.ts';
import { type Account, type Answered, documents, type Guide, type Problem } from './documents.ts';
import { clearForm, complain, focusFirstError, forgetKey, isDomain, readForm } from './form.ts';
import { AskFailed, ask } from './graphql.ts';
import type { Language } from './language.ts';
import type { Attempt } from './outcome.ts';
import { beginChecking, checksSoFar, followOthers, followOwn } from './progress.ts';
import { tellEmbedder } from './setup.ts';
import { focusResult, type Notice, render, showOutcome, state } from './view.ts';
import { words } from './words.ts';

const notices: Record<Attempt, Notice | null> = {
  connect: (say) => say.connected,
  another: (say) => say.connected,
  test: null,
  replace: (say) => say.replaced,
  check: (say) => say.checked,
};

/** Runs one job at a time and shows that it is running; other clicks are ignored meanwhile. */
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
    // A connection that cannot be decrypted is repaired by connecting again.
    if (!(failure instanceof AskFailed) || failure.code !== 'CREDENTIALS_UNREADABLE') throw failure;
    state.account = null;
  }
}

/** Loads the guide and the current connection, after any running operation has ended. */
export async function load() {
  state.guide = await ask<Record<Language, Guide>>(documents.guide);
  state.needsToken = false;
  // Users who may not manage the connection learn so now, not after pasting a key.
  const running = await checksSoFar();
  await loadAccount();
  const before = state.account?.checkedAt;
  const proven = running && (await followOthers(running));
  state.outcome = null;
  if (proven !== null) {
    await loadAccount();
    // Its response went to a page that is gone. A saved connection is visible, but if nothing was saved, this has to be said here.
    if (state.account?.checkedAt === before) state.outcome = { kind: 'unsaved', checks: proven };
  }
  state.purpose = state.account === null ? 'connect' : null;
}

/** Runs one mutation and shows its result. */
async function attempt(kind: Attempt, operation: string, variables: object) {
  await run(async () => {
    const checking = beginChecking();
    showOutcome();
    void followOwn(checking);
    const { answered } = await ask<{ answered: Answered }>(operation, variables);
    state.outcome = null;
    if (answered.kind === 'AccountConnected') {
      state.account = answered.account;
      state.purpose = null;
      state.notice = notices[kind];
      clearForm();
      tellEmbedder();
    } else if (answered.kind === 'AccountChecked') {
      state.outcome = { kind: 'tested', checks: answered.checks };
    } else {
      refuse(kind, answered);
      if (kind === 'check') await loadAccount();
    }
  });
  focusResult();
}

/** Shows why an attempt was refused, next to the field that has to be corrected if there is one. */
function refuse(kind: Attempt, problem: Problem) {
  const { field, checks, retryAfterSeconds } = problem;
  if (checks.length === 0 && isShown(field)) {
    complain(field, (language) => problem[`message${language}`]);
    // The same key would be rejected again.
    if (field === 'API_KEY') forgetKey();
    return;
  }
  const retryAt = retryAfterSeconds === null ? null : Date.now() + retryAfterSeconds * 1000;
  state.outcome = { kind: 'problem', attempt: kind, problem, retryAt };
}

function isShown(field: Problem['field']): field is 'DOMAIN' | 'API_KEY' {
  if (state.purpose === null) return false;
  return field === 'API_KEY' || (field === 'DOMAIN' && state.purpose !== 'replace');
}

/** Submits the form, to test the key only or to save it. */
export async function submit(wish: 'test' | 'save', acceptMissingPermissions = false) {
  const { isBusy, purpose, account } = state;
  if (isBusy || purpose === null) return;
  const given = readForm(purpose);
  if (given === null) {
    render();
    focusFirstError();
    return;
  }
  const { apiKey } = given;
  const domain = purpose === 'replace' ? (account?.domain ?? '') : given.domain;
  if (wish === 'test') await attempt('test', documents.test, { input: { domain, apiKey, acceptMissingPermissions } });
  else if (purpose === 'replace')
    await attempt('replace', documents.replace, { input: { apiKey, acceptMissingPermissions } });
  else if (await isMeant(domain))
    await attempt(purpose, documents.connect, { input: { domain, apiKey, acceptMissingPermissions } });
}

/** Asks for confirmation before the connected account is replaced, once each time the form is opened. */
async function isMeant(domain: string): Promise<boolean> {
  const { purpose, account, isConfirmed, language } = state;
  if (purpose !== 'another' || account === null || isConfirmed || isDomain(domain, account.domain)) return true;
  const say = words[language];
  state.isConfirmed = await confirmed({
    title: say.takeOverTitle(account.domain),
    lead: say.takeOverLead(account.domain),
    yes: say.takeOver,
  });
  // Shows that the key has been taken out of its field.
  render();
  return state.isConfirmed;
}

/** Checks the rights of the stored key again. */
export const check = () => attempt('check', documents.check, {});

/** Destroys the stored key after a confirmation. */
export async function disconnect() {
  const domain = state.account?.domain ?? '';
  const say = words[state.language];
  const question = { title: say.disconnectTitle(domain), lead: say.disconnectLead, yes: say.disconnect };
  if (!(await confirmed(question))) return;
  await run(async () => {
    await ask(documents.disconnect);
    clearForm();
    state.account = null;
    state.purpose = 'connect';
    state.outcome = null;
    state.notice = (words) => words.disconnected(domain);
  });
  focusResult();
}
