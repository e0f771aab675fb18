import { describe, expect, it } from 'vitest';
import { proveKey, proveSubmission, type Submission } from '../../../src/accounts/connect/connect.ts';
import { createConnectLimits } from '../../../src/accounts/connect/limits.ts';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../../../src/lucca/errors.ts';
import { createFakeLucca } from '../fakeLucca.ts';

const submission = {
  tenant: 'tenant-1',
  domain: ' https://ACME.ilucca.net/home ',
  apiKey: ' 0f8fad5b-d9cb-469f\n',
  acceptMissingPermissions: false,
  deadlineAt: 1_700_000_009_000,
};
const users = 'probedUsers';
const now = () => 1_700_000_000_000;
const refused = (resource: string) => new LuccaForbidden({ resource, status: 403 });

const proving = (lucca: ReturnType<typeof createFakeLucca>) => ({
  lucca,
  now,
  limits: createConnectLimits(now),
  records: { keyOf: (tenant: string) => tenant, isConnectedTo: async () => false },
});
const prove = (lucca: ReturnType<typeof createFakeLucca>, submitted: Submission) =>
  proveSubmission(proving(lucca), submitted, () => {});

const verdictsOf = ({ checks }: Awaited<ReturnType<typeof prove>>) => {
  const counts: Record<string, number> = {};
  for (const { verdict } of checks) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
};

