import dns from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

type Network = readonly [address: string, prefix: number];

const privateNetworks: Network[] = [
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
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** The only IPv6 addresses that lead to the internet, and those that stand for one of IPv4, which are judged as that. */
const globalNetworks: Network[] = [
  ['2000::', 3],
  ['::ffff:0:0', 96],
];

/**
 * IPv4: link-local addresses, at which most clouds serve the machine's metadata and credentials, and the addresses at which other clouds
 * do.
 */
const metadataNetworks: Network[] = [
  ['169.254.0.0', 16],
  // Alibaba Cloud, Azure and Oracle Cloud.
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
];

/** The same of IPv6: the local link, AWS and Google Cloud. */
const metadataNetworks6: Network[] = [
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
];

/** How IPv6 writes an address of IPv4 that a translator leads to: its first bits, and how many they are. */
const translations = [
  ['::', 96],
  ['::ffff:0:', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 96],
  ['2002:', 16],
] as const;

function translated([address, prefix]: Network): Network[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const groups = [256 * a + b, 256 * c + d].map((group) => group.toString(16)).join(':');
  return translations.map(([start, bits]) => [`${start}${groups}${bits === 16 ? '::' : ''}`, bits + prefix]);
}

function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, familyOf(address));
  return list;
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

const privateAddresses = listOf(privateNetworks);
const globalAddresses = listOf(globalNetworks);
const metadataAddresses = listOf([...metadataNetworks, ...metadataNetworks6, ...metadataNetworks.flatMap(translated)]);

/** Whether an address is private rather than on the internet: of a network, a machine, or a cloud's metadata. */
export function isPrivateAddress(address: string): boolean {
  const isListed = privateAddresses.check(address, familyOf(address));
  return isListed || (isIPv6(address) && !globalAddresses.check(address, 'ipv6'));
}

/** Whether an address is of the local link, or is where a cloud answers for the machine itself. */
export const isMetadataAddress = (address: string): boolean => metadataAddresses.check(address, familyOf(address));

/** Whether the host of a URL is such an address, rather than a name. */
export function namesMetadata({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 && isMetadataAddress(address);
}

/** Resolves names like `dns.lookup`, but fails if any address is refused, so that no DNS record can lead there. */
export const lookupUnless =
  (isRefused: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return callback(error ?? refusal(), '', 0);
      if (addresses.some(({ address }) => isRefused(address))) return callback(refusal(), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('The host name resolves to no allowed address'), { code: 'ENOTFOUND' });
}
