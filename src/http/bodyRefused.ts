import { Refused } from './refused.ts';

/** A request body cannot be used; `status` is the HTTP status that says why. */
export class BodyRefused extends Refused {
  constructor(status: 400 | 413 | 415, message: string, headers: Record<string, string> = {}) {
    super(status === 413 ? 'too-large' : 'body', { status, code: 'BAD_USER_INPUT', headers }, message);
  }
}
