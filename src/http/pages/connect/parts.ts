import { element } from './element.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** The title of what came of an attempt, which the focus moves to. */
export const outcomeTitle = (text: string) => element('h2', { id: 'outcome-title', tabindex: '-1' }, text);

/** A button that names what is to be done when it is pressed. */
export const button = <Action extends string>(action: Action, text: string, kind = '') =>
  element('button', { type: 'button', class: kind, 'data-action': action }, text);

/** Buttons side by side. */
export const actions = (...buttons: HTMLElement[]) => element('div', { class: 'actions' }, ...buttons);

/** What support finds an attempt by. */
export const reference = (correlationId: string, language: Language) =>
  element('p', { class: 'hint' }, words[language].reference(correlationId));
