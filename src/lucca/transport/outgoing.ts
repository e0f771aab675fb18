import { LuccaUnauthorized, LuccaUnavailable } from '../errors.ts';
import type { PermitRequest } from '../resilience/permit.ts';

/** A key, and the only host it may be sent to. */
export type Credentials = { host: string; apiKey: string };

/** A caller of Lucca: which host, the deadline for the answer, and how the transport gets the key. */
export type Caller = PermitRequest & {
  /** Decrypts the key. Only the transport calls this, so that no other code has access to the key. */
  credentials: () => Promise<Credentials>;
  /** Called whenever a request gets its permit. */
  onSend?: () => void;
  /**
   * Called with the number of bytes of a body as they arrive, and with its negative if the body is discarded. An error that it throws ends
   * the request.
   */
  onBytes?: (bytes: number) => void;
};

/** A request: an address on the caller's host, and the headers with its key. */
export type Outgoing = { url: URL; headers: Record<string, string> };

const sendableKey = /^[A-Za-z0-9-]{8,128}$/;

/**
 * Prepares a request. Throws before anything is sent or counted if the key is malformed, belongs to another host, or the host is invalid.
 */
export async function outgoing(
  { scheme, userAgent }: { scheme: string; userAgent: string },
  caller: Caller,
  resource: string,
  target: string,
): Promise<Outgoing> {
  const { host, apiKey } = await caller.credentials();
  if (host !== caller.host || !sendableKey.test(apiKey)) throw new LuccaUnauthorized({ resource });
  const address = `${scheme}://${host}${target}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // The parsed host must equal the given one, which excludes users, paths, default ports and other spellings.
  if (url?.host !== host) throw new LuccaUnavailable({ resource, reason: 'dns' });
  return {
    url,
    headers: {
      authorization: `lucca application=${apiKey}`,
      'user-agent': userAgent,
      accept: 'application/json',
      // Sizes are counted as they arrive; a compressed body could be a thousand times larger than it looks.
      'accept-encoding': 'identity',
    },
  };
}
