import { LuccaUnauthorized, LuccaUnavailable } from '../errors.ts';
import type { Turn } from '../resilience/quota.ts';

/** Who asks: which Lucca, with which key, and until when the answer is of any use. */
export type Caller = Turn & {
  apiKey: string;
  /** Told whenever a request has its turn. */
  onSend?: () => void;
};

/** What is sent: an address on the caller's host, and the headers with its key. */
export type Outgoing = { url: URL; headers: Record<string, string> };

const sendableKey = /^[A-Za-z0-9-]{8,128}$/;

/** Makes a request ready, or throws when its key or its host is not one, before anything is sent or counted. */
export function outgoing(scheme: string, { host, apiKey }: Caller, resource: string, target: string): Outgoing {
  if (!sendableKey.test(apiKey)) throw new LuccaUnauthorized({ resource });
  const address = `${scheme}://${host}${target}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // What the parser makes of a host must be that very host: no user, path, default port or other spelling slips in.
  if (url?.host !== host) throw new LuccaUnavailable({ resource, reason: 'dns' });
  return {
    url,
    headers: {
      authorization: `lucca application=${apiKey}`,
      accept: 'application/json',
      // Sizes are counted as they arrive; a compressed body could be a thousand times larger than it looks.
      'accept-encoding': 'identity',
    },
  };
}
