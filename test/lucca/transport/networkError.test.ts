import { expect, test } from 'vitest';
import { networkError } from '../../../src/lucca/transport/networkError.ts';

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'connect'],
  ['ECONNREFUSED', 'connect'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect'],
  ['EHOSTUNREACH', 'connect'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['EPIPE', 'reset'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
])('%s means Lucca is unavailable: %s', (code, reason) => {
  const error = networkError(Object.assign(new Error('x'), { code }), 'things');
  expect(error).toMatchObject({ name: 'LuccaUnavailable', reason, resource: 'things', status: undefined });
});

test.each([
  ['UND_ERR_HEADERS_TIMEOUT', 'LuccaTimeout'],
  ['UND_ERR_BODY_TIMEOUT', 'LuccaTimeout'],
  ['UND_ERR_HEADERS_OVERFLOW', 'LuccaContractBroken'],
  ['HPE_INVALID_CONSTANT', 'LuccaContractBroken'],
])('the error %s is a %s', (code, name) => {
  expect(networkError({ code }, 'things').name).toBe(name);
});

test.each([[undefined], [null], ['ENOTFOUND'], [{ code: 7 }], [new Error('x')]])(
  'a failure without a code (%j) is a failure to connect',
  (failure) => {
    expect(networkError(failure, 'things')).toMatchObject({ name: 'LuccaUnavailable', reason: 'connect' });
  },
);
