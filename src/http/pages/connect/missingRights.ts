import type { Check, Problem } from './documents.ts';
import { element } from './element.ts';
import type { Circumstances, OutcomeAction } from './outcome.ts';
import { actions, button, outcomeTitle } from './parts.ts';
import { fold, foldedRights, rightsList } from './rights.ts';
import { words } from './words.ts';

/** Shows which rights a refused key lacks, first the one without which nothing else matters, and what the user can do. */
export function missingRightsView(problem: Problem, circumstances: Circumstances): HTMLElement[] {
  const { guide, language } = circumstances;
  const { checks } = problem;
  const say = words[language];
  const core = checks.filter(isCoreMissing);
  if (core.length > 0) {
    const others = checks.filter((check) => !core.includes(check));
    return [
      outcomeTitle(say.coreMissing),
      element('p', {}, say.coreMissingLead),
      rightsList(core, guide, language),
      fold(say.otherRights(others.length), others, guide, language),
      ...rightsActions(problem, circumstances),
    ];
  }
  const [title, lead] = titleAndLead(problem, circumstances);
  return [
    outcomeTitle(title),
    element('p', {}, lead),
    ...foldedRights(checks, guide, language),
    ...rightsActions(problem, circumstances),
  ];
}

function titleAndLead(problem: Problem, { language }: Circumstances): [title: string, lead: string] {
  const say = words[language];
  if (problem.code === 'PERMISSIONS_MISSING') return [say.rightsMissing, problem[`message${language}`]];
  const evidenceOf = (permission: string) => problem.checks.find((check) => check.permission === permission)?.evidence;
  const people = evidenceOf('EMPLOYEE_LUCCA_DATA');
  const departments = evidenceOf('DIRECTORY_ALL_DEPARTMENTS');
  const written = (count: number | null | undefined) => new Intl.NumberFormat(language).format(count ?? 0);
  return [
    say.partOnly,
    say.partOnlyLead(written(people?.rowsSeen), written(departments?.rowsFilled), written(departments?.rowsSeen)),
  ];
}

/** Check again or, unless the right on which all others depend is missing, save anyway. */
export function rightsActions({ code, checks }: Problem, { purpose, language }: Circumstances): HTMLElement[] {
  const say = words[language];
  const again = button<OutcomeAction>('again', say.check, 'main');
  if (checks.some(isCoreMissing)) return [actions(again)];
  const labels = { connect: say.connectAnyway, replace: say.replaceAnyway, another: say.takeOverAnyway };
  const label = labels[purpose ?? 'connect'];
  const hints: Record<string, (button: string) => string> = {
    PERMISSIONS_MISSING: say.missingHint,
    PERMISSIONS_PARTIAL: say.partHint,
  };
  const hint = hints[code] ?? say.unverifiedHint;
  return [actions(again, button<OutcomeAction>('anyway', label)), element('p', { class: 'hint' }, hint(label))];
}

const isCoreMissing = ({ verdict, requirement }: Check) => verdict === 'MISSING' && requirement === 'REQUIRED';
