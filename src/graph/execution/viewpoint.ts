import { createHash } from 'node:crypto';
import type { Account } from '../../accounts/account.ts';
import type { GraphContext } from '../context.ts';
import { onceFor } from '../server/onceFor.ts';

/** What a response depends on besides the query, its variables, and what its inputs contain. The same text is the same viewpoint. */
export function viewpointOf({ connection, viewer, today }: GraphContext): string {
  const scopes = [...(viewer?.scopes ?? [])].toSorted();
  return JSON.stringify([contentOf(connection().account).digest, scopes, today]);
}

/** A text that differs wherever anything of an account does: its settings, the rights of its key, its version. */
const contentOf = onceFor((account: Account) => ({
  digest: createHash('sha256').update(JSON.stringify(account)).digest('base64url'),
}));
