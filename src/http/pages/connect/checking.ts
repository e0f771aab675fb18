import { announce } from './announce.ts';
import type { Check, Guide } from './documents.ts';
import { element, find, write } from './element.ts';
import type { Language } from './language.ts';
import { outcomeTitle } from './parts.ts';
import { pendingRights, proveRights } from './rights.ts';
import { words } from './words.ts';

// Screen readers should announce progress, but not each of twelve rights.
const betweenAnnouncementsMs = 3_000;

let announceAfter = 0;

/** Shows a running check, with the verdicts so far. */
export function checkingView(checks: readonly Check[], guide: Guide | null, language: Language): HTMLElement[] {
  announceAfter = Date.now() + betweenAnnouncementsMs;
  const say = words[language];
  if (guide === null) return [outcomeTitle(say.checking)];
  const all = guide.permissions.length;
  const bar = { id: 'bar', max: String(all), value: String(checks.length), 'aria-labelledby': 'progress' };
  return [
    outcomeTitle(say.checking),
    element(
      'div',
      {},
      element('progress', bar),
      element('p', { id: 'progress', class: 'hint' }, say.progress(checks.length, all)),
    ),
    pendingRights(checks, guide, language),
  ];
}

/** Shows new verdicts in the existing rows, so that nothing moves. */
export function showProven(checks: readonly Check[], guide: Guide, language: Language) {
  const bar = find('bar', HTMLProgressElement);
  if (checks.length === bar.value) return;
  bar.value = checks.length;
  const progress = words[language].progress(checks.length, guide.permissions.length);
  write('progress', progress);
  proveRights(find('outcome', HTMLElement), checks, guide, language);
  if (Date.now() < announceAfter) return;
  announceAfter = Date.now() + betweenAnnouncementsMs;
  announce(progress);
}
