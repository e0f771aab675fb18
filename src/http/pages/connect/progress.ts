import { showProven } from './checking.ts';
import { type Check, documents } from './documents.ts';
import { AskFailed, post } from './graphql.ts';
import type { Checking } from './outcome.ts';
import { render, state } from './view.ts';

const everyMs = 400;

/** Shows that Lucca is being asked, and what has been proven already. */
export function beginChecking(checks: Check[] = []): Checking {
  const checking: Checking = { kind: 'checking', checks };
  state.outcome = checking;
  render();
  return checking;
}

/** Shows the checks of a submission of this page as they are proven, until its answer is shown instead. */
export async function followOwn(checking: Checking): Promise<void> {
  for (;;) {
    await untilNextLook();
    if (state.outcome !== checking) return;
    const checks = await provenSoFar();
    if (state.outcome === checking && checks !== null) show(checking, checks);
  }
}

/** Shows a submission that is under way already, as after a reload, until it ends; what it had proven last, or null where none was. */
export async function followOthers(): Promise<Check[] | null> {
  let checks = await provenSoFar();
  if (checks === null) return null;
  const checking = beginChecking(checks);
  while (checks !== null) {
    show(checking, checks);
    await untilNextLook();
    checks = await provenSoFar();
  }
  return checking.checks;
}

function show(checking: Checking, checks: Check[]) {
  checking.checks = checks;
  const guide = state.guide?.[state.language];
  if (guide) showProven(checks, guide, state.language);
}

/** What the submission under way has proven so far; null when none is, or when nobody can tell. */
async function provenSoFar(): Promise<Check[] | null> {
  try {
    const { data } = await post<{ connectionProgress: { checks: Check[] } | null }>(documents.progress);
    return data?.connectionProgress?.checks ?? null;
  } catch (failure) {
    // How far a submission has come is a courtesy: what came of it is for its own answer to tell.
    if (!(failure instanceof AskFailed)) throw failure;
    return null;
  }
}

const untilNextLook = () => new Promise((resolve) => setTimeout(resolve, everyMs));
