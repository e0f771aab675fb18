import { expect, test } from 'vitest';
import { isMetadataAddress, isPrivateAddress, lookupUnless, namesMetadata } from '../src/addresses.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001:0:a00:1::',
  // Where clouds answer for the machine itself, with its credentials.
  '::ffff:169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
  'fec0::1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a9fe:a9fe',
  '5f00::1',
  '::a9fe:a9fe',
  '::ffff:0:a9fe:a9fe',
  '2001:db8::1',
  '203.0.113.7',
])('%s is a private address', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each([
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '168.63.129.17',
  '2606:2800:220:1::1',
  '2001:41d0::1',
  '2a01:e0a::1',
  '::ffff:93.184.216.34',
])('%s is a public address', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

test('a name that resolves to an address that is refused does not resolve, whether one or all addresses are looked up', async () => {
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookupUnless(isPrivateAddress)('localhost', { all }, resolve));
    expect(error).toMatchObject({ code: 'ENOTFOUND' });
  }
});

test.each([
  '169.254.169.254',
  '169.254.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fe80::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '::ffff:169.254.169.254',
  '::a9fe:a9fe',
  '::ffff:0:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::6464:64c8',
  '64:ff9b:1::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
])('%s is of the local link or of the metadata of a cloud', (address) => {
  expect(isMetadataAddress(address)).toBe(true);
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.1.1',
  '100.100.100.201',
  '::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '2002:a00:1::',
  '64:ff9b::a00:1',
])('%s may be where an identity provider is', (address) => {
  expect(isMetadataAddress(address)).toBe(false);
});

test.each([
  ['https://169.254.169.254/keys', true],
  ['https://0xa9fea9fe/keys', true],
  ['https://2852039166', true],
  ['https://[fe80::1]:8443', true],
  ['https://[::ffff:a9fe:a9fe]', true],
  ['https://10.0.0.1', false],
  ['https://169.254.169.254.example', false],
])('the host of %s is such an address: %s', (url, isOne) => {
  expect(namesMetadata(new URL(url))).toBe(isOne);
});
