import { find, write } from './element.ts';
import type { Language } from './language.ts';
import { words } from './words.ts';

/** Returns the error of a field in a language. */
export type FieldError = (language: Language) => string;

/** The purpose of the form: a first connection, a new key for the connected account, or another account instead. */
export type Purpose = 'connect' | 'replace' | 'another';

const form = find('submission', HTMLFormElement);
const domain = find('domain', HTMLInputElement);
const apiKey = find('api-key', HTMLInputElement);

// Submitting empties the key's field. The key is kept here, so that the user need not copy it again after a mistake in another field.
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

/** Returns the input and empties the key's field, or returns null when a required field is empty. */
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

/** Whether a typed text is the domain of this account, as far as the page can tell. */
export const isDomain = (text: string, account: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '') === account;

/** Sets the error of a field. */
export function complain(field: 'DOMAIN' | 'API_KEY', error: FieldError) {
  errors = field === 'DOMAIN' ? { domain: error } : { apiKey: error };
}

/** Focuses the first field with an error; returns false when there is none. */
export function focusFirstError(): boolean {
  const first = errors.domain ? domain : errors.apiKey ? apiKey : null;
  first?.focus();
  return first !== null;
}

/** Forgets the key. */
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
