import { Agent, buildConnector } from 'undici';
import { isPrivateAddress, lookupUnless } from '../../addresses.ts';
import type { Policy } from '../resilience/policy.ts';

/** Creates the connections to Lucca, none of which leads into our network. Certificates are always verified. */
export function createAgent({ maxConcurrent, connectTimeoutMs }: Policy): Agent {
  return new Agent({
    connections: maxConcurrent,
    connect: { timeout: connectTimeoutMs, lookup: lookupUnless(isPrivateAddress), rejectUnauthorized: true },
  });
}

/** Creates connections that lead to one port of this machine whatever the host, over plain HTTP, for the sandbox. */
export function createLoopbackAgent(port: number, { maxConcurrent, connectTimeoutMs }: Policy): Agent {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  return new Agent({
    connections: maxConcurrent,
    connect: (options, callback) =>
      connect({ ...options, protocol: 'http:', hostname: '127.0.0.1', port: String(port) }, callback),
  });
}
