import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Viewer } from '../graph/viewer.ts';

/** The caller's token is not one we accept; which check failed is not said. */
export class TokenRejected extends Error {}

/** The keys that sign tokens cannot be read, so that nobody can tell a good token; `reason` is a code without any address. */
export class SigningKeysUnavailable extends Error {
  readonly reason: string;

  constructor(failure: unknown) {
    super('The keys that sign tokens cannot be read.');
    this.reason = failure instanceof errors.JOSEError ? failure.code : 'ERR_NETWORK';
  }
}

/** Tells who is asking from the `Authorization` header; null for nobody. Throws `TokenRejected` or `SigningKeysUnavailable`. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer | null>;

/** How tokens are verified: with keys published at a URL, or with a shared secret. */
export type TokenOptions = {
  keys: { jwksUrl: string } | { secret: Uint8Array };
  issuer: string;
  audience: string;
  tenantClaim: string;
};

const clockToleranceSeconds = 30;

/** Creates the check of callers' tokens: signature, issuer, audience and expiry, with algorithms pinned. */
export function createAuthenticate({ keys, issuer, audience, tenantClaim }: TokenOptions): Authenticate {
  const isShared = 'secret' in keys;
  const getKey = isShared ? async () => keys.secret : createPublishedKeys(keys.jwksUrl);
  const algorithms = isShared ? ['HS256', 'HS384', 'HS512'] : ['RS256', 'PS256', 'ES256', 'EdDSA'];
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };

  return async (authorization) => {
    if (authorization === undefined) return null;
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw new TokenRejected();
    const { payload } = await jwtVerify(token, getKey, options).catch((failure: unknown) => {
      throw failure instanceof SigningKeysUnavailable ? failure : new TokenRejected();
    });
    return viewerOf(payload, tenantClaim);
  };
}

// What may be wrong about a token, rather than about where its key is published.
const { JOSENotSupported, JWKSMultipleMatchingKeys, JWKSNoMatchingKey } = errors;

/** Looks keys up at a URL, where a new one is noticed half a minute after the last look at the latest. */
function createPublishedKeys(url: string): JWTVerifyGetKey {
  const getKey = createRemoteJWKSet(new URL(url));
  return (header, token) =>
    getKey(header, token).catch((failure: unknown) => {
      const isAboutToken = [JOSENotSupported, JWKSMultipleMatchingKeys, JWKSNoMatchingKey].some(
        (kind) => failure instanceof kind,
      );
      throw isAboutToken ? failure : new SigningKeysUnavailable(failure);
    });
}

function viewerOf(payload: JWTPayload, tenantClaim: string): Viewer {
  const { [tenantClaim]: tenant, scope } = payload;
  if (typeof tenant !== 'string' || tenant === '') throw new TokenRejected();
  return { tenant, scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []) };
}
