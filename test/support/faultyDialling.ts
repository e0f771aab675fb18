import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { atEndOfFile } from './endOfFile.ts';
import { listen } from './listen.ts';

/** How dialling fails: the name leads nowhere, nobody listens there, or whoever does cannot prove who it is. */
export type DialFault = { kind: 'dns' } | { kind: 'refused' } | { kind: 'tls' };

/** Dials the sandbox under the name of any Lucca; one that is to fail loses the connections it had as well. */
export async function startFaultyDialling() {
  const faults = new Map<string, DialFault['kind']>();
  const open = new Map<string, Set<Socket>>();
  // It speaks TLS, and has no certificate to show.
  const { port: unprovenPort, close } = await listen(createServer());
  atEndOfFile(close);

  const dial = buildConnector({});
  const dialNameless = buildConnector({
    lookup: (hostname, _, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '', 0),
  });

  return {
    /** The connections, given the port of the sandbox. */
    to: (port: number) =>
      new Agent({
        connect(options, callback) {
          const { hostname } = options;
          const near = { ...options, protocol: 'http:', hostname: '127.0.0.1', port: String(port) };
          const fault = faults.get(hostname);
          if (fault === 'dns') return dialNameless({ ...near, hostname }, callback);
          if (fault === 'refused') return dial({ ...near, port: '1' }, callback);
          if (fault === 'tls')
            return dial({ ...near, protocol: 'https:', servername: hostname, port: String(unprovenPort) }, callback);
          dial(near, (...answer) => {
            const [, socket] = answer;
            if (socket) open.set(hostname, (open.get(hostname) ?? new Set()).add(socket));
            callback(...answer);
          });
        },
      }),
    fail(host: string, { kind }: DialFault): void {
      faults.set(host, kind);
      for (const socket of open.get(host) ?? []) socket.destroy();
    },
    heal: (host: string) => void faults.delete(host),
  };
}
