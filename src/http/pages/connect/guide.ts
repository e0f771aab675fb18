import type { Guide, Right } from './documents.ts';
import { element, find } from './element.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

const fold = find('guide-fold', HTMLDetailsElement);

let wasKeyWanted = false;

/** Shows the setup guide: open next to a form that needs a key, folded otherwise. */
export function renderGuide(guide: Guide | null, isKeyWanted: boolean, language: Language) {
  find('guide', HTMLElement).hidden = guide === null;
  // Otherwise the user's own choice stays.
  if (isKeyWanted !== wasKeyWanted) fold.open = isKeyWanted;
  wasKeyWanted = isKeyWanted;
  find('guide-steps', HTMLElement).replaceChildren(...(guide === null ? [] : guideView(guide, language)));
}

/** The steps of the setup guide and the rights to grant. */
function guideView({ prerequisites, installSteps, steps, permissions }: Guide, language: Language): HTMLElement[] {
  const say = words[language];
  const among = (...requirements: Right['requirement'][]) =>
    permissions.filter(({ requirement }) => requirements.includes(requirement));
  return [
    section(say.prerequisites, texts('ul', prerequisites)),
    section(say.installSteps, texts('ol', installSteps)),
    section(say.steps, texts('ol', steps)),
    section(say.permissions, labels(among('REQUIRED', 'EXPECTED'))),
    section(say.paggaRights, labels(among('IF_MODULE'))),
    section(say.recommendedRights, labels(among('RECOMMENDED'))),
  ];
}

const section = (title: string, content: HTMLElement) => element('section', {}, element('h3', {}, title), content);

const texts = (tag: 'ol' | 'ul', lines: readonly string[]) =>
  element(tag, {}, ...lines.map((line) => element('li', {}, line)));

/** The rights of one screen in Lucca, with the path to it. */
function labels(rights: readonly Right[]): HTMLElement {
  const path = rights[0]?.luccaPath ?? [];
  return element(
    'div',
    {},
    element('ol', { class: 'path' }, ...path.map((step) => element('li', {}, step))),
    element('ul', { class: 'ticks' }, ...rights.map(({ label }) => element('li', {}, label))),
  );
}
