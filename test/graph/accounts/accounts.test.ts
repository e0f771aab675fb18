import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { findKey, type KeyName } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.data('mutation { disconnectAccount { wasConnected } }');
});

const results = {
  connectAccount: `... on AccountConnected { account { id domain connectedAt checks { verdict } }
    checks { permission requirement verdict evidence { probe httpStatus rowsSeen } } }`,
  testConnection: '... on AccountChecked { checks { permission verdict } }',
};
const submit = (field: keyof typeof results, input: object) =>
  subgraph.data(
    `mutation ($input: ConnectAccountInput!) { ${field}(input: $input) { __typename ${results[field]}
      ... on ConnectProblem { code field problemChecks: checks { permission verdict } } } }`,
    { input },
  );
const inputOf = (company: TrappedCompany, keyName: KeyName = 'full', more = {}) => ({
  domain: company.host,
  apiKey: findKey(company, keyName),
  ...more,
});
const activePeople = async () => (await subgraph.data('{ employees { totalCount } }')).employees.totalCount;
const connectedId = async (company: TrappedCompany): Promise<string> =>
  (await submit('connectAccount', inputOf(company))).connectAccount.account.id;

describe('connecting an account', () => {
  it.each([
    acme.host,
    `  HTTPS://${acme.host.toUpperCase()}/home?tab=1#top `,
    `http://${acme.host}/`,
    `\t${acme.host}\r\n`,
  ])('accepts the address as it was pasted: %j', async (domain) => {
    const apiKey = ` ${findKey(acme, 'full')}\n`;
    const { connectAccount } = await submit('connectAccount', { domain, apiKey });
    expect(connectAccount).toMatchObject({
      __typename: 'AccountConnected',
      account: { domain: acme.host, connectedAt: expect.stringMatching(`^${today}T1.*Z$`) },
    });
    expect(await subgraph.data('{ account { id domain } }')).toEqual({
      account: { id: connectAccount.account.id, domain: acme.host },
    });
  });

  it.each<[KeyName, string, object]>([
    ['full', 'CONNECTED', {}],
    ['without: qualifications', 'CONNECTED', { EMPLOYEE_QUALIFICATIONS: 'INCONCLUSIVE' }],
    ['without: formerEmployees', 'CONNECTED', { FORMER_EMPLOYEES: 'INCONCLUSIVE' }],
    ['without: managers', 'CONNECTED_WITH_GAPS', { EMPLOYEE_MANAGERS: 'MISSING' }],
    ['one department', 'CONNECTED_WITH_GAPS', { DIRECTORY_ALL_DEPARTMENTS: 'PARTIAL' }],
  ])('with the key %s leaves the account %s: %j', async (key, status, expected) => {
    await subgraph.connect(acme, key);
    const { account } = await subgraph.data(
      '{ account { status checks(verdict: [MISSING, PARTIAL, INCONCLUSIVE, NOT_APPLICABLE]) { permission verdict } } }',
    );
    expect(account.status).toBe(status);
    expect(account.checks).toEqual(Object.entries(expected).map(([permission, verdict]) => ({ permission, verdict })));
  });

  it('returns the evidence for each right, which the account stores', async () => {
    const { connectAccount } = await submit('connectAccount', inputOf(acme));
    expect(connectAccount.checks).toContainEqual({
      permission: 'EMPLOYEE_LUCCA_DATA',
      requirement: 'REQUIRED',
      verdict: 'GRANTED',
      evidence: { probe: 'GET /api/v3/users', httpStatus: 200, rowsSeen: expect.any(Number) },
    });
    expect(new Set(connectAccount.checks.map(({ verdict }: { verdict: string }) => verdict))).toEqual(
      new Set(['GRANTED']),
    );
    expect(connectAccount.account.checks).toHaveLength(connectAccount.checks.length);
  });

  it('without the pay module reports no missing right', async () => {
    const { connectAccount } = await submit('connectAccount', inputOf(initech));
    expect(connectAccount.checks).toContainEqual(
      expect.objectContaining({ permission: 'PAGGA_INDIVIDUAL_SITUATIONS', verdict: 'NOT_APPLICABLE' }),
    );
  });

  it('lets the account be queried at once, and reads no other Lucca', async () => {
    const connect = `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { ... on AccountConnected {
      account { id domain dataQuality { employeesChecked } remunerationMapping { natureId } } } } }`;
    const asked = '{ account { id domain dataQuality { employeesChecked } remunerationMapping { natureId } } }';
    for (const company of [acme, initech]) {
      const { data, errors } = await subgraph.ask(connect, { input: inputOf(company) });
      const later = await subgraph.ask(asked);
      expect(data.connectAccount.account).toEqual(later.data.account);
      expect(data.connectAccount.account).toMatchObject({
        domain: company.host,
        dataQuality: { employeesChecked: await activePeople() },
      });
      // Without the pay module there are no natures to read.
      expect((errors ?? []).map(({ path }) => path?.at(-1))).toEqual(company === acme ? [] : ['remunerationMapping']);
    }
  });

  it('with missing rights is refused with a list of them, unless the caller accepts that', async () => {
    const input = inputOf(acme, 'without: contracts');
    const { connectAccount } = await submit('connectAccount', input);
    expect(connectAccount).toMatchObject({ code: 'PERMISSIONS_MISSING', field: 'API_KEY' });
    expect(connectAccount.problemChecks).toContainEqual({ permission: 'EMPLOYEE_CONTRACTS', verdict: 'MISSING' });
    expect(await subgraph.data('{ account { id } }')).toEqual({ account: null });
    const accepted = await submit('connectAccount', { ...input, acceptMissingPermissions: true });
    expect(accepted.connectAccount.__typename).toBe('AccountConnected');
  });

  it('without the essential right is refused even if the caller accepts missing rights', async () => {
    const input = inputOf(acme, 'without: luccaData', { acceptMissingPermissions: true });
    expect((await submit('connectAccount', input)).connectAccount).toMatchObject({ code: 'PERMISSIONS_MISSING' });
    expect(await subgraph.data('{ account { id } }')).toEqual({ account: null });
  });

  it('can be tested without storing anything', async () => {
    const { testConnection } = await submit('testConnection', inputOf(acme));
    expect(testConnection.__typename).toBe('AccountChecked');
    expect(await subgraph.data('{ account { id } }')).toEqual({ account: null });
    const refused = await submit('testConnection', { ...inputOf(acme), apiKey: 'not-a-key-of-acme' });
    expect(refused.testConnection).toMatchObject({ __typename: 'ConnectProblem', code: 'KEY_REJECTED' });
  });

  it('returns the remaining quota', async () => {
    await submit('connectAccount', inputOf(acme));
    const { account } = await subgraph.data('{ account { quota { perMinute remaining resetsAt } } }');
    expect(account.quota).toMatchObject({ perMinute: 100_000, resetsAt: expect.any(String) });
    expect(account.quota.remaining).toBeLessThan(100_000);
  });
});

