import {
  LuccaContractBroken,
  type LuccaError,
  LuccaTimeout,
  LuccaUnavailable,
  type UnavailableReason,
} from '../errors.ts';

const reasons: ReadonlyMap<string, UnavailableReason> = new Map([
  ['ENOTFOUND', 'dns'],
  // That a name is not there is an answer; that nobody could be asked (`EAI_AGAIN`, `EAI_FAIL`) is trouble of our own.
  ['EAI_NODATA', 'dns'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'reset'],
  ['EPROTO', 'tls'],
]);

/** Names a failure below HTTP by its code alone; the failure itself goes no further, because it may quote what was sent. */
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
