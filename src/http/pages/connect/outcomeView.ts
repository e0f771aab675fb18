import { checkingView } from './checking.ts';
import { element } from './element.ts';
import type { AskFailed } from './graphql.ts';
import type { Language } from './language.ts';
import type { Circumstances, Outcome, OutcomeAction } from './outcome.ts';
import { actions, button, outcomeTitle, reference } from './parts.ts';
import { problemView } from './problemView.ts';
import { foldedRights } from './rights.ts';
import { words } from './words.ts';

/** Shows the outcome of an attempt, and the actions on it. */
export function outcomeView(outcome: Outcome, circumstances: Circumstances): HTMLElement[] {
  const { guide, language } = circumstances;
  const say = words[language];
  switch (outcome.kind) {
    case 'checking':
      return checkingView(outcome.checks, guide, language);
    case 'tested':
      return [
        outcomeTitle(say.testPassed),
        element('p', {}, say.testPassedLead),
        ...foldedRights(outcome.checks, guide, language),
        actions(button<OutcomeAction>('save', say.save, 'main')),
      ];
    case 'unsaved':
      return [
        outcomeTitle(say.unsaved),
        element('p', {}, say.unsavedLead),
        ...foldedRights(outcome.checks, guide, language),
      ];
    case 'failed':
      return failureView(outcome.failure, language);
    case 'problem':
      return problemView(outcome, circumstances);
  }
}

/** Shows that the whole request failed, so that its effect is unknown until the page is reloaded. */
function failureView({ code, correlationId }: AskFailed, language: Language): HTMLElement[] {
  const say = words[language];
  const texts = {
    FORBIDDEN: [say.notAllowed, say.forbidden],
    none: [say.unanswered, say.noAnswer],
    other: [say.somethingWrong, say.failed],
  } as const;
  const [title, lead] = texts[code === null ? 'none' : code === 'FORBIDDEN' ? code : 'other'];
  return [
    outcomeTitle(title),
    element('p', {}, lead),
    ...(correlationId === null ? [] : [reference(correlationId, language)]),
    actions(button<OutcomeAction>('reload', say.reload, 'main')),
  ];
}
