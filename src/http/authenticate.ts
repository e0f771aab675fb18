import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose';
import type { Viewer } from '../graph/server/viewer.ts';

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

// In characters. Issuers' tokens take one or two thousand, and every one is held in memory while it is verified.
const longestToken = 8_192;
const longestTenant = 200;

/** The last second that a clock can show; an expiry after it would be none. */
const lastSecond = 8_640_000_000_000;

/** What a token may call itself: other kinds of JWT (of a log-out, of a proof) are signed with the same keys. */
const acceptedTypes: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt']);

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
    if (token === undefined || token.length > longestToken) throw new TokenRejected();
    const verified = await jwtVerify(token, getKey, options).catch((failure: unknown) => {
      throw failure instanceof SigningKeysUnavailable ? failure : new TokenRejected();
    });
    if (!isAccessToken(verified)) throw new TokenRejected();
    return viewerOf(verified.payload, tenantClaim);
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

/** What the library leaves to us: the kind of token, one from the future, and one without an end. */
function isAccessToken({ payload, protectedHeader }: JWTVerifyResult): boolean {
  const { typ }: { typ?: unknown } = protectedHeader;
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  const latestIssue = Date.now() / 1000 + clockToleranceSeconds;
  return acceptedTypes.has(type) && (payload.iat ?? 0) <= latestIssue && (payload.exp ?? 0) <= lastSecond;
}

function viewerOf(payload: JWTPayload, tenantClaim: string): Viewer {
  const { [tenantClaim]: tenant, scope, lucca_employee_id: employeeId } = payload;
  if (typeof tenant !== 'string' || !isTenant(tenant)) throw new TokenRejected();
  return {
    tenant,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []),
    employeeId: employeeIdOf(employeeId),
  };
}

// Tenants that look the same are to be the same: no characters that nobody sees, and no halves of one.
const isTenant = (tenant: string) =>
  tenant.length > 0 && tenant.length <= longestTenant && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(tenant);

/** Lucca's number for the user, as a number or as text. One that is none is a mistake of the issuer's, to be noticed at once. */
function employeeIdOf(claim: unknown): number | null {
  if (claim === undefined || claim === null) return null;
  const number = typeof claim === 'string' && /^[1-9]\d{0,14}$/.test(claim) ? Number(claim) : claim;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw new TokenRejected();
  return number;
}
