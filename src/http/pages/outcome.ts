import type { Check, Guide, Problem } from './documents.ts';
import { element } from './element.ts';
import type { AskFailed } from './graphql.ts';
import { pendingRights, rightsList } from './rights.ts';
import { type Language, words } from './words.ts';

/** What was being done. */
export type Attempt = 'connect' | 'test' | 'replace' | 'check';

/** What is under way or came of it, where that is not the connection itself. */
export type Outcome =
  | { kind: 'asking' }
  | { kind: 'tested'; checks: Check[] }
  | { kind: 'disconnected' }
  | { kind: 'problem'; attempt: Attempt; problem: Problem }
  | { kind: 'failed'; failure: AskFailed };

/** What can be done about an outcome. */
export type OutcomeAction = 'save' | 'again' | 'anyway' | 'reload';

/** Shows what came of an attempt, and the ways on from there. */
export function outcomeView(outcome: Outcome, guide: Guide | null, language: Language): HTMLElement[] {
  const say = words[language];
  const title = (text: string) => element('h2', { id: 'outcome-title', tabindex: '-1' }, text);
  const titles = { connect: say.notConnected, test: say.testFailed, replace: say.notReplaced, check: say.notChecked };
  const paragraph = (text: string, kind = '') => element('p', { class: kind }, text);
  switch (outcome.kind) {
    case 'asking':
      return [title(say.asking), ...(guide === null ? [] : [pendingRights(guide, language)])];
    case 'disconnected':
      return [title(say.notConnectedNow), paragraph(say.disconnected)];
    case 'tested':
      return [
        title(say.testPassed),
        paragraph(say.testPassedLead),
        rights(outcome.checks),
        actions(button('save', say.save, 'main')),
      ];
    case 'failed':
      return [
        ...failureText(outcome.failure),
        ...reference(outcome.failure.correlationId),
        actions(button('reload', say.reload, 'main')),
      ];
    case 'problem':
      return problemView(outcome);
  }

  function problemView({ attempt, problem }: { attempt: Attempt; problem: Problem }): HTMLElement[] {
    const { code, retryAfterSeconds, checks } = problem;
    const lead = [
      paragraph(problem[`message${language}`]),
      ...(retryAfterSeconds === null ? [] : [paragraph(say.retryIn(retryAfterSeconds))]),
    ];
    if (code === 'PERMISSIONS_MISSING') return [title(say.rightsMissing), ...lead, rights(checks), ...waysOn(checks)];
    if (code === 'SAVE_UNCONFIRMED')
      return [title(say.unconfirmed), ...lead, actions(button('reload', say.reload, 'main'))];
    return [title(titles[attempt]), ...lead, ...reference(problem.correlationId)];
  }

  /** Again once the rights are granted; without them where they can be waived. */
  function waysOn(checks: readonly Check[]): HTMLElement[] {
    const isWaivable = !checks.some(({ verdict, requirement }) => verdict === 'MISSING' && requirement === 'REQUIRED');
    return [
      paragraph(isWaivable ? say.anywayHint : say.notWaivable),
      actions(button('again', say.tryAgain, 'main'), ...(isWaivable ? [button('anyway', say.anyway)] : [])),
    ];
  }

  function failureText({ code }: AskFailed): HTMLElement[] {
    if (code === 'FORBIDDEN') return [title(say.notAllowed), paragraph(say.forbidden)];
    return code === null
      ? [title(say.unanswered), paragraph(say.noAnswer)]
      : [title(say.somethingWrong), paragraph(say.failed)];
  }

  function rights(checks: readonly Check[]): HTMLElement {
    return guide === null ? element('div') : rightsList(checks, guide, language);
  }

  function reference(id: string | null): HTMLElement[] {
    return id === null ? [] : [paragraph(`${say.reference}: ${id}`, 'hint')];
  }
}

const actions = (...buttons: HTMLElement[]) => element('div', { class: 'actions' }, ...buttons);

const button = (action: OutcomeAction, text: string, kind = '') =>
  element('button', { type: 'button', class: kind, 'data-action': action }, text);
