import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { runs } from '../../support/thoroughness.ts';

const companies: Record<string, TrappedCompany> = {
  acme: createTestCompany(hosts.acme),
  initech: createTestCompany(hosts.initech),
};
let subgraph: Subgraph;
const ids: Record<string, string[]> = {};

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: Object.values(companies) });
  for (const [tenant, company] of Object.entries(companies)) {
    await subgraph.connect(company, 'full', tenant);
    const idOf = await employeeIds(subgraph, { tenant });
    ids[tenant] = company.people.map(({ id }) => idOf(id));
  }
});

const tenants = ['acme', 'initech'] as const;
type Tenant = (typeof tenants)[number];

const read = `query ($own: ID!, $foreign: ID!, $r: [_Any!]!) {
  account { domain } own: employee(id: $own) { workEmail } foreign: employee(id: $foreign) { workEmail }
  employees(first: 1000, filter: { status: null }) { edges { node { id workEmail manager { displayName } } } }
  _entities(representations: $r) { ... on Employee { workEmail } } }`;

async function readAs(tenant: Tenant, index: number, isCold: boolean) {
  const other = tenant === 'acme' ? 'initech' : 'acme';
  const pick = (list: string[] = []) => list[index % list.length] ?? '';
  const [own, foreign] = [pick(ids[tenant]), pick(ids[other])];
  const r = [own, foreign].map((id) => ({ __typename: 'Employee', id }));
  const { data, errors } = await subgraph.ask(read, { own, foreign, r }, { tenant, ...(isCold ? uncached : {}) });
  // A read during a reconnect or disconnect may return an error; all data returned is the tenant's own.
  for (const { extensions } of errors ?? []) expect(extensions.code).toBe('ACCOUNT_NOT_CONNECTED');
  if (data.account) expect(data.account.domain).toBe(companies[tenant]?.host);
  expect(data.foreign).toBeNull();
  expect(data._entities[1]).toBeNull();
  const mails = new Set(companies[tenant]?.people.map(({ mail }) => mail));
  for (const { node } of data.employees?.edges ?? []) {
    expect(mails).toContain(node.workEmail);
    expect(ids[tenant]).toContain(node.id);
  }
  if (data.own) expect(mails).toContain(data.own.workEmail);
}

async function changeAs(tenant: Tenant, kind: 'connect' | 'disconnect' | 'fail') {
  const company = companies[tenant] as TrappedCompany;
  if (kind === 'disconnect') {
    await subgraph.data('mutation { disconnectAccount { wasConnected } }', {}, { tenant });
    return;
  }
  const apiKey = kind === 'connect' ? findKey(company, 'full') : 'ffffffff-not-a-key';
  const query = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
  await subgraph.data(query, { input: { domain: company.host, apiKey } }, { tenant });
}

describe('two tenants at once', () => {
  it("never see each other's data, in whatever order they read, connect and disconnect", async () => {
    const reading = fc.record({ tenant: fc.constantFrom(...tenants), index: fc.nat(300), isCold: fc.boolean() });
    const changing = fc.record({
      tenant: fc.constantFrom(...tenants),
      change: fc.constantFrom('connect' as const, 'connect' as const, 'disconnect' as const, 'fail' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 3, arbitrary: reading }, changing), { minLength: 6, maxLength: 16 }),
        (steps) =>
          Promise.all(
            steps.map((step) =>
              'change' in step ? changeAs(step.tenant, step.change) : readAs(step.tenant, step.index, step.isCold),
            ),
          ).then(() => undefined),
      ),
      { numRuns: runs(15, 5), seed: 3 },
    );
  });

  it('may connect the same Lucca, and each has its own account', async () => {
    const { acme } = companies as { acme: TrappedCompany };
    await subgraph.connect(acme, 'full', 'one');
    await subgraph.connect(acme, 'one department', 'two');
    const count = async (tenant: string) =>
      await subgraph.data('{ account { id } employees(filter: { status: null }) { totalCount } }', {}, { tenant });
    const [one, two] = await Promise.all([count('one'), count('two')]);
    expect(one.account.id).not.toBe(two.account.id);
    expect(one.employees.totalCount).toBe(acme.people.length);
    expect(two.employees.totalCount).toBeLessThan(acme.people.length);
    await subgraph.data('mutation { disconnectAccount { wasConnected } }', {}, { tenant: 'one' });
    expect((await count('two')).employees.totalCount).toBe(two.employees.totalCount);
  });
});
