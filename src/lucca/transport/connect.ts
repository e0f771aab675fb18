import { lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { Policy } from '../resilience/policy.ts';

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address is private rather than on the internet. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Resolves names like `dns.lookup`, but fails if any address is private, so that no DNS record can lead into our network. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) return callback(error ?? refusal(), '', 0);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(refusal(), '', 0);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** Creates the connections to Lucca. Certificates are always verified. */
export function createAgent({ maxConcurrent, connectTimeoutMs }: Policy): Agent {
  return new Agent({
    connections: maxConcurrent,
    connect: { timeout: connectTimeoutMs, lookup: publicLookup, rejectUnauthorized: true },
  });
}

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('The name has no public address'), { code: 'ENOTFOUND' });
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
