import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose';
import { minuteMs } from '../time.ts';
import { createFetchKeys } from './fetchKeys.ts';

/** The keys that sign tokens cannot be read, so that no token can be verified; `reason` is a code without any address. */
export class SigningKeysUnavailable extends Error {
  readonly reason: string;

  constructor(failure: unknown) {
    super('The keys that sign tokens cannot be read.');
    this.reason = failure instanceof errors.JOSEError ? failure.code : codeOf(failure);
  }
}

/** The code of the system or of the HTTP client, such as `ENOTFOUND` or `ECONNREFUSED`. */
function codeOf(failure: unknown): string {
  const code: unknown = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'ERR_NETWORK';
}

/** Age at which keys are fetched again in the background, and age at which a request waits for that. */
const refreshAfterMs = 5 * minuteMs;
const maxAgeMs = 10 * minuteMs;

/** The minimum time between two fetches, however many tokens name unknown keys and however often a fetch fails. */
const cooldownMs = 30_000;

/** The maximum number of keys that a token without a key id is tried with: published sets contain few, and each takes time. */
const mostTried = 10;

/** Where keys are published, and how long the last good ones stay in use while they cannot be fetched again. */
export type PublishedKeys = {
  jwksUrl: string;
  staleMs: number;
  now?: () => number;
  /** Called when keys that were read cannot be fetched again, and when they can be, once for each outage. */
  watch?: { onLost: (reason: string) => void; onBack: () => void };
};

type VerifyPublished = {
  /** Verifies a token with the published keys. Throws `SigningKeysUnavailable`, or the error of the library that says why it is refused. */
  verify: (token: string, options: JWTVerifyOptions) => Promise<JWTVerifyResult>;
  /** The published keys, as an object that stays the same until others are published. Throws `SigningKeysUnavailable`. */
  keySet: () => object | Promise<object>;
};

/**
 * Creates the check of tokens with keys that are published at a URL: with the key a token names, or else with each that fits its
 * algorithm. The last good ones stay in use for `staleMs` while they cannot be fetched again, and for ten
 * minutes at least. `now` measures durations, and so must not be a clock that can be set. Throws `SigningKeysUnavailable` if no key is left to verify a token with.
 */
export function createVerifyPublished(options: PublishedKeys): VerifyPublished {
  const { jwksUrl, staleMs, now = () => performance.now(), watch } = options;
  const keys = openKeySet(jwksUrl);
  const outage = createOutage(watch);
  let fetchedAt = -Infinity;
  let attemptedAt = -Infinity;
  let failure: SigningKeysUnavailable | undefined;
  let underWay: Promise<void> | undefined;
  let keySet: KeySet = { published: '' };

  async function fetchKeys() {
    attemptedAt = now();
    try {
      await keys.reload();
      fetchedAt = now();
      failure = undefined;
      outage.end();
      keySet = keySetOf(JSON.stringify(keys.jwks()), keySet);
    } catch (reason) {
      failure = new SigningKeysUnavailable(reason);
      if (fetchedAt > -Infinity) outage.begin(failure.reason);
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

  async function verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
    await haveKeys();
    const triedAt = fetchedAt;
    try {
      return await verifyWith(keys, token, options);
    } catch (refusal) {
      if (!mayBeOfNewKey(refusal, token)) throw refusal;
      await refresh();
      // The key may be a new one, which is unknown while the keys cannot be fetched.
      if (failure) throw failure;
      if (fetchedAt === triedAt) throw refusal;
      return verifyWith(keys, token, options);
    }
  }

  return { verify, keySet: () => (now() - fetchedAt <= refreshAfterMs ? keySet : haveKeys().then(() => keySet)) };
}

// When to fetch is decided above, because the library would stop at stale keys, and has no cooldown after a failure.
const openKeySet = (url: string) =>
  createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    [customFetch]: createFetchKeys(),
  });

/** Reports the beginning and the end of an outage, once each. */
function createOutage(watch: PublishedKeys['watch']) {
  let isReported = false;
  return {
    begin(reason: string): void {
      if (!isReported) watch?.onLost(reason);
      isReported = true;
    },
    end(): void {
      if (isReported) watch?.onBack();
      isReported = false;
    },
  };
}

type KeySet = { published: string };

/** Parses a key set; returns the previous object if it has not changed. */
const keySetOf = (published: string, before: KeySet): KeySet =>
  published === before.published ? before : { published };

/** Verifies a token with the one key that fits it, or with each of several. */
async function verifyWith(keys: JWTVerifyGetKey, token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keys, options);
  } catch (several) {
    if (!(several instanceof errors.JWKSMultipleMatchingKeys)) throw several;
    return verifyWithEach(several, token, options);
  }
}

/** Tries several keys one by one. An unusable key, for example one that is too short, does not prevent the next from being tried. */
async function verifyWithEach(candidates: errors.JWKSMultipleMatchingKeys, token: string, options: JWTVerifyOptions) {
  let tried = 0;
  for await (const key of candidates) {
    if (++tried > mostTried) break;
    try {
      return await jwtVerify(token, key, options);
    } catch (refusal) {
      const isOfOtherKey = refusal instanceof errors.JWSSignatureVerificationFailed;
      if (!isOfOtherKey && refusal instanceof errors.JOSEError) throw refusal;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** Whether a token may be signed with a key that has been published since: it names one that is unknown, or names none and none fits. */
const mayBeOfNewKey = (refusal: unknown, token: string): boolean =>
  refusal instanceof errors.JWKSNoMatchingKey ||
  (refusal instanceof errors.JWSSignatureVerificationFailed && decodeProtectedHeader(token).kid === undefined);