describe('the id of an account', () => {
  it('stays the same for the same Lucca, whatever the key and even after a disconnect, as do the ids issued for it', async () => {
    const id = await connectedId(acme);
    const employeeId = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
    expect(
      (await submit('connectAccount', { ...inputOf(acme, 'one department'), acceptMissingPermissions: true }))
        .connectAccount.account.id,
    ).toBe(id);
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    expect(await connectedId(acme)).toBe(id);
    const { employee } = await subgraph.data('query ($id: ID!) { employee(id: $id) { id } }', { id: employeeId });
    expect(employee).toEqual({ id: employeeId });
  });

  it('changes with another Lucca, where earlier ids resolve to nothing', async () => {
    const id = await connectedId(acme);
    const employeeId = (await employeeIds(subgraph))(acme.people[0]?.id ?? 0);
    expect(await connectedId(initech)).not.toBe(id);
    expect(await subgraph.data('query ($id: ID!) { employee(id: $id) { id } }', { id: employeeId })).toEqual({
      employee: null,
    });
    expect(await everybody(subgraph, 'id')).toHaveLength(initech.people.length);
  });
});

describe('erasing a tenant', () => {
  const erase = 'mutation { eraseTenant { wasStored } }';

  it('returns whether anything was stored, and may be repeated', async () => {
    await connectedId(acme);
    expect(await subgraph.data(erase)).toEqual({ eraseTenant: { wasStored: true } });
    expect(await subgraph.data(erase)).toEqual({ eraseTenant: { wasStored: false } });
  });

  it('leaves nothing to read, and nothing of other tenants is touched', async () => {
    await connectedId(acme);
    await subgraph.connect(initech, 'full', 'other');
    await activePeople();
    await subgraph.data(erase);
    const { total } = await subgraph.countRequests(async () => {
      const { data, errors } = await subgraph.ask('{ account { id } employees { totalCount } }');
      expect(data).toEqual({ account: null, employees: null });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['ACCOUNT_NOT_CONNECTED']);
    });
    expect(total).toBe(0);
    expect(await subgraph.data('{ account { domain } }', {}, { tenant: 'other' })).toEqual({
      account: { domain: initech.host },
    });
  });

  it('lets the company connect as a new account, whose people have new ids and whose pay is read as by default', async () => {
    const id = await connectedId(acme);
    const employeeId = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
    await subgraph.data('mutation { setRemunerationMapping(input: { weeklyHoursAtFullTime: "39" }) { __typename } }');
    await subgraph.data(erase);
    expect(await connectedId(acme)).not.toBe(id);
    expect(await subgraph.data('query ($id: ID!) { employee(id: $id) { id } }', { id: employeeId })).toEqual({
      employee: null,
    });
    expect(await subgraph.data('{ account { weeklyHoursAtFullTime } }')).toEqual({
      account: { weeklyHoursAtFullTime: null },
    });
  });
});

