import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../graph/server/viewer.ts';

/** A token that was verified: `expiresAt` in seconds since 1970, and the key set it was verified with. */
type Verified = { viewer: Viewer; expiresAt: number; keySet: object };

const mostTokens = 5_000;

/** Remembers verified tokens until they expire or the key set changes. Contains only hashes, and no refused tokens. */
export function createRememberedTokens() {
  const verified = new LRUCache<string, Verified>({ max: mostTokens });
  const nameOf = (token: string) => hash('sha256', token, 'base64');
  return {
    /** The viewer of a token that was verified with this key set and has not expired by `now`, in seconds since 1970; otherwise null. */
    find(token: string, keySet: object, now: number): Viewer | null {
      const known = verified.get(nameOf(token));
      return known !== undefined && known.keySet === keySet && known.expiresAt > now ? known.viewer : null;
    },

    remember: (token: string, entry: Verified) => void verified.set(nameOf(token), entry),
  };
}
