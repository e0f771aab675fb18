import type { Guide, PastCheck } from './documents.ts';
import { element } from './element.ts';
import { type Language, momentIn } from './language.ts';
import { words } from './words.ts';

/** Lists the past checks of the key, the latest first, behind a line that opens the list; nothing where only the first was made. */
export function historyView(history: readonly PastCheck[], guide: Guide, language: Language): HTMLElement[] {
  if (history.length < 2) return [];
  const moment = momentIn(language);
  const items = history.map((check) =>
    element(
      'li',
      { 'data-outcome': check.outcome },
      element('p', { class: 'when' }, element('time', { datetime: check.at }, moment.format(new Date(check.at)))),
      ...sentencesOf(check, guide, language).map((sentence) => element('p', {}, sentence)),
    ),
  );
  const line = words[language].history(history.length);
  return [
    element(
      'details',
      { class: 'history' },
      element('summary', {}, line),
      element('ol', { 'aria-label': line }, ...items),
    ),
  ];
}

/** Why a check was made, what it found, and what had changed since the one before. */
function sentencesOf({ cause, outcome, missing, gained, lost }: PastCheck, guide: Guide, language: Language): string[] {
  const say = words[language];
  const named = (codes: string[]) =>
    codes.map((code) => guide.permissions.find(({ permission }) => permission === code)?.label ?? code).join(' · ');
  const found = missing.length === 0 ? say.outcomes[outcome] : say.pastMissing(named(missing));
  return [
    `${say.causes[cause]}. ${found}`,
    ...(gained.length > 0 ? [say.pastGained(named(gained))] : []),
    ...(lost.length > 0 ? [say.pastLost(named(lost))] : []),
  ];
}
