import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refused } from './refused.ts';

/** The request does not prove that it comes from our router. */
class RouterUnknown extends Refused {
  constructor() {
    super('router-secret', { status: 403, code: 'FORBIDDEN' }, 'Only the router may send requests here.');
  }
}

/** Checks that a request comes from our router. Throws `Refused`. */
export type ProveRouter = (request: IncomingMessage) => void;

/**
 * Creates the check of `x-router-secret` against the valid secrets: two while one replaces the other. The time it takes does not depend on
 * how much of a secret was guessed.
 */
export function createProveRouter(secrets: readonly string[]): ProveRouter {
  const good = secrets.map(digest);
  return ({ headers }) => {
    const given = headers['x-router-secret'];
    const presented = digest(typeof given === 'string' ? given : '');
    const matches = good.filter((each) => timingSafeEqual(each, presented));
    if (matches.length === 0) throw new RouterUnknown();
  };
}

/** Digests have the same length, whatever was sent. */
const digest = (text: string) => createHash('sha256').update(text).digest();
