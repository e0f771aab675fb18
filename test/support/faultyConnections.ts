import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { atEndOfFile } from './endOfFile.ts';
import { listen } from './listen.ts';

/** How connecting fails: the name leads nowhere, nobody listens there, or whoever does cannot prove who it is. */
export type ConnectFault = { kind: 'dns' } | { kind: 'refused' } | { kind: 'tls' };

/** Connects to the sandbox under the name of any Lucca. A host that is to fail also loses its open connections. */
export async function startFaultyConnections() {
  const faults = new Map<string, ConnectFault['kind']>();
  const open = new Map<string, Set<Socket>>();
  // It speaks TLS, and has no certificate to show.
  const { port: unprovenPort, close } = await listen(createServer());
  atEndOfFile(close);

  const connect = buildConnector({});
  const connectNameless = buildConnector({
    lookup: (hostname, _, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '', 0),
  });

  return {
    /** Connects to the sandbox, given its port. */
    agent: (port: number) =>
      new Agent({
        connect(options, callback) {
          const { hostname } = options;
          const near = { ...options, protocol: 'http:', hostname: '127.0.0.1', port: String(port) };
          const fault = faults.get(hostname);
          if (fault === 'dns') return connectNameless({ ...near, hostname }, callback);
          if (fault === 'refused') return connect({ ...near, port: '1' }, callback);
          if (fault === 'tls')
            return connect({ ...near, protocol: 'https:', servername: hostname, port: String(unprovenPort) }, callback);
          connect(near, (...answer) => {
            const [, socket] = answer;
            if (socket) open.set(hostname, (open.get(hostname) ?? new Set()).add(socket));
            callback(...answer);
          });
        },
      }),
    fail(host: string, { kind }: ConnectFault): void {
      faults.set(host, kind);
      for (const socket of open.get(host) ?? []) socket.destroy();
    },
    heal: (host: string) => void faults.delete(host),
  };
}
