import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Viewer } from '../graph/viewer.ts';

/** The caller's token is not one we accept; which check failed is not said. */
export class TokenRejected extends Error {}

/** Tells who is asking from the `Authorization` header; null for nobody. Throws `TokenRejected`. */
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
  const getKey: JWTVerifyGetKey = isShared ? async () => keys.secret : createRemoteJWKSet(new URL(keys.jwksUrl));
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
    const { payload } = await jwtVerify(token, getKey, options).catch(() => {
      throw new TokenRejected();
    });
    return viewerOf(payload, tenantClaim);
  };
}

function viewerOf(payload: JWTPayload, tenantClaim: string): Viewer {
  const { [tenantClaim]: tenant, scope } = payload;
  if (typeof tenant !== 'string' || tenant === '') throw new TokenRejected();
  return { tenant, scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []) };
}
