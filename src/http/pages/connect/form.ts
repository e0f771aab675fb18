import { find, write } from './element.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** What is wrong with a field, in the language it is asked for. */
export type FieldError = (language: Language) => string;

/** What the form is for: a first connection, another key for the present account, or another account in its place. */
export type Purpose = 'connect' | 'replace' | 'another';

const form = find('submission', HTMLFormElement);
const domain = find('domain', HTMLInputElement);
const apiKey = find('api-key', HTMLInputElement);

// The key leaves its field when it is sent, and stays here so that a typing mistake elsewhere does not cost another trip to Lucca.
let keptKey: string | null = null;
let errors: { domain?: FieldError; apiKey?: FieldError } = {};

/** Shows the form for a purpose, or hides it; `account` is the domain of the account that is connected. */
export function renderForm(purpose: Purpose | null, account: string, language: Language) {
  const say = words[language];
  form.hidden = purpose === null;
  const titles = { connect: say.connectTitle, replace: say.replaceTitle(account), another: say.anotherTitle };
  const leads = { connect: say.required, replace: say.replaceLead, another: say.anotherLead(account) };
  write('submission-title', titles[purpose ?? 'connect']);
  write('submission-lead', leads[purpose ?? 'connect']);
  find('domain-field', HTMLElement).hidden = purpose === 'replace';
  find('cancel', HTMLElement).hidden = purpose === 'connect';
  write('api-key-hint', keptKey === null ? say.apiKeyHint : say.apiKeyKept);
  apiKey.required = keptKey === null;
  show(domain, errors.domain, language);
  show(apiKey, errors.apiKey, language);
}

function show(input: HTMLInputElement, error: FieldError | undefined, language: Language) {
  input.setAttribute('aria-invalid', String(error !== undefined));
  write(`${input.id}-error`, error?.(language) ?? '');
}

/** What is to be sent, or null when a field is empty; the key is gone from its field then. */
export function readForm(purpose: Purpose): { domain: string; apiKey: string } | null {
  const key = apiKey.value === '' ? keptKey : apiKey.value;
  errors = {
    ...(purpose !== 'replace' && domain.value.trim() === '' && { domain: (language) => words[language].domainMissing }),
    ...(key === null && { apiKey: (language) => words[language].apiKeyMissing }),
  };
  if (key === null || errors.domain) return null;
  keptKey = key;
  apiKey.value = '';
  return { domain: domain.value, apiKey: key };
}

/** Whether a text that was typed means the account of this domain, as far as one can tell without checking. */
export const isDomain = (text: string, account: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '') === account;

/** Says at a field what was wrong with it. */
export function complain(field: 'DOMAIN' | 'API_KEY', error: FieldError) {
  errors = field === 'DOMAIN' ? { domain: error } : { apiKey: error };
}

/** Moves to the first field that is wrong; false when none is. */
export function focusFirstError(): boolean {
  const first = errors.domain ? domain : errors.apiKey ? apiKey : null;
  first?.focus();
  return first !== null;
}

/** Lets go of the key. */
export function forgetKey() {
  keptKey = null;
  apiKey.value = '';
}

/** Empties the form. */
export function clearForm() {
  forgetKey();
  domain.value = '';
  errors = {};
}
