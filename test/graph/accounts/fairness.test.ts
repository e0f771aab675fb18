import { describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, startSubgraph, today, uncached } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const person = `query ($id: ID!) { employee(id: $id) { displayName contract { startsOn } department: position { department { name } }
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } freshness { source fetchedAt } } }`;
const check = `mutation { checkAccount { __typename ... on AccountConnected { account { quota { remaining } } checks { permission verdict } }
  ... on ConnectProblem { code } } }`;
const minute = 60_000;

/** A connected company with the usual quota, of which nothing is used, and the ids of some of its people. */
async function setUp() {
  let skipped = 0;
  const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + skipped;
  const subgraph = await startSubgraph({
    companies: [acme],
    sandbox: { now },
    app: { now, recheckAfterMs: null, deadlineMs: 3_000, policy: { requestsPerMinute: 40 } },
  });
  await subgraph.connect(acme);
  skipped += 2 * minute;
  const idOf = await employeeIds(subgraph);
  const ids = acme.people.slice(0, 12).map((each) => idOf(each.id));
  skipped += 2 * minute;
  const pass = (ms: number) => {
    skipped += ms;
  };
  return { subgraph, ids, pass };
}

describe('operations on the account', () => {
  it('are answered after twelve readers with no-cache have used all that reads may use', async () => {
    const { subgraph, ids } = await setUp();
    const readers = [];
    for (const [index, id] of ids.entries())
      readers.push(await subgraph.ask(person, { id }, { ...uncached, subject: `reader ${index}` }));
    expect(readers.some(({ errors }) => errors?.[0]?.extensions.code === 'LUCCA_RATE_LIMITED')).toBe(true);
    const heard = subgraph.sandbox.control.requests().length;
    const { data } = await subgraph.ask(check);
    expect(data.checkAccount.__typename).toBe('AccountConnected');
    const { checks, account } = data.checkAccount;
    expect(checks.filter(({ verdict }: { verdict: string }) => verdict !== 'GRANTED')).toEqual([]);
    expect(subgraph.sandbox.control.requests().length - heard).toBe(10);
    expect(account.quota.remaining).toBe(0);
  });

  it('may use what reads have left, too, and then wait for their turn like them', async () => {
    const { subgraph } = await setUp();
    const input = { domain: acme.host, apiKey: findKey(acme, 'full') };
    const test = 'mutation ($input: ConnectAccountInput!) { testConnection(input: $input) { __typename } }';
    for (let time = 1; time <= 4; time++)
      expect((await subgraph.data(test, { input })).testConnection.__typename).toBe('AccountChecked');
    expect((await subgraph.data(test, { input })).testConnection.__typename).toBe('ConnectProblem');
  });
});
