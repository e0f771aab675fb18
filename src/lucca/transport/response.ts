import {
  LuccaBadRequest,
  LuccaContractBroken,
  type LuccaError,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../errors.ts';
import { retryAfterSeconds } from '../resilience/retryAfter.ts';

/** Returns the error for a status other than 200. */
export function errorOfStatus(status: number, resource: string, retryAfter: unknown, now: number): LuccaError {
  const where = { resource, status };
  switch (status) {
    case 401:
      return new LuccaUnauthorized(where);
    case 403:
      return new LuccaForbidden(where);
    case 404:
    case 410:
      return new LuccaNotFound(where);
    case 408:
      return new LuccaTimeout(where);
    case 429:
      return new LuccaRateLimited({ ...where, retryAfterSeconds: retryAfterSeconds(retryAfter, now) });
  }
  if (status >= 500) return new LuccaUnavailable({ ...where, reason: 'status' });
  if (status >= 400) return new LuccaBadRequest(where);
  return new LuccaContractBroken(where);
}

/** Parses a body as JSON, whatever its content type. A byte order mark is accepted; anything but UTF-8 JSON is refused. */
export function parseBody(body: Uint8Array, resource: string, now: number): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The parser's message quotes the body, so it is dropped.
    throw new LuccaContractBroken({ resource, status: 200 });
  }
  const status = hiddenErrorStatus(json);
  if (status !== undefined) throw errorOfStatus(status, resource, undefined, now);
  return json;
}

// v3 is known to answer 200 with `{ "Status": 404, "Message": "…" }`, in whatever casing.
function hiddenErrorStatus(json: unknown): number | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const folded = new Map<string, unknown>(Object.entries(json).map(([key, value]) => [key.toLowerCase(), value]));
  const status = folded.get('status');
  const isError = typeof folded.get('message') === 'string' && !folded.has('data') && !folded.has('items');
  return isError && typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}
