import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const apiKey = findKey(acme, 'full');
let subgraph: Subgraph;

async function restart() {
  subgraph = await startSubgraph({ companies: [acme, initech], app: { deadlineMs: 1_200 } });
}
beforeAll(restart);
beforeEach(() => subgraph.sandbox.control.reset());

type Problem = { code: string; field: string | null; en: string; fr: string; retryAfterSeconds: number | null };

/** Submits input that must be refused, and checks that nothing was stored. */
async function refuse(input: object): Promise<Problem> {
  const { connectAccount } = await subgraph.data(
    `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { ... on ConnectProblem {
      code field en: message fr: message(language: FR) retryAfterSeconds correlationId } } }`,
    { input },
  );
  expect(await subgraph.data('{ account { id } }')).toEqual({ account: null });
  const { correlationId, ...problem } = connectAccount;
  expect(correlationId).toMatch(/^[0-9a-f]{32}$/);
  expect(problem.en).toMatch(/^[A-Z].*\.$/);
  expect(problem.fr).toMatch(/^[A-Z].*\.$/);
  expect(problem.fr).not.toBe(problem.en);
  return problem;
}

describe('a text that is not the address of a Lucca', () => {
  it.each([
    '',
    '   ',
    'acme',
    'acme.example.com',
    `${acme.host}.example.com`,
    `acme.ilucca.net@example.com`,
    'https://user:password@acme.ilucca.net',
    'acme.ilucca.net:8443',
    'http://127.0.0.1:9200/acme.ilucca.net',
    'a.b.ilucca.net',
    '-acme.ilucca.net',
    'xn--acm-dma.ilucca.net',
    'аcme.ilucca.net',
    'acme。ilucca。net',
    'acme.ilucca.net\u0000',
    'acme.ilucca.net\\@example.com',
    `${'a'.repeat(64)}.ilucca.net`,
    'x'.repeat(100_000),
  ])('is refused before anything is sent: %.40j', async (domain) => {
    const { total } = await subgraph.countRequests(async () => {
      expect(await refuse({ domain, apiKey })).toMatchObject({ code: 'INVALID_DOMAIN', field: 'DOMAIN' });
    });
    expect(total).toBe(0);
  });
});

describe('a text that is not an API key', () => {
  it.each([
    '',
    'short',
    `${apiKey} ${apiKey}`,
    `${apiKey.slice(0, 9)}\n${apiKey.slice(9)}`,
    `${apiKey}\r\nx-injected: 1`,
    `lucca application=${apiKey}`,
    `${apiKey}💥`,
    `${apiKey}é`,
    'x'.repeat(129),
  ])('is refused before anything is sent: %.40j', async (text) => {
    const { total } = await subgraph.countRequests(async () => {
      expect(await refuse({ domain: acme.host, apiKey: text })).toMatchObject({
        code: 'INVALID_API_KEY',
        field: 'API_KEY',
      });
    });
    expect(total).toBe(0);
  });
});

describe('an attempt to connect', () => {
  it.each([
    [
      'an unknown key',
      { domain: acme.host, apiKey: 'ffffffff-0000-4000-8000-000000000000' },
      'KEY_REJECTED',
      'API_KEY',
    ],
    ['a key of another company', { domain: acme.host, apiKey: findKey(initech, 'full') }, 'KEY_REJECTED', 'API_KEY'],
    ['an address without a Lucca', { domain: 'nobody.ilucca.net', apiKey }, 'UNKNOWN_HOST', 'DOMAIN'],
    [
      'a key without the rights needed',
      { domain: acme.host, apiKey: findKey(acme, 'luccaData only') },
      'PERMISSIONS_MISSING',
      'API_KEY',
    ],
  ])('with %s is refused with the name of the wrong input', async (_, input, code, field) => {
    expect(await refuse(input)).toMatchObject({ code, field, retryAfterSeconds: null });
  });

  it.each<[Fault, string]>([
    [{ kind: 'reset' }, 'LUCCA_UNREACHABLE'],
    [{ kind: 'status', status: 503 }, 'LUCCA_ERROR'],
    [{ kind: 'status', status: 500 }, 'LUCCA_ERROR'],
    [{ kind: 'html', status: 200 }, 'LUCCA_ERROR'],
    [{ kind: 'truncatedJson' }, 'LUCCA_ERROR'],
    [{ kind: 'redirect', location: 'https://example.com' }, 'LUCCA_ERROR'],
    [{ kind: 'errorMessage' }, 'LUCCA_ERROR'],
    [{ kind: 'status', status: 408 }, 'LUCCA_TIMEOUT'],
  ])('that fails because of %j blames no input', async (fault, code) => {
    // After so many failures Lucca's circuit is open for a while, which is another refusal.
    await restart();
    subgraph.sandbox.control.fail(fault, { times: 50 });
    expect(await refuse({ domain: acme.host, apiKey })).toMatchObject({ code, field: null, retryAfterSeconds: null });
  });

  it('that Lucca does not answer is refused at the deadline', async () => {
    await restart();
    subgraph.sandbox.control.delay(2_000, {});
    expect(await refuse({ domain: acme.host, apiKey })).toMatchObject({ code: 'LUCCA_TIMEOUT', field: null });
  });

  it('beyond the quota is refused with the time to retry', async () => {
    subgraph.sandbox.control.fail({ kind: 'status', status: 429, retryAfterSeconds: 40 }, { host: initech.host });
    const problem = await refuse({ domain: initech.host, apiKey: findKey(initech, 'full') });
    expect(problem).toMatchObject({ code: 'LUCCA_RATE_LIMITED', field: null });
    expect(problem.retryAfterSeconds).toBeGreaterThan(35);
    expect(problem.retryAfterSeconds).toBeLessThanOrEqual(40);
  });
});
