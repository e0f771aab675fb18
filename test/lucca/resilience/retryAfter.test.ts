import { expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../src/lucca/resilience/retryAfter.ts';

const now = Date.parse('2026-03-31T08:00:00Z');

test.each([
  ['30', 30],
  ['0', 1],
  ['3600', 120],
  ['Tue, 31 Mar 2026 08:00:20 GMT', 20],
  ['Tue, 31 Mar 2026 07:00:00 GMT', 1],
  ['Wed, 01 Apr 2026 08:00:00 GMT', 120],
  ['1.5', 5],
  ['-3', 5],
  ['soon', 5],
  ['', 5],
  [undefined, 5],
  [['1', '2'], 5],
])('a Retry-After of %j means a wait of %i seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