describe('disconnecting an account', () => {
  it('returns whether there was anything to disconnect', async () => {
    await connectedId(acme);
    const disconnect = 'mutation { disconnectAccount { wasConnected } }';
    expect(await subgraph.data(disconnect)).toEqual({ disconnectAccount: { wasConnected: true } });
    expect(await subgraph.data(disconnect)).toEqual({ disconnectAccount: { wasConnected: false } });
  });

  it('leaves nothing to read: neither cached rows nor requests to Lucca', async () => {
    const account = await connectedId(acme);
    const id = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
    await subgraph.data('{ departments { id } establishments { id } }');
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    const query = `query ($id: ID!, $r: [_Any!]!) { account { id } employees { totalCount } employee(id: $id) { id }
      departments { id } establishments { id } _entities(representations: $r) { __typename } }`;
    const r = [
      { __typename: 'Employee', id },
      { __typename: 'Account', id: account },
    ];
    const { total } = await subgraph.countRequests(async () => {
      const { data, errors } = await subgraph.ask(query, { id, r });
      expect(data).toEqual({
        account: null,
        employees: null,
        employee: null,
        departments: null,
        establishments: null,
        _entities: [null, null],
      });
      expect(errors?.map(({ path }) => path?.[0]).toSorted()).toEqual([
        '_entities',
        'departments',
        'employee',
        'employees',
        'establishments',
      ]);
      for (const { extensions } of errors ?? [])
        expect(extensions).toEqual({
          code: 'ACCOUNT_NOT_CONNECTED',
          retryable: false,
          correlationId: expect.any(String),
        });
    });
    expect(total).toBe(0);
  });

  it('or connecting a key with fewer rights removes all pay that was read before', async () => {
    await connectedId(acme);
    const pay = '{ employees { edges { node { remuneration { __typename } } } } }';
    const kinds = async () => {
      const { employees } = await subgraph.data(pay);
      return new Set(
        employees.edges.map(({ node }: { node: { remuneration: object } }) => JSON.stringify(node.remuneration)),
      );
    };
    expect(await kinds()).toContain('{"__typename":"Remuneration"}');
    await subgraph.connect(acme, 'without: individualSituations');
    expect(await kinds()).toEqual(new Set(['{"__typename":"RemunerationUnavailable"}']));
  });
});
