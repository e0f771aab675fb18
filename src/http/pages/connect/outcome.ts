import type { Check, Guide, Problem } from './documents.ts';
import type { Purpose } from './form.ts';
import type { AskFailed } from './graphql.ts';
import type { Language } from './language.ts';

/** What was being done. */
export type Attempt = 'connect' | 'another' | 'test' | 'replace' | 'check';

/** Lucca is being asked; `checks` are those proven so far. */
export type Checking = { kind: 'checking'; checks: Check[] };

/** What is under way or came of it, where that is not the connection itself. */
export type Outcome =
  | Checking
  | { kind: 'tested'; checks: Check[] }
  /** It ended without anything saved, and its answer was not for this page. */
  | { kind: 'unsaved'; checks: Check[] }
  /** `retryAt` in milliseconds of the epoch; null where waiting is not what helps. */
  | { kind: 'problem'; attempt: Attempt; problem: Problem; retryAt: number | null }
  | { kind: 'failed'; failure: AskFailed };

/** What can be done about an outcome. */
export type OutcomeAction = 'save' | 'again' | 'anyway' | 'reload';

/** What the words of an outcome depend on; `domain` is that of the connected account. */
export type Circumstances = {
  guide: Guide | null;
  purpose: Purpose | null;
  domain: string | null;
  language: Language;
};
