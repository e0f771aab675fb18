import type { IncomingMessage } from 'node:http';

const names = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request names this machine and the port it has arrived at as its host. A web page whose own host name was made to resolve to
 * this machine (DNS rebinding) sends its own name instead, and must not read what is served to this machine without a token.
 */
export function namesThisMachine({ headers, socket }: IncomingMessage): boolean {
  const host = headers.host?.toLowerCase();
  return names.some((name) => host === `${name}:${socket.localPort}` || (socket.localPort === 80 && host === name));
}
