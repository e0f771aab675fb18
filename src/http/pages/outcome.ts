import type { Check, Guide, Problem } from './documents.ts';
import { element } from './element.ts';
import type { Purpose } from './form.ts';
import type { AskFailed } from './graphql.ts';
import { actions, button, outcomeTitle, reference } from './parts.ts';
import { problemView } from './problem.ts';
import { rightsList } from './rights.ts';
import { underWayView } from './underWay.ts';
import { type Language, words } from './words.ts';

/** What was being done. */
export type Attempt = 'connect' | 'another' | 'test' | 'replace' | 'check';

/** Lucca is being asked; `checks` are those proven so far. */
export type Asking = { kind: 'asking'; checks: Check[] };

/** What is under way or came of it, where that is not the connection itself. */
export type Outcome =
  | Asking
  | { kind: 'tested'; checks: Check[] }
  /** It ended without anything saved, and its answer was not for this page. */
  | { kind: 'unsaved'; checks: Check[] }
  /** `retryAt` in milliseconds of the epoch; null where waiting is not what helps. */
  | { kind: 'problem'; attempt: Attempt; problem: Problem; retryAt: number | null }
  | { kind: 'failed'; failure: AskFailed };

/** What can be done about an outcome. */
export type OutcomeAction = 'save' | 'again' | 'anyway' | 'reload';

/** What the words of an outcome depend on; `domain` is that of the connected account. */
export type Circumstances = {
  guide: Guide | null;
  purpose: Purpose | null;
  domain: string | null;
  language: Language;
};

/** Shows what came of an attempt, and the ways on from there. */
export function outcomeView(outcome: Outcome, circumstances: Circumstances): HTMLElement[] {
  const { guide, language } = circumstances;
  const say = words[language];
  switch (outcome.kind) {
    case 'asking':
      return underWayView(outcome.checks, guide, language);
    case 'tested':
      return [
        outcomeTitle(say.testPassed),
        element('p', {}, say.testPassedLead),
        rightsList(outcome.checks, guide, language),
        actions(button<OutcomeAction>('save', say.save, 'main')),
      ];
    case 'unsaved':
      return [
        outcomeTitle(say.unsaved),
        element('p', {}, say.unsavedLead),
        rightsList(outcome.checks, guide, language),
      ];
    case 'failed':
      return failureView(outcome.failure, language);
    case 'problem':
      return problemView(outcome, circumstances);
  }
}

/** The request failed as a whole: what became of it only the connection itself can tell. */
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
