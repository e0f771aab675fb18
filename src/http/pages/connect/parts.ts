import { element } from './element.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** The title of an outcome; it can be focused. */
export const outcomeTitle = (text: string) => element('h2', { id: 'outcome-title', tabindex: '-1' }, text);

/** A button for an action. */
export const button = <Action extends string>(action: Action, text: string, kind = '') =>
  element('button', { type: 'button', class: kind, 'data-action': action }, text);

/** Buttons side by side. */
export const actions = (...buttons: HTMLElement[]) => element('div', { class: 'actions' }, ...buttons);

/** The reference by which support finds an attempt. */
export const reference = (correlationId: string, language: Language) =>
  element('p', { class: 'hint' }, words[language].reference(correlationId));
