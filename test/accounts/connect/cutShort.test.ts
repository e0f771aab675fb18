import { expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { createTestCompany, startSubgraph, uncached } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);

it.each([false, true])(
  'a key takes the place of none while the quota lets nobody see what it lacks (acceptMissingPermissions: %s)',
  async (acceptMissingPermissions) => {
    const subgraph = await startSubgraph({ companies: [acme], app: { policy: { requestsPerMinute: 40 } } });
    await subgraph.connect(acme);
    const heard = () => subgraph.sandbox.control.requests().length;
    const account = () => subgraph.data('{ account { id status checkedAt checks { permission verdict } } }');
    const before = await account();
    while (heard() < 37) await subgraph.data('{ employees(first: 1) { totalCount } }', {}, uncached);

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
      checks: { length: 12 },
    });
    expect(heard()).toBe(40);
    expect(await account()).toEqual(before);
  },
);
