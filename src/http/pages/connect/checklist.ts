import { parseDomain } from '../../../accounts/connect/domain.ts';
import type { Guide } from './documents.ts';
import { element, find } from './element.ts';
import { icon } from './icon.ts';
import { withLabels } from './labels.ts';
import type { Language } from './language.ts';
import { pictures } from './pictures.ts';
import { rightsToTick } from './ticks.ts';
import { isTicked, tick } from './visit.ts';
import { words } from './words.ts';

const fold = find('guide-fold', HTMLDetailsElement);
const domain = find('domain', HTMLInputElement);

const steps = ['role', 'create', 'rights', 'paste'] as const;
type Step = (typeof steps)[number];

let shown: { guide: Guide | null; isKeyWanted: boolean; language: Language } | null = null;
let connectedHost: string | null = null;

/** Shows the checklist of the setup guide: open next to a form that needs a key, folded otherwise. */
export function renderChecklist(guide: Guide | null, isKeyWanted: boolean, host: string | null, language: Language) {
  connectedHost = host;
  find('guide', HTMLElement).hidden = guide === null;
  // Otherwise the user's own choice stays.
  if (isKeyWanted !== shown?.isKeyWanted) fold.open = isKeyWanted;
  if (guide !== shown?.guide || language !== shown?.language)
    find('guide-steps', HTMLElement).replaceChildren(...(guide === null ? [] : checklist(guide, language)));
  shown = { guide, isKeyWanted, language };
  linkToLucca();
}

domain.addEventListener('input', linkToLucca);

/** Updates the link into the customer's own Lucca to the typed or connected domain. */
function linkToLucca() {
  const parsed = parseDomain(domain.value);
  const host = 'host' in parsed ? parsed.host : connectedHost;
  for (const place of document.querySelectorAll<HTMLElement>('.own-lucca')) {
    const say = words[shown?.language ?? 'EN'];
    place.replaceChildren(
      host === null
        ? say.linkHint
        : element('a', { href: `https://${host}/`, target: '_blank', rel: 'noopener noreferrer' }, say.openLucca(host)),
    );
  }
}

function checklist(guide: Guide, language: Language): HTMLElement[] {
  const say = words[language];
  const drawn = pictures(guide, language);
  const content: Record<Step, HTMLElement[]> = {
    role: [element('p', { class: 'own-lucca hint' }), numbered('ul', guide.prerequisites), drawn.cog],
    create: [
      element('h4', {}, say.installSteps),
      numbered('ol', guide.installSteps),
      element('h4', {}, say.createSteps),
      numbered('ol', guide.createSteps),
      drawn.newKey,
    ],
    rights: [
      element('p', { class: 'hint' }, say.afterInstall),
      numbered('ol', guide.grantSteps),
      drawn.role,
      ...rightsToTick(guide.permissions, language),
    ],
    paste: [numbered('ol', guide.pasteSteps), drawn.copy],
  };
  // The first step that is not done is the one to do.
  const open = steps.find((step) => !isTicked(step)) ?? 'paste';
  return steps.map((step, index) => section(step, index, step === open, content[step], language));
}

const numbered = (tag: 'ol' | 'ul', lines: readonly string[]) =>
  element(tag, {}, ...lines.map((line) => element('li', {}, ...withLabels(line))));

function section(step: Step, index: number, isOpen: boolean, content: HTMLElement[], language: Language): HTMLElement {
  const say = words[language];
  const isDone = isTicked(step);
  const number = element('span', { class: 'number', ...(isDone && { 'data-done': '' }) });
  number.replaceChildren(isDone ? icon('GRANTED') : String(index + 1));
  const next = element('button', { type: 'button' }, index + 1 < steps.length ? say.stepDone : say.toForm);
  const made = element(
    'details',
    { id: `step-${step}`, name: 'step', ...(isOpen && { open: '' }) },
    element('summary', {}, number, element('h3', {}, say.steps[step])),
    ...content,
    element('div', { class: 'actions' }, next),
  );
  next.addEventListener('click', () => {
    tick(step, true);
    number.dataset.done = '';
    number.replaceChildren(icon('GRANTED'));
    goOn(steps[index + 1]);
  });
  return made;
}

/** Opens the next step, which closes this one; after the last, the form is what is left. */
function goOn(next: Step | undefined) {
  if (next === undefined) {
    domain.focus();
    return;
  }
  const opened = find(`step-${next}`, HTMLDetailsElement);
  opened.open = true;
  opened.querySelector('summary')?.focus();
}
