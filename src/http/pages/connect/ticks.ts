import { announce } from './announce.ts';
import type { Right } from './documents.ts';
import { element } from './element.ts';
import type { Language } from './language.ts';
import { isTicked, tick } from './visit.ts';
import { words } from './words.ts';

/** The rights to grant as boxes to tick off, grouped as on Lucca's screens, with a button that copies the list. */
export function rightsToTick(rights: readonly Right[], language: Language): HTMLElement[] {
  const say = words[language];
  const among = (...requirements: Right['requirement'][]) =>
    rights.filter(({ requirement }) => requirements.includes(requirement));
  const groups: [title: string, rights: Right[]][] = [
    [say.permissions, among('REQUIRED', 'EXPECTED')],
    [say.paggaRights, among('IF_MODULE')],
    [say.recommendedRights, among('RECOMMENDED')],
  ];
  const counter = element('p', { class: 'hint', 'aria-live': 'polite' });
  const count = () => {
    const some = rights.filter(({ permission }) => isTicked(permission)).length;
    counter.textContent = say.ticked(some, rights.length);
  };
  count();
  const copy = element('button', { type: 'button', id: 'copy-rights' }, say.copyRights);
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(listOf(groups));
    announce(say.copied);
    copy.textContent = say.copied;
  });
  return [
    ...groups.map(([title, each]) => group(title, each, count)),
    element('div', { class: 'actions' }, copy),
    counter,
  ];
}

function group(title: string, rights: readonly Right[], onTick: () => void): HTMLElement {
  const path = rights[0]?.luccaPath ?? [];
  return element(
    'fieldset',
    { class: 'ticks' },
    element('legend', {}, title),
    element('ol', { class: 'path' }, ...path.map((step) => element('li', {}, step))),
    ...rights.map(({ permission, label }) => {
      const box = element('input', { type: 'checkbox', value: permission });
      box.checked = isTicked(permission);
      box.addEventListener('change', () => {
        tick(permission, box.checked);
        onTick();
      });
      return element('label', {}, box, label);
    }),
  );
}

/** The list as text, for an e-mail to the person who grants the rights. */
const listOf = (groups: readonly (readonly [title: string, rights: readonly Right[]])[]) =>
  groups
    .map(([title, rights]) =>
      [`${title} (${rights[0]?.luccaPath.join(' > ')})`, ...rights.map(({ label }) => `- ${label}`)].join('\n'),
    )
    .join('\n\n');
