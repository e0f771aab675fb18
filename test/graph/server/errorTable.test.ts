import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AccountNotConnected, CredentialsUnavailable, CredentialsUnreadable } from '../../../src/accounts/errors.ts';
import { AuditUnavailable, BulkPayRefused } from '../../../src/audit/audit.ts';
import {
  BadRepresentation,
  BadUserInput,
  createFormatError,
  Forbidden,
  OperationTimeout,
  OperationTooComplex,
  Unauthenticated,
} from '../../../src/graph/errors.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
  MemoryFull,
} from '../../../src/lucca/errors.ts';

const correlationId = '0af7651916cd43dd8448eb211c80319c';
const detail = 'hunter2 of acme.example';

/** What a client sees of an error, and what is logged of it because it was not expected. */
function format(error: unknown) {
  const unexpected: unknown[] = [];
  const formatError = createFormatError({
    correlationId: () => correlationId,
    onUnexpected: (each, id) => unexpected.push([each, id]),
    showsValidation: false,
  });
  const wrapped = new GraphQLError(detail, { originalError: error as Error, path: ['employee', 'firstName'] });
  return {
    clientError: formatError({ message: detail, path: ['employee', 'firstName'], extensions: { detail } }, wrapped),
    unexpected,
  };
}

const where = { resource: 'users' };
const withText = (error: Error) => Object.assign(error, { message: detail, cause: detail, config: { detail } });

type Case = [code: string, retryable: boolean, error: Error, repeats?: 'its own words'];
const cases: Case[] = [
  ['UNAUTHENTICATED', false, new Unauthenticated(detail)],
  ['FORBIDDEN', false, new Forbidden(detail)],
  ['BAD_REPRESENTATION', false, new BadRepresentation(detail)],
  ['BAD_USER_INPUT', false, new BadUserInput('`first` is too large.'), 'its own words'],
  ['OPERATION_TOO_COMPLEX', false, new OperationTooComplex('There may be fewer.'), 'its own words'],
  ['ACCOUNT_NOT_CONNECTED', false, withText(new AccountNotConnected())],
  ['CREDENTIALS_UNAVAILABLE', true, withText(new CredentialsUnavailable(new Error(detail)))],
  ['CREDENTIALS_UNREADABLE', false, withText(new CredentialsUnreadable())],
  ['LUCCA_KEY_REJECTED', false, withText(new LuccaUnauthorized(where))],
  ['LUCCA_PERMISSION_MISSING', false, withText(new LuccaForbidden(where))],
  ['LUCCA_PERMISSION_MISSING', false, withText(new LuccaNotFound(where))],
  ['LUCCA_RATE_LIMITED', true, withText(new LuccaRateLimited({ ...where, retryAfterSeconds: 7 }))],
  ['OVERLOADED', true, withText(new MemoryFull(where))],
  ['AUDIT_UNAVAILABLE', true, new AuditUnavailable(detail)],
  ['BULK_PAY_REFUSED', true, withText(new BulkPayRefused(7))],
  ['OPERATION_TIMEOUT', true, new OperationTimeout(detail)],
  ['LUCCA_TIMEOUT', true, withText(new LuccaTimeout(where))],
  ['LUCCA_CONTRACT_BROKEN', false, withText(new LuccaContractBroken(where))],
  ['LUCCA_ERROR', false, withText(new LuccaBadRequest(where))],
  ['LUCCA_ERROR', true, withText(new LuccaUnavailable({ ...where, reason: 'status' }))],
  ['LUCCA_UNREACHABLE', true, withText(new LuccaUnavailable({ ...where, reason: 'connect' }))],
  ['INTERNAL_SERVER_ERROR', false, new TypeError(detail)],
  ['INTERNAL_SERVER_ERROR', false, Object.assign({ name: 'Error', message: detail }, { code: 'FORBIDDEN' })],
];

describe('an error', () => {
  it.each(cases)(
    'has the code %s (retryable: %s) and a message without internal details',
    (code, retryable, error, repeats) => {
      const { clientError, unexpected } = format(error);
      const seconds = /RATE_LIMITED|BULK_PAY/.test(code) ? 7 : 5;
      const wait = /RATE_LIMITED|BULK_PAY|OVERLOADED/.test(code) ? { retryAfterSeconds: seconds } : {};
      expect(clientError).toEqual({
        message: expect.stringMatching(/^[A-Z`].*\.$/),
        path: ['employee', 'firstName'],
        extensions: { code, retryable, correlationId, ...wait },
      });
      expect(JSON.stringify(clientError)).not.toContain('hunter2');
      if (repeats) expect(clientError.message).toBe(error.message);
      expect(unexpected).toEqual(code === 'INTERNAL_SERVER_ERROR' ? [[expect.anything(), correlationId]] : []);
    },
  );

  it('has one of the codes that the README of the graph lists', () => {
    const readme = readFileSync(new URL('../../../src/graph/README.md', import.meta.url), 'utf8');
    const [, section = ''] = /^## Errors\n([\s\S]*?)^## /m.exec(readme) ?? [];
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    const listed = rows.flatMap((row) => row.split('|')[1]?.match(/[A-Z_]{3,}/g) ?? []);
    expect(listed.toSorted()).toEqual(
      [...new Set([...cases.map(([code]) => code), 'PERSISTED_QUERY_NOT_SUPPORTED'])].toSorted(),
    );
  });
});