describe('a submission', () => {
  it('is checked with the canonical host and the trimmed key, within its deadline', async () => {
    const lucca = createFakeLucca();
    const proven = await prove(lucca, submission);
    expect(proven).toMatchObject({ kind: 'proven', host: 'acme.ilucca.net', apiKey: '0f8fad5b-d9cb-469f' });
    const { host, deadlineAt } = lucca.heard[0]?.caller ?? {};
    expect({ host, deadlineAt }).toEqual({ host: 'acme.ilucca.net', deadlineAt: submission.deadlineAt });
    expect(await lucca.heard[0]?.caller.credentials()).toEqual({ host, apiKey: '0f8fad5b-d9cb-469f' });
  });

  it.each([
    ['evil.com', 'a host that is not of Lucca'],
    ['acme.ilucca.net@evil.com', 'a user name'],
    ['', 'nothing'],
  ])('with the address %j (%s) is refused without a request', async (domain) => {
    const lucca = createFakeLucca();
    expect(await prove(lucca, { ...submission, domain })).toMatchObject({
      kind: 'problem',
      code: 'INVALID_DOMAIN',
      field: 'DOMAIN',
    });
    expect(lucca.heard).toEqual([]);
  });

  it('whose key contains a newline is refused before a request is sent, without repeating the key', async () => {
    const lucca = createFakeLucca();
    const refusal = await prove(lucca, { ...submission, apiKey: 'SECRETSECRET\nSECRET' });
    expect(refusal).toMatchObject({ kind: 'problem', code: 'INVALID_API_KEY', field: 'API_KEY' });
    expect(JSON.stringify(refusal)).not.toContain('SECRET');
    expect(lucca.heard).toEqual([]);
  });

  it('is refused with the reason why its address is invalid, in English and French', async () => {
    const refusal = await prove(createFakeLucca(), { ...submission, domain: 'acme' });
    expect(refusal).toMatchObject({
      message: { en: expect.stringContaining('full address'), fr: expect.stringContaining('adresse complète') },
    });
  });

  it.each([
    [new LuccaUnauthorized({ resource: users, status: 401 }), 'KEY_REJECTED', 'API_KEY'],
    [new LuccaNotFound({ resource: users, status: 404 }), 'UNKNOWN_HOST', 'DOMAIN'],
    [new LuccaUnavailable({ resource: users, reason: 'dns' }), 'UNKNOWN_HOST', 'DOMAIN'],
    [new LuccaUnavailable({ resource: users, reason: 'connect' }), 'LUCCA_UNREACHABLE', null],
    [new LuccaUnavailable({ resource: users, reason: 'tls' }), 'LUCCA_UNREACHABLE', null],
    [new LuccaUnavailable({ resource: users, reason: 'reset' }), 'LUCCA_UNREACHABLE', null],
    [new LuccaUnavailable({ resource: users, status: 503, reason: 'status' }), 'LUCCA_ERROR', null],
    [new LuccaTimeout({ resource: users, status: 408 }), 'LUCCA_TIMEOUT', null],
    [new LuccaBadRequest({ resource: users, status: 400 }), 'LUCCA_ERROR', null],
    [new LuccaContractBroken({ resource: users, status: 200 }), 'LUCCA_ERROR', null],
  ])('that Lucca answers with %s is refused as %s', async (failure, code, field) => {
    const refusal = await prove(createFakeLucca({ [users]: failure }), submission);
    expect(refusal).toMatchObject({ kind: 'problem', code, field, checks: [], retryAfterSeconds: null });
  });

  it('is refused with the time to try again when the quota is used up', async () => {
    const lucca = createFakeLucca({
      [users]: new LuccaRateLimited({ resource: users, status: 429, retryAfterSeconds: 12 }),
    });
    expect(await prove(lucca, submission)).toMatchObject({
      code: 'LUCCA_RATE_LIMITED',
      retryAfterSeconds: 12,
    });
  });

  it('whose key is proven to lack a right is refused with the whole report', async () => {
    const refusal = await prove(createFakeLucca({ fixedItems: refused('fixedItems') }), submission);
    expect(refusal).toMatchObject({ kind: 'problem', code: 'PERMISSIONS_MISSING', field: 'API_KEY' });
    expect(refusal.checks.map(({ permission }) => permission)).toEqual(permissionCodes);
  });

  it('whose key is proven to lack a right is accepted if it accepts missing rights', async () => {
    const lucca = createFakeLucca({ fixedItems: refused('fixedItems') });
    expect(await prove(lucca, { ...submission, acceptMissingPermissions: true })).toMatchObject({
      kind: 'proven',
    });
  });

  it.each([[refused(users)], [0]])(
    'whose key lacks the core right is refused even if it accepts missing rights',
    async (answer) => {
      const lucca = createFakeLucca({ [users]: answer });
      expect(await prove(lucca, { ...submission, acceptMissingPermissions: true })).toMatchObject({
        code: 'PERMISSIONS_MISSING',
      });
    },
  );

  it('is not refused for rights that are inconclusive or do not apply', async () => {
    const lucca = createFakeLucca({
      jobQualifications: 0,
      fixedItems: new LuccaNotFound({ resource: 'fixedItems', status: 404 }),
      variableItems: new LuccaNotFound({ resource: 'variableItems', status: 404 }),
    });
    expect(await prove(lucca, submission)).toMatchObject({ kind: 'proven' });
  });

  it.each([
    [new LuccaRateLimited({ resource: 'any', retryAfterSeconds: 12 }), 'LUCCA_RATE_LIMITED', 12],
    [new LuccaRateLimited({ resource: 'any', status: 429, retryAfterSeconds: 12 }), 'LUCCA_RATE_LIMITED', 12],
    [new LuccaTimeout({ resource: 'any' }), 'LUCCA_TIMEOUT', null],
    [new LuccaUnavailable({ resource: 'any', reason: 'reset' }), 'LUCCA_UNREACHABLE', null],
    [new LuccaUnavailable({ resource: 'any', reason: 'dns' }), 'LUCCA_UNREACHABLE', null],
    [new LuccaUnavailable({ resource: 'any', status: 503, reason: 'status' }), 'LUCCA_ERROR', null],
  ])(
    'whose check is interrupted by %s is refused as %s, with the report so far',
    async (failure, code, retryAfterSeconds) => {
      const refusal = await prove(createFakeLucca({ jobQualifications: failure }), submission);
      expect(refusal).toMatchObject({ kind: 'problem', code, field: null, retryAfterSeconds });
      expect(verdictsOf(refusal)).toEqual({ GRANTED: 11, INCONCLUSIVE: 1 });
    },
  );

  it('that accepts missing rights is accepted when an address of Lucca fails, but not when the quota is used up', async () => {
    const willing = { ...submission, acceptMissingPermissions: true };
    const fixedItems = new LuccaUnavailable({ resource: 'fixedItems', status: 500, reason: 'status' });
    expect(await prove(createFakeLucca({ fixedItems, workContracts: fixedItems }), willing)).toMatchObject({
      kind: 'proven',
    });
    const workContracts = new LuccaRateLimited({ resource: 'workContracts', retryAfterSeconds: 40 });
    const jobQualifications = new LuccaRateLimited({ resource: 'jobQualifications', retryAfterSeconds: 50 });
    const refusal = await prove(createFakeLucca({ fixedItems, workContracts, jobQualifications }), willing);
    expect(refusal).toMatchObject({ code: 'LUCCA_RATE_LIMITED', retryAfterSeconds: 50 });
  });

  it('is refused for the missing right rather than for the failure that interrupted its check', async () => {
    const departments = new LuccaTimeout({ resource: 'departments' });
    const lucca = createFakeLucca({ departments, workContracts: refused('workContracts') });
    expect(await prove(lucca, submission)).toMatchObject({ code: 'PERMISSIONS_MISSING' });
  });

  it('is accepted although a right that is only recommended could not be checked', async () => {
    const presentUsers = new LuccaTimeout({ resource: 'presentUsers' });
    const proven = await prove(createFakeLucca({ presentUsers }), submission);
    expect(proven).toMatchObject({ kind: 'proven' });
    expect(verdictsOf(proven).INCONCLUSIVE).toBeGreaterThan(0);
  });

  it('throws an error that is our own fault', async () => {
    await expect(prove(createFakeLucca({ [users]: new TypeError('ours') }), submission)).rejects.toThrow('ours');
  });

  it.each(['FUTURE_EMPLOYEES', 'FORMER_EMPLOYEES'])(
    'is not refused for lack of a right that is only recommended: %s',
    async (permission) => {
      // Nobody is seen who left or is to come, who were seen before: the right is taken for lost.
      const lucca = createFakeLucca({ presentUsers: 3 });
      const before = (await prove(createFakeLucca(), submission)).checks;
      const proven = await proveKey(proving(lucca), 'acme.ilucca.net', submission, before, () => {});
      expect(proven).toMatchObject({ kind: 'proven' });
      if (permission === 'FORMER_EMPLOYEES')
        expect(proven.checks.find((check) => check.permission === permission)?.verdict).toBe('MISSING');
    },
  );
});
