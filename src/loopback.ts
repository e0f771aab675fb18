import type { IncomingMessage } from 'node:http';

const names = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request names this machine and the port it has arrived at as its host. A page in a browser on this machine whose own name
 * was made to lead here names itself instead, and must not read what is served to this machine without a token.
 */
export function namesThisMachine({ headers, socket }: IncomingMessage): boolean {
  const host = headers.host?.toLowerCase();
  return names.some((name) => host === `${name}:${socket.localPort}` || (socket.localPort === 80 && host === name));
}
