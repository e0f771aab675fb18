import {
  LuccaContractBroken,
  type LuccaError,
  LuccaTimeout,
  LuccaUnavailable,
  type UnavailableReason,
} from '../errors.ts';

const reasons: ReadonlyMap<string, UnavailableReason> = new Map([
  ['ENOTFOUND', 'dns'],
  // An unknown name is an answer of DNS; `EAI_AGAIN` and `EAI_FAIL` mean that our own DNS does not work.
  ['EAI_NODATA', 'dns'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'reset'],
  ['EPROTO', 'tls'],
]);

/** Converts a failure below HTTP by its code alone. The failure itself is dropped, because it may quote the request. */
export function networkError(failure: unknown, resource: string): LuccaError {
  const code = codeOf(failure);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return new LuccaTimeout({ resource });
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code.startsWith('HPE_')) return new LuccaContractBroken({ resource });
  const isTls = /^ERR_(TLS|SSL|OSSL)|^CERT_|_CERT|_SIGNATURE$/.test(code);
  return new LuccaUnavailable({ resource, reason: isTls ? 'tls' : (reasons.get(code) ?? 'connect') });
}

function codeOf(failure: unknown): string {
  const isCoded = typeof failure === 'object' && failure !== null && 'code' in failure;
  return isCoded && typeof failure.code === 'string' ? failure.code : '';
}
