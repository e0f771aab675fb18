import { showProven } from './checking.ts';
import { type Check, documents } from './documents.ts';
import { AskFailed, ask } from './graphql.ts';
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
    const checks = await checksOrNull();
    if (state.outcome === checking && checks !== null) show(checking, checks);
  }
}

/** Follows a submission that is already running, as after a reload, until it ends; resolves to its last checks. */
export async function followOthers(running: Check[]): Promise<Check[]> {
  let checks: Check[] | null = running;
  const checking = beginChecking(running);
  while (checks !== null) {
    show(checking, checks);
    await nextPoll();
    checks = await checksOrNull();
  }
  return checking.checks;
}

function show(checking: Checking, checks: Check[]) {
  checking.checks = checks;
  const guide = state.guide?.[state.language];
  if (guide) showProven(checks, guide, state.language);
}

/**
 * The checks of the running submission so far; null when none is running. Throws `AskFailed`, with the code `FORBIDDEN` when the user may
 * not manage the connection.
 */
export const checksSoFar = async (): Promise<Check[] | null> =>
  (await ask<{ connectionProgress: { checks: Check[] } | null }>(documents.progress)).connectionProgress?.checks ??
  null;

/** The same, or null when it is unknown: progress is optional, because the submission's own response contains the result. */
async function checksOrNull(): Promise<Check[] | null> {
  try {
    return await checksSoFar();
  } catch (failure) {
    if (!(failure instanceof AskFailed)) throw failure;
    return null;
  }
}

const nextPoll = () => new Promise((resolve) => setTimeout(resolve, pollMs));
