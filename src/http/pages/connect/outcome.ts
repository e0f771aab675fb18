import type { Check, Guide, Problem } from './documents.ts';
import type { Purpose } from './form.ts';
import type { AskFailed } from './graphql.ts';
import type { Language } from './language.ts';

/** The kind of an attempt. */
export type Attempt = 'connect' | 'another' | 'test' | 'replace' | 'check';

/** A check is running; `checks` are those made so far. */
export type Checking = { kind: 'checking'; checks: Check[] };

/** A running attempt, or the result of one that did not change the connection. */
export type Outcome =
  | Checking
  | { kind: 'tested'; checks: Check[] }
  /** An attempt of an earlier page ended without saving. */
  | { kind: 'unsaved'; checks: Check[] }
  /** `retryAt` in milliseconds of the epoch; null when waiting does not help. */
  | { kind: 'problem'; attempt: Attempt; problem: Problem; retryAt: number | null }
  | { kind: 'failed'; failure: AskFailed };

/** The actions on an outcome. */
export type OutcomeAction = 'save' | 'again' | 'anyway' | 'reload';

/** What the text of an outcome depends on; `domain` is the connected account's. */
export type Circumstances = {
  guide: Guide | null;
  purpose: Purpose | null;
  domain: string | null;
  language: Language;
};
