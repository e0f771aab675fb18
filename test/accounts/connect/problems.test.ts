import { expect, it } from 'vitest';
import { ofCheck, problem } from '../../../src/accounts/connect/problems.ts';

it.each([
  'KEY_REJECTED',
  'UNKNOWN_HOST',
  'LUCCA_RATE_LIMITED',
  'LUCCA_TIMEOUT',
  'LUCCA_UNREACHABLE',
  'LUCCA_ERROR',
] as const)('the problem %s of a check of the stored key names no input and does not mention saving', (code) => {
  const { field, message, retryAfterSeconds } = ofCheck(problem(code, { retryAfterSeconds: 7 }));
  expect(field).toBeNull();
  expect(message.en).not.toMatch(/saved|your key|spelling/);
  expect(message.fr).not.toMatch(/enregistré|votre clé|orthographe/);
  expect(retryAfterSeconds).toBe(7);
});
