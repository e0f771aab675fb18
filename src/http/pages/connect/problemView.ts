import { element } from './element.ts';
import { missingRightsView, rightsActions } from './missingRights.ts';
import type { Circumstances, Outcome, OutcomeAction } from './outcome.ts';
import { actions, button, outcomeTitle, reference } from './parts.ts';
import { countdown } from './retry.ts';
import { foldedRights } from './rights.ts';
import { words } from './words.ts';

type Refusal = Extract<Outcome, { kind: 'problem' }>;

/** Shows why an attempt was refused, with the message of the API, and what the user can do. */
export function problemView(refusal: Refusal, circumstances: Circumstances): HTMLElement[] {
  const { problem } = refusal;
  const { guide, language } = circumstances;
  const say = words[language];
  const texts = [outcomeTitle(titleOf(refusal, circumstances)), element('p', {}, problem[`message${language}`])];
  switch (problem.code) {
    case 'PERMISSIONS_MISSING':
    case 'PERMISSIONS_PARTIAL':
      return missingRightsView(problem, circumstances);
    case 'SAVE_UNCONFIRMED':
      return [...texts, actions(button<OutcomeAction>('reload', say.reload, 'main'))];
    case 'KEY_REJECTED':
      return texts;
    default:
      return [
        ...texts,
        ...(problem.checks.length > 0 ? foldedRights(problem.checks, guide, language) : []),
        ...again(refusal, circumstances),
        reference(problem.correlationId, language),
      ];
  }
}

function titleOf({ attempt, problem: { code } }: Refusal, { domain, language }: Circumstances): string {
  const say = words[language];
  if (code === 'SAVE_UNCONFIRMED') return say.unconfirmed;
  if (code === 'KEY_REJECTED') return say.keyRefused;
  return {
    connect: say.notConnected,
    another: say.notTakenOver(domain ?? ''),
    test: say.testFailed,
    replace: say.notReplaced,
    check: say.notChecked,
  }[attempt];
}

/** Actions after a failure: try again, as soon as that helps, or save anyway if only some rights could not be checked. */
function again({ retryAt, problem }: Refusal, circumstances: Circumstances): HTMLElement[] {
  if (retryAt === null && problem.checks.length > 0) return rightsActions(problem, circumstances);
  const { language } = circumstances;
  const pressed = button<OutcomeAction>('again', words[language].tryAgain, 'main');
  return [...(retryAt === null ? [] : [countdown(retryAt, pressed, language)]), actions(pressed)];
}
