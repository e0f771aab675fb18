import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { minuteMs } from '../time.ts';

/** The keys that sign tokens cannot be read, so that no token can be verified; `reason` is a code without any address. */
export class SigningKeysUnavailable extends Error {
  readonly reason: string;

  constructor(failure: unknown) {
    super('The keys that sign tokens cannot be read.');
    this.reason = failure instanceof errors.JOSEError ? failure.code : 'ERR_NETWORK';
  }
}

/** Age at which keys are fetched again without anybody waiting for it, and at which a request waits for it. */
const refreshAfterMs = 5 * minuteMs;
const maxAgeMs = 10 * minuteMs;

/** The least time between two fetches, however many tokens name keys that nobody knows and however often a fetch fails. */
const cooldownMs = 30_000;

/**
 * Looks up keys that are published at a URL. The last good ones stay in use for `staleMs` while they cannot be fetched again, and for ten
 * minutes at least. `now` measures durations, and so must not be a clock that can be set. Throws `SigningKeysUnavailable` if no key is left to verify a token with.
 */
export function createSigningKeys(url: string, staleMs: number, now: () => number): JWTVerifyGetKey {
  // When to fetch is decided here: the library would stop at keys that are stale, and knows no cooldown after a failure.
  const keys = createRemoteJWKSet(new URL(url), { cacheMaxAge: Infinity, cooldownDuration: Infinity });
  let fetchedAt = -Infinity;
  let attemptedAt = -Infinity;
  let failure: SigningKeysUnavailable | undefined;
  let underWay: Promise<void> | undefined;

  async function fetchKeys() {
    attemptedAt = now();
    try {
      await keys.reload();
      fetchedAt = now();
      failure = undefined;
    } catch (reason) {
      failure = new SigningKeysUnavailable(reason);
    }
  }

  /** Fetches the keys, or joins a running fetch; does nothing during the cooldown. */
  function refresh(): Promise<void> {
    if (!underWay && now() - attemptedAt < cooldownMs) return Promise.resolve();
    underWay ??= fetchKeys().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function haveKeys() {
    const age = now() - fetchedAt;
    if (age <= refreshAfterMs) return;
    const refreshed = refresh();
    const mustWait = age > Math.max(maxAgeMs, staleMs) || (age > maxAgeMs && !failure);
    if (mustWait) await refreshed;
    if (failure && now() - fetchedAt > Math.max(maxAgeMs, staleMs)) throw failure;
  }

  return async (header, token) => {
    await haveKeys();
    try {
      return await keys(header, token);
    } catch (unknownKey) {
      if (!(unknownKey instanceof errors.JWKSNoMatchingKey)) throw unknownKey;
      await refresh();
      // The key may be a new one, which is unknown while the keys cannot be fetched.
      if (failure) throw failure;
      return keys(header, token);
    }
  };
}
