import { expect, it } from 'vitest';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { createTestCompany, startSubgraph, uncached } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const requestsPerMinute = 40;
/** Enough to prove the key, too few to check every right. */
const requestsLeft = 3;

it.each([false, true])(
  'a new key replaces none while the quota prevents the check of its rights (acceptMissingPermissions: %s)',
  async (acceptMissingPermissions) => {
    // Within the deadline the quota allows nothing more.
    const app = { deadlineMs: 9_000, policy: { requestsPerMinute } };
    const subgraph = await startSubgraph({ companies: [acme], app });
    await subgraph.connect(acme);
    const heard = () => subgraph.sandbox.control.requests().length;
    const account = () => subgraph.data('{ account { id status checkedAt checks { permission verdict } } }');
    const before = await account();
    while (heard() < requestsPerMinute - requestsLeft)
      await subgraph.data('{ employees(first: 1) { totalCount } }', {}, uncached);

    const { answer } = await subgraph.data(
      `mutation ($input: ReplaceApiKeyInput!) { answer: replaceApiKey(input: $input) {
        __typename ... on ConnectProblem { code retryAfterSeconds message checks { permission } }
      } }`,
      { input: { apiKey: findKey(acme, 'without: individualSituations'), acceptMissingPermissions } },
    );
    expect(answer).toMatchObject({
      code: 'LUCCA_RATE_LIMITED',
      retryAfterSeconds: expect.any(Number),
      message: expect.stringContaining('Nothing was saved'),
      checks: { length: permissionCodes.length },
    });
    expect(heard()).toBe(requestsPerMinute);
    expect(await account()).toEqual(before);
  },
);
