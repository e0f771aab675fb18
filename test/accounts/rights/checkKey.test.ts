import { describe, expect, it } from 'vitest';
import { checkKey } from '../../../src/accounts/rights/checkKey.ts';
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
import { callerAt } from '../../support/luccaClient.ts';
import { createFakeLucca } from '../fakeLucca.ts';

const caller = callerAt('acme.ilucca.net');
const now = Date.parse('2026-03-30T23:30:00Z');

async function checked(answers: Parameters<typeof createFakeLucca>[0]) {
  const { checks } = await checkKey(createFakeLucca(answers), caller, now);
  return Object.fromEntries(checks.map((check) => [check.permission, check]));
}

async function verdictsWith(answers: Parameters<typeof createFakeLucca>[0]) {
  const checks = Object.values(await checked(answers));
  return Object.fromEntries(
    checks.map(({ permission, verdict, evidence }) => [permission, [verdict, evidence.status]]),
  );
}

describe('the check of a key', () => {
  it('grants all twelve rights when Lucca returns data for each', async () => {
    const checks = Object.values(await checked({}));
    expect(checks.map(({ permission }) => permission)).toEqual(permissionCodes);
    for (const check of checks)
      expect(check).toMatchObject({ verdict: 'GRANTED', grantedAt: '2026-03-30T23:30:00.000Z' });
  });

  it('sends ten requests: the first proves the key, the others follow in the order of the guide', async () => {
    const lucca = createFakeLucca();
    await checkKey(lucca, caller, now);
    expect(lucca.heard.map(({ resource, limit }) => [resource, limit])).toEqual([
      ['probedUsers', 1_000],
      ['departments', 100],
      ['extensionDefinitions', 1],
      ['jobQualifications', 1],
      ['workContracts', 1],
      ['fixedItems', 1],
      ['variableItems', 1],
      ['variableItemsWithDeleted', 1],
      ['presentUsers', 100],
      ['presentUsers', 1],
    ]);
    expect(lucca.heard.every((request) => request.caller === caller)).toBe(true);
  });

  it('counts nobody as a future employee who has already started in some time zone', async () => {
    const lucca = createFakeLucca();
    await checkKey(lucca, caller, now);
    expect(lucca.heard.map(({ filter }) => filter.dtContractStart).filter(Boolean)).toEqual(['since,2026-04-01']);
  });

  it('counts nobody as a future employee who has started, even if Lucca ignores the filter', async () => {
    const later = Date.parse('2026-10-05T12:00:00Z');
    const { checks } = await checkKey(createFakeLucca(), caller, later);
    expect(checks.find(({ permission }) => permission === 'FUTURE_EMPLOYEES')?.verdict).toBe('INCONCLUSIVE');
  });

  it('names the request behind a verdict, its status, and the rows seen and filled', async () => {
    const { FORMER_EMPLOYEES, EMPLOYEE_CONTRACTS } = await checked({
      workContracts: new LuccaForbidden({ resource: 'any', status: 403 }),
    });
    expect(FORMER_EMPLOYEES?.evidence).toEqual({
      method: 'GET',
      path: '/api/v3/users',
      status: 200,
      rowsSeen: 3,
      rowsFilled: 1,
      isSilent: false,
      isAnswered: true,
    });
    expect(EMPLOYEE_CONTRACTS).toMatchObject({
      verdict: 'MISSING',
      grantedAt: null,
      evidence: { path: '/directory/api/4.0/work-contracts', status: 403, rowsSeen: 0, rowsFilled: 0 },
    });
  });

  it('sends no further request when the first answer does not prove the key', async () => {
    const lucca = createFakeLucca({ probedUsers: new LuccaUnauthorized({ resource: 'users', status: 401 }) });
    await expect(checkKey(lucca, caller, now)).rejects.toThrow(LuccaUnauthorized);
    expect(lucca.heard).toHaveLength(1);
  });

  it('reports refused rights as missing, and still checks the others', async () => {
    const refused = new LuccaForbidden({ resource: 'any', status: 403 });
    const verdicts = await verdictsWith({
      probedUsers: refused,
      departments: refused,
      workContracts: refused,
      jobQualifications: refused,
      fixedItems: refused,
    });
    expect(verdicts).toMatchObject({
      EMPLOYEE_LUCCA_DATA: ['MISSING', 403],
      DIRECTORY_ALL_DEPARTMENTS: ['MISSING', 403],
      EMPLOYEE_CONTRACTS: ['MISSING', 403],
      EMPLOYEE_QUALIFICATIONS: ['MISSING', 403],
      EMPLOYEE_POSITIONS: ['INCONCLUSIVE', 403],
      PAGGA_INDIVIDUAL_SITUATIONS: ['MISSING', 403],
      PAGGA_EVP_SCREEN: ['GRANTED', 200],
    });
  });

  it('reports the pay module as not installed only when Lucca knows neither of its addresses', async () => {
    const absent = new LuccaNotFound({ resource: 'any', status: 404 });
    const verdicts = await verdictsWith({
      workContracts: absent,
      fixedItems: absent,
      variableItems: absent,
      variableItemsWithDeleted: absent,
    });
    expect(verdicts).toMatchObject({
      EMPLOYEE_CONTRACTS: ['INCONCLUSIVE', 404],
      PAGGA_INDIVIDUAL_SITUATIONS: ['NOT_APPLICABLE', 404],
      PAGGA_EVP_SCREEN: ['NOT_APPLICABLE', 404],
      PAGGA_DELETED_REMUNERATION: ['NOT_APPLICABLE', 404],
    });
  });

  it.each([
    [new LuccaTimeout({ resource: 'departments' }), null],
    [new LuccaTimeout({ resource: 'departments', status: 408 }), 408],
    [new LuccaRateLimited({ resource: 'departments', status: 429, retryAfterSeconds: 7 }), 429],
    [new LuccaUnavailable({ resource: 'departments', status: 503, reason: 'status' }), 503],
    [new LuccaUnavailable({ resource: 'departments', reason: 'reset' }), null],
    [new LuccaBadRequest({ resource: 'departments', status: 400 }), 400],
    [new LuccaContractBroken({ resource: 'departments', status: 200 }), 200],
  ])('is inconclusive about a right when Lucca fails to answer its request: %s', async (failure, status) => {
    const failing = [
      'presentUsers',
      'departments',
      'workContracts',
      'jobQualifications',
      'variableItems',
      'variableItemsWithDeleted',
    ];
    const verdicts = await verdictsWith(Object.fromEntries(failing.map((name) => [name, failure])));
    for (const permission of [
      'DIRECTORY_ALL_DEPARTMENTS',
      'EMPLOYEE_QUALIFICATIONS',
      'FUTURE_EMPLOYEES',
      'PAGGA_EVP_SCREEN',
      'PAGGA_DELETED_REMUNERATION',
    ])
      expect(verdicts[permission], permission).toEqual(['INCONCLUSIVE', status]);
    expect(verdicts).toMatchObject({
      EMPLOYEE_LUCCA_DATA: ['GRANTED', 200],
      FORMER_EMPLOYEES: ['INCONCLUSIVE', status],
    });
  });

  it('rejects a key that is refused halfway', async () => {
    const lucca = createFakeLucca({ departments: new LuccaUnauthorized({ resource: 'departments', status: 401 }) });
    await expect(checkKey(lucca, caller, now)).rejects.toThrow(LuccaUnauthorized);
  });

  it('throws an error of our own rather than counting it as Lucca’s answer', async () => {
    await expect(checkKey(createFakeLucca({ departments: new TypeError('ours') }), caller, now)).rejects.toThrow(
      'ours',
    );
  });
});
