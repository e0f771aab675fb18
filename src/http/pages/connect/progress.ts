import { showProven } from './checking.ts';
import { type Check, documents } from './documents.ts';
import { AskFailed, post } from './graphql.ts';
import type { Checking } from './outcome.ts';
import { render, state } from './view.ts';

const pollMs = 400;

/** Shows that a check is running, with the checks made so far. */
export function beginChecking(checks: Check[] = []): Checking {
  const checking: Checking = { kind: 'checking', checks };
  state.outcome = checking;
  render();
  return checking;
}

/** Shows the progress of this page's own submission until its result is shown. */
export async function followOwn(checking: Checking): Promise<void> {
  for (;;) {
    await nextPoll();
    if (state.outcome !== checking) return;
    const checks = await checksSoFar();
    if (state.outcome === checking && checks !== null) show(checking, checks);
  }
}

/** Follows a submission that is already running, as after a reload, until it ends; resolves to its last checks, or null when none is running. */
export async function followOthers(): Promise<Check[] | null> {
  let checks = await checksSoFar();
  if (checks === null) return null;
  const checking = beginChecking(checks);
  while (checks !== null) {
    show(checking, checks);
    await nextPoll();
    checks = await checksSoFar();
  }
  return checking.checks;
}

function show(checking: Checking, checks: Check[]) {
  checking.checks = checks;
  const guide = state.guide?.[state.language];
  if (guide) showProven(checks, guide, state.language);
}

/** The checks of the running submission so far; null when none is running or that is unknown. */
async function checksSoFar(): Promise<Check[] | null> {
  try {
    const { data } = await post<{ connectionProgress: { checks: Check[] } | null }>(documents.progress);
    return data?.connectionProgress?.checks ?? null;
  } catch (failure) {
    // Progress is optional: the submission's own response has the result.
    if (!(failure instanceof AskFailed)) throw failure;
    return null;
  }
}

const nextPoll = () => new Promise((resolve) => setTimeout(resolve, pollMs));
