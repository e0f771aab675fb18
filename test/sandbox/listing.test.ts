import { expect, test } from 'vitest';
import { describeSandbox } from '../../src/sandbox/listing.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

const text = describeSandbox(
  [tinyCompany(), tinyCompany({ host: 'bare.ilucca.ch', hasPagga: false })],
  'http://127.0.0.1:4010',
);

test('the listing names every company and every key, and what each lacks', () => {
  expect(text).toContain('tiny.ilucca-demo.net  6 people\n');
  expect(text).toContain('bare.ilucca.ch  6 people, without Pagga\n');
  expect(text).toContain(`  ${tinyKeys.without('evpScreen')}  without: evpScreen\n`);
});

test('the last line of the listing is the address, where a parent process reads it', () => {
  expect(text.endsWith('\nsandbox listening on http://127.0.0.1:4010\n')).toBe(true);
});

test('the example request in the listing has the host and a key', () => {
  expect(text).toContain(
    `curl -g -H 'Host: tiny.ilucca-demo.net' -H 'Authorization: lucca application=${tinyKeys.full}' 'http://127.0.0.1:4010/api/v3/users?`,
  );
});
