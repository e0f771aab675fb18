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
  // Azure answers for the machine itself here, although the range is public.
  ['168.63.129.16', 32],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv6');
}

/** The only IPv6 addresses that lead to the internet, and those that stand for one of IPv4, which are judged as that. */
const globalAddresses = new BlockList();
globalAddresses.addSubnet('2000::', 3, 'ipv6');
globalAddresses.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Whether an address is private rather than on the internet: of a network, a machine, or a cloud's metadata. */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return privateAddresses.check(address, 'ipv4');
  return privateAddresses.check(address, 'ipv6') || !globalAddresses.check(address, 'ipv6');
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
