import { describe, expect, it } from 'vitest';
import { checkKey } from '../../src/accounts/check.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../../src/lucca/errors.ts';
import { createFakeLucca } from './fakeLucca.ts';

const caller = { host: 'acme.ilucca.net', apiKey: '0f8fad5b-d9cb-469f', deadlineAt: 1 };

async function verdictsWith(answers: Parameters<typeof createFakeLucca>[0]) {
  const checks = await checkKey(createFakeLucca(answers), caller);
  return Object.fromEntries(
    checks.map(({ permission, verdict, evidence }) => [permission, [verdict, evidence.status]]),
  );
}

describe('the check of a key', () => {
  it('finds every right granted where a row of each was shown, in one request a right', async () => {
    const lucca = createFakeLucca();
    const checks = await checkKey(lucca, caller);
    expect(checks).toMatchInlineSnapshot(`
      [
        {
          "evidence": {
            "method": "GET",
            "path": "/api/v3/users",
            "rowsSeen": 1,
            "status": 200,
          },
          "permission": "EMPLOYEE_LUCCA_DATA",
          "requirement": "REQUIRED",
          "verdict": "GRANTED",
        },
        {
          "evidence": {
            "method": "GET",
            "path": "/directory/api/4.0/work-contracts",
            "rowsSeen": 1,
            "status": 200,
          },
          "permission": "EMPLOYEE_CONTRACTS",
          "requirement": "EXPECTED",
          "verdict": "GRANTED",
        },
        {
          "evidence": {
            "method": "GET",
            "path": "/organization/structure/api/departments",
            "rowsSeen": 1,
            "status": 200,
          },
          "permission": "DIRECTORY_ALL_DEPARTMENTS",
          "requirement": "EXPECTED",
          "verdict": "GRANTED",
        },
        {
          "evidence": {
            "method": "GET",
            "path": "/remuneration/api/fixed-items",
            "rowsSeen": 1,
            "status": 200,
          },
          "permission": "PAGGA_INDIVIDUAL_SITUATIONS",
          "requirement": "IF_MODULE",
          "verdict": "GRANTED",
        },
        {
          "evidence": {
            "method": "GET",
            "path": "/remuneration/api/variable-items",
            "rowsSeen": 1,
            "status": 200,
          },
          "permission": "PAGGA_EVP_SCREEN",
          "requirement": "IF_MODULE",
          "verdict": "GRANTED",
        },
      ]
    `);
    expect(lucca.heard.map(({ resource }) => resource)).toMatchInlineSnapshot(`
      [
        "users",
        "workContracts",
        "departments",
        "fixedItems",
        "variableItems",
      ]
    `);
    expect(lucca.heard.every((request) => request.caller === caller && request.limit === 1)).toBe(true);
  });

  it('asks for nothing more when the first answer does not prove the key', async () => {
    const lucca = createFakeLucca({ users: new LuccaUnauthorized({ resource: 'users', status: 401 }) });
    await expect(checkKey(lucca, caller)).rejects.toThrow(LuccaUnauthorized);
    expect(lucca.heard).toHaveLength(1);
  });

  it('finds a refused right missing, and still looks at the others', async () => {
    const refused = new LuccaForbidden({ resource: 'users', status: 403 });
    expect(await verdictsWith({ users: refused, workContracts: refused, fixedItems: refused })).toEqual({
      EMPLOYEE_LUCCA_DATA: ['MISSING', 403],
      EMPLOYEE_CONTRACTS: ['MISSING', 403],
      DIRECTORY_ALL_DEPARTMENTS: ['GRANTED', 200],
      PAGGA_INDIVIDUAL_SITUATIONS: ['MISSING', 403],
      PAGGA_EVP_SCREEN: ['GRANTED', 200],
    });
  });

  it('concludes nothing from an empty answer, but that a company has people', async () => {
    expect(await verdictsWith({ users: 0, workContracts: 0, departments: 0, fixedItems: 0, variableItems: 0 })).toEqual(
      {
        EMPLOYEE_LUCCA_DATA: ['MISSING', 200],
        EMPLOYEE_CONTRACTS: ['INCONCLUSIVE', 200],
        DIRECTORY_ALL_DEPARTMENTS: ['INCONCLUSIVE', 200],
        PAGGA_INDIVIDUAL_SITUATIONS: ['INCONCLUSIVE', 200],
        PAGGA_EVP_SCREEN: ['INCONCLUSIVE', 200],
      },
    );
  });

  it('takes the pay module for not installed where it has no address, and nothing else', async () => {
    const absent = new LuccaNotFound({ resource: 'any', status: 404 });
    expect(
      await verdictsWith({ workContracts: absent, departments: absent, fixedItems: absent, variableItems: absent }),
    ).toEqual({
      EMPLOYEE_LUCCA_DATA: ['GRANTED', 200],
      EMPLOYEE_CONTRACTS: ['INCONCLUSIVE', 404],
      DIRECTORY_ALL_DEPARTMENTS: ['INCONCLUSIVE', 404],
      PAGGA_INDIVIDUAL_SITUATIONS: ['NOT_APPLICABLE', 404],
      PAGGA_EVP_SCREEN: ['NOT_APPLICABLE', 404],
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
  ])('is only inconclusive about a further right when Lucca fails: %s', async (failure, status) => {
    expect(await verdictsWith({ departments: failure })).toMatchObject({
      DIRECTORY_ALL_DEPARTMENTS: ['INCONCLUSIVE', status],
      EMPLOYEE_CONTRACTS: ['GRANTED', 200],
    });
  });

  it('rejects a key that is refused halfway', async () => {
    const lucca = createFakeLucca({ departments: new LuccaUnauthorized({ resource: 'departments', status: 401 }) });
    await expect(checkKey(lucca, caller)).rejects.toThrow(LuccaUnauthorized);
  });

  it('does not take a fault of our own for an answer of Lucca', async () => {
    await expect(checkKey(createFakeLucca({ departments: new TypeError('ours') }), caller)).rejects.toThrow('ours');
  });
});
