import type { Guide, Right } from './documents.ts';
import { element } from './element.ts';
import { type Language, words } from './words.ts';

/** Shows the steps of the setup guide and the rights to select. */
export function guideView({ prerequisites, steps, permissions }: Guide, language: Language): HTMLElement[] {
  const say = words[language];
  const among = (...requirements: Right['requirement'][]) =>
    permissions.filter(({ requirement }) => requirements.includes(requirement));
  return [
    section(say.prerequisites, texts('ul', prerequisites)),
    section(say.steps, texts('ol', steps)),
    section(say.permissions, labels(among('REQUIRED', 'EXPECTED'))),
    section(say.paggaRights, labels(among('IF_MODULE'))),
    section(say.recommendedRights, labels(among('RECOMMENDED'))),
  ];
}

const section = (title: string, content: HTMLElement) => element('section', {}, element('h3', {}, title), content);

const texts = (tag: 'ol' | 'ul', lines: readonly string[]) =>
  element(tag, {}, ...lines.map((line) => element('li', {}, line)));

/** The rights by the place where they are ticked, which is said once. */
function labels(rights: readonly Right[]): HTMLElement {
  const place = rights[0]?.luccaPath ?? [];
  return element(
    'div',
    {},
    element('ol', { class: 'path' }, ...place.map((step) => element('li', {}, step))),
    element('ul', { class: 'ticks' }, ...rights.map(({ label }) => element('li', {}, label))),
  );
}
