import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/lucca/client.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds } from '../../support/everybody.ts';
import {
  type Answer,
  createTestCompany,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const person = `query ($id: ID!) { employee(id: $id) { displayName contract { startsOn } department: position { department { name } }
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } freshness { source fetchedAt } } }`;
const check = `mutation { checkAccount { __typename ... on AccountConnected { account { quota { remaining } } checks { permission verdict } }
  ... on ConnectProblem { code } } }`;
const minute = 60_000;

/** A connected company with the usual quota, of which nothing is used, and the ids of some of its people. */
async function setUp(policy: Partial<Policy> = {}) {
  let skipped = 0;
  const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + skipped;
  const subgraph = await startSubgraph({
    companies: [acme],
    sandbox: { now },
    app: { now, recheckAfterMs: null, deadlineMs: 3_000, policy: { requestsPerMinute: 40, ...policy } },
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

const share = 20;

/** Twelve queries of one reader that accept nothing from the cache, about one person each: more than the whole company may read. */
async function readEagerly({ ask, sandbox }: Subgraph, ids: string[]) {
  const before = sandbox.control.requests().length;
  const answers: Answer[] = [];
  for (const id of ids) answers.push(await ask(person, { id }, { ...uncached, subject: 'eager' }));
  return { answers, heard: sandbox.control.requests().length - before };
}

/** The other user's query, and that there is nothing wrong with its answer. */
const readByOther = ({ data }: Subgraph, id: unknown) => data(person, { id }, { ...uncached, subject: 'another' });

describe('one user', () => {
  it('who requests everything again and again leaves requests for other users and for the administrator', async () => {
    const { subgraph, ids, pass } = await setUp({ subjectRequestsPerMinute: share });
    const { answers, heard } = await readEagerly(subgraph, ids);
    // A read that has started is not cut off, so that a query may take a few more.
    expect(heard).toBeGreaterThanOrEqual(share);
    expect(heard).toBeLessThan(share + 4);
    expect(answers.at(-1)?.errors?.[0]).toMatchObject({
      message: "This user's share of Lucca's request limit is used up. Try again later.",
      extensions: { code: 'LUCCA_RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) },
    });
    await readByOther(subgraph, ids[0]);
    expect((await subgraph.data(check)).checkAccount.__typename).toBe('AccountConnected');
    pass(minute + 1_000);
    await subgraph.data(person, { id: ids[11] }, { ...uncached, subject: 'eager' });
  });

  it('whose share is used up gets cached data of the default freshness', async () => {
    const { subgraph, ids, pass } = await setUp({ subjectRequestsPerMinute: share });
    await readByOther(subgraph, ids[11]);
    pass(minute);
    await readEagerly(subgraph, ids.slice(0, 6));
    const { employee } = await subgraph.data(person, { id: ids[11] }, { ...uncached, subject: 'eager' });
    expect(employee.freshness.source).toBe('CACHE');
  });
});

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
