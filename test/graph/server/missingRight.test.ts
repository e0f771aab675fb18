import { beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { eventually } from '../../accounts/openAccounts.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  uncached,
} from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const contracts = '{ employees(first: 3) { edges { node { contract { typeName } } } } }';

let subgraph: Subgraph;

/** Grants or withdraws the right to contracts. */
const grant = (isGranted: boolean) =>
  subgraph.sandbox.control.change(acme.host, ({ keys }) => {
    for (const key of keys) {
      const rights = new Set(key.rights);
      if (isGranted) rights.add('contracts');
      else rights.delete('contracts');
      key.rights = rights;
    }
  });
const codes = async (options?: RequestOptions) =>
  new Set((await subgraph.ask(contracts, {}, options)).errors?.map(({ extensions }) => extensions.code));
const missing = new Set(['LUCCA_PERMISSION_MISSING']);

describe('a right that is granted after Lucca has refused it', () => {
  beforeEach(async () => {
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
    grant(false);
    expect(await codes()).toEqual(missing);
    // The refusal has the rights checked again, after which it would be forgotten.
    await eventually(async () =>
      expect((await subgraph.data('{ account { status } }')).account.status).toBe('CONNECTED_WITH_GAPS'),
    );
    expect(await codes()).toEqual(missing);
    grant(true);
    const { total } = await subgraph.countRequests(async () => expect(await codes()).toEqual(missing));
    expect(total).toBe(0);
  });

  it('is noticed by a request that accepts nothing older than itself', async () => {
    expect(await codes(uncached)).toEqual(new Set());
  });

  it('is noticed once the rights have been checked again', async () => {
    await subgraph.data('mutation { checkAccount { __typename } }');
    expect(await codes()).toEqual(new Set());
  });
});

it('a right that is withdrawn is named as the reason for missing pay from the first refusal on', async () => {
  subgraph = await startSubgraph({ companies: [acme] });
  await subgraph.connect(acme);
  grant(false);
  const pay = `{ employees(first: 3) { edges { node { remuneration { ... on Remuneration {
    contract { id } currency dataGaps { field reason permission } } } } } } }`;
  const { employees } = await subgraph.data(pay);
  for (const { node } of employees.edges) {
    const { contract, dataGaps } = node.remuneration;
    expect(contract).toBeNull();
    const [blamed] = dataGaps.filter(({ field }: { field: string }) => field === 'contract');
    expect(blamed).toMatchObject({ reason: 'PERMISSION_MISSING', permission: 'EMPLOYEE_CONTRACTS' });
    for (const { reason } of dataGaps) expect(reason).toBe('PERMISSION_MISSING');
  }
});
