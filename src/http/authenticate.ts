import { errors, type JWTPayload, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { defaults } from '../defaults.ts';
import type { Viewer } from '../graph/server/viewer.ts';
import type { RefusalReason } from '../telemetry/refusals.ts';
import { secondMs } from '../time.ts';
import { Refused } from './refused.ts';
import { createRememberedTokens } from './rememberedTokens.ts';
import { createVerifyPublished, type PublishedKeys, SigningKeysUnavailable } from './signingKeys.ts';

/** The caller's token is not accepted; only the operator learns which check failed. */
export class TokenRejected extends Refused {
  constructor(reason: RefusalReason) {
    const response = { status: 401, code: 'UNAUTHENTICATED', headers: { 'www-authenticate': 'Bearer' } };
    super(reason, response, 'The token is expired or invalid.');
  }
}

/** Identifies the caller by the `Authorization` header; returns null without one. Throws `TokenRejected` or `SigningKeysUnavailable`. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer | null>;

/** How tokens are verified: with keys published at a URL, or with a shared secret. */
export type TokenOptions = {
  keys: PublishedKeys | { secret: Uint8Array };
  issuer: string;
  audience: string;
  tenantClaim: string;
  /** The claim with the scopes: text that separates them by spaces, or a list; `scope` by default. */
  scopeClaim?: string;
  /** The longest time from the issue of a token to its expiry, in milliseconds. */
  maxLifeMs?: number;
};

const clockToleranceSeconds = 30;

// In characters. Tokens usually have one or two thousand, and each is in memory while it is verified.
const longestToken = 8_192;
const longestTenant = 200;

/** What the large identity providers sign with. */
const algorithmsOfKeyPairs = [
  ...['RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512'],
  'EdDSA',
];
const algorithmsOfSecret = ['HS256', 'HS384', 'HS512'];

/** Accepted values of `typ`: other kinds of JWT (logout tokens, proofs of possession) are signed with the same keys. */
const acceptedTypes: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt']);

/** Creates the check of callers' tokens: signature, issuer, audience and expiry, with algorithms pinned. */
export function createAuthenticate(options: TokenOptions): Authenticate {
  const maxLifeSeconds = (options.maxLifeMs ?? defaults.tokenLifeMs) / secondMs;
  const { verify, keySet } = createVerify(options);
  const remembered = createRememberedTokens();

  return async (authorization) => {
    if (authorization === undefined) return null;
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined || token.length > longestToken) throw new TokenRejected('token');
    const keys = await keySet();
    const known = remembered.find(token, keys, Math.floor(Date.now() / secondMs) - clockToleranceSeconds);
    if (known !== null) return known;
    const verified = await verify(token).catch((failure: unknown) => {
      throw failure instanceof SigningKeysUnavailable ? failure : new TokenRejected(reasonOf(failure));
    });
    if (!isAccessToken(verified)) throw new TokenRejected('token');
    if (!livesFor(verified, maxLifeSeconds)) throw new TokenRejected('lifetime');
    const viewer = viewerOf(verified.payload, options);
    // The key that signed it may not be in a set that was published in the meantime.
    if (keys === (await keySet()))
      remembered.remember(token, { viewer, expiresAt: verified.payload.exp ?? 0, keySet: keys });
    return viewer;
  };
}

type Verify = {
  verify: (token: string) => Promise<JWTVerifyResult>;
  /** The present keys, as an object that stays the same while they do. Throws `SigningKeysUnavailable`. */
  keySet: () => object | Promise<object>;
};

/** Creates what the library checks of a token, with the keys of one kind and their algorithms only. */
function createVerify({ keys, issuer, audience }: TokenOptions): Verify {
  const checks: JWTVerifyOptions = {
    issuer,
    audience,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  if ('secret' in keys)
    return {
      verify: (token) => jwtVerify(token, keys.secret, { ...checks, algorithms: algorithmsOfSecret }),
      keySet: () => keys.secret,
    };
  const { verify, keySet } = createVerifyPublished(keys);
  return { verify: (token) => verify(token, { ...checks, algorithms: algorithmsOfKeyPairs }), keySet };
}

/** Why the library refused a token. Claims are looked at once the signature is verified. */
function reasonOf(failure: unknown): RefusalReason {
  if (failure instanceof errors.JWTExpired) return 'expired';
  if (failure instanceof errors.JWTClaimValidationFailed) return reasonsOfClaims[failure.claim] ?? 'token';
  const isOfOtherKey =
    failure instanceof errors.JWSSignatureVerificationFailed || failure instanceof errors.JWKSNoMatchingKey;
  return isOfOtherKey ? 'signature' : 'token';
}

const reasonsOfClaims: Record<string, RefusalReason> = { iss: 'issuer', aud: 'audience', nbf: 'lifetime' };

/** Other kinds of JWT are signed with the same keys, and the library does not tell them apart. */
function isAccessToken({ protectedHeader }: JWTVerifyResult): boolean {
  const { typ }: { typ?: unknown } = protectedHeader;
  return acceptedTypes.has(typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ);
}

/** Checks what the library does not: that a token was not issued in the future, and that it does not live for too long. */
function livesFor({ payload }: JWTVerifyResult, maxLifeSeconds: number): boolean {
  const now = Date.now() / 1000;
  const { iat = now, exp = Number.POSITIVE_INFINITY } = payload;
  return iat <= now + clockToleranceSeconds && exp - Math.min(iat, now) <= maxLifeSeconds + clockToleranceSeconds;
}

function viewerOf(payload: JWTPayload, { tenantClaim, scopeClaim = 'scope' }: TokenOptions): Viewer {
  const {
    [tenantClaim]: tenant,
    [scopeClaim]: scopes,
    sub: subject,
    iat,
    lucca_employee_id: employeeId,
    lucca_account_id: accountId,
  } = payload;
  if (typeof tenant !== 'string' || !isTenant(tenant)) throw new TokenRejected('tenant');
  if (typeof subject !== 'string') throw new TokenRejected('token');
  return {
    tenant,
    subject,
    scopes: new Set(scopesOf(scopes)),
    employeeId: employeeIdOf(employeeId),
    accountId: accountIdOf(accountId),
    issuedAt: iat ?? null,
  };
}

// Tenants that look the same must be the same. Invisible characters are refused by class: controls, formats, lone surrogates, private and
// unassigned characters, separators other than single spaces between words, and characters that are ignored when displayed. So are parts of
// a composed letter.
const visible = '[^\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}]+';
const words = new RegExp(`^${visible}(?: ${visible})*$`, 'u');
const isTenant = (tenant: string) =>
  tenant.length <= longestTenant && words.test(tenant) && tenant.normalize('NFC') === tenant;

/** Scopes as one text or as a list of texts. Anything else contains none. */
function scopesOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}

/** Lucca's number for the user, as a number or as text. Anything else is a mistake of the issuer, and the token is rejected. */
function employeeIdOf(claim: unknown): number | null {
  if (claim === undefined || claim === null) return null;
  const number = typeof claim === 'string' && /^[1-9]\d{0,14}$/.test(claim) ? Number(claim) : claim;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw new TokenRejected('token');
  return number;
}

/** The account that the number belongs to. A claim that is not an id is a mistake of the issuer, and the token is rejected. */
function accountIdOf(claim: unknown): string | null {
  if (claim === undefined || claim === null) return null;
  if (typeof claim !== 'string' || claim === '') throw new TokenRejected('token');
  return claim;
}
