import { type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import type { Viewer } from '../graph/server/viewer.ts';
import { createSigningKeys, SigningKeysUnavailable } from './signingKeys.ts';

/** The caller's token is not one we accept; which check failed is not said. */
export class TokenRejected extends Error {}

/** Identifies the caller by the `Authorization` header; returns null without one. Throws `TokenRejected` or `SigningKeysUnavailable`. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer | null>;

/** How tokens are verified: with keys published at a URL, or with a shared secret. */
export type TokenOptions = {
  keys: PublishedKeys | { secret: Uint8Array };
  issuer: string;
  audience: string;
  tenantClaim: string;
};

/** Where keys are published, and how long the last good ones stay in use while they cannot be fetched again. */
type PublishedKeys = { jwksUrl: string; staleMs: number; now?: () => number };

const clockToleranceSeconds = 30;

// In characters. Tokens usually have one or two thousand, and each is in memory while it is verified.
const longestToken = 8_192;
const longestTenant = 200;

/** The last second that a date can have; an expiry after it would be none. */
const lastSecond = 8_640_000_000_000;

/** Accepted values of `typ`: other kinds of JWT (logout tokens, proofs of possession) are signed with the same keys. */
const acceptedTypes: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt']);

/** Creates the check of callers' tokens: signature, issuer, audience and expiry, with algorithms pinned. */
export function createAuthenticate({ keys, issuer, audience, tenantClaim }: TokenOptions): Authenticate {
  const isShared = 'secret' in keys;
  const getKey = isShared
    ? async () => keys.secret
    : createSigningKeys(keys.jwksUrl, keys.staleMs, keys.now ?? Date.now);
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

/** Checks what the library does not: the kind of token, that it was not issued in the future, and that its expiry is a date. */
function isAccessToken({ payload, protectedHeader }: JWTVerifyResult): boolean {
  const { typ }: { typ?: unknown } = protectedHeader;
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  const latestIssue = Date.now() / 1000 + clockToleranceSeconds;
  return acceptedTypes.has(type) && (payload.iat ?? 0) <= latestIssue && (payload.exp ?? 0) <= lastSecond;
}

function viewerOf(payload: JWTPayload, tenantClaim: string): Viewer {
  const { [tenantClaim]: tenant, scope, iat, lucca_employee_id: employeeId, lucca_account_id: accountId } = payload;
  if (typeof tenant !== 'string' || !isTenant(tenant)) throw new TokenRejected();
  return {
    tenant,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []),
    employeeId: employeeIdOf(employeeId),
    accountId: accountIdOf(accountId),
    issuedAt: iat ?? null,
  };
}

// Tenants that look the same must be the same: no invisible characters, and no half of a surrogate pair.
const isTenant = (tenant: string) =>
  tenant.length > 0 && tenant.length <= longestTenant && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(tenant);

/** Lucca's number for the user, as a number or as text. Anything else is a mistake of the issuer, and the token is rejected. */
function employeeIdOf(claim: unknown): number | null {
  if (claim === undefined || claim === null) return null;
  const number = typeof claim === 'string' && /^[1-9]\d{0,14}$/.test(claim) ? Number(claim) : claim;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw new TokenRejected();
  return number;
}

/** The account that the number is of. A claim that is no id is a mistake of the issuer, and the token is rejected. */
function accountIdOf(claim: unknown): string | null {
  if (claim === undefined || claim === null) return null;
  if (typeof claim !== 'string' || claim === '') throw new TokenRejected();
  return claim;
}
