import { printSubgraphSchema } from '@apollo/subgraph';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { startGateway } from '../../src/supergraph/gateway.ts';
import { jobOf, jobsSdl, startJobs } from '../../src/supergraph/jobs.ts';
import { employeeIds, everybody } from '../support/everybody.ts';
import {
  type Answer,
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  tokenFor,
  uncached,
} from '../support/subgraph.ts';
import { startApolloGateway } from './apolloGateway.ts';

const acme = createTestCompany(hosts.acme, { employees: 600 });
const initech = createTestCompany(hosts.initech);

/** Hive Gateway with the planner of Hive Router, which is written in Rust. */
const startWithRouterPlanner: typeof startGateway = (subgraphs, port) =>
  startGateway(subgraphs, port, { unifiedGraphHandler });

describe.each([
  ['Hive Gateway', startGateway],
  ["Hive Gateway, with Hive Router's planner,", startWithRouterPlanner],
  ["Apollo's gateway", startApolloGateway],
])('%s in front of this subgraph and another one', (_, start) => {
  let subgraph: Subgraph;
  let jobs: Awaited<ReturnType<typeof startJobs>>;
  let gateway: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme, initech] });
    jobs = await startJobs();
    gateway = await start([
      { name: 'lucca', url: `${subgraph.url}/graphql`, sdl: printSubgraphSchema(subgraphSchema()) },
      { name: 'jobs', url: jobs.url, sdl: jobsSdl },
    ]);
  });
  beforeEach(async () => {
    subgraph.sandbox.control.reset();
    await subgraph.connect(acme);
    await subgraph.connect(initech, 'full', 'initech');
  });
  afterAll(async () => {
    await gateway.close();
    await jobs.close();
  });

  async function ask(query: string, variables: object = {}, options: RequestOptions = {}): Promise<Answer> {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(!options.isAnonymous && { authorization: `Bearer ${await tokenFor(options)}` }),
        ...options.headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return response.json() as Promise<Answer>;
  }

  /** How many operations this subgraph answered during some work. */
  async function countOperations(work: () => Promise<void>): Promise<number> {
    const count = () => subgraph.logged.filter((line) => line.includes('"msg":"operation"')).length;
    const before = count();
    await work();
    return count() - before;
  }

  it.runIf(start !== startApolloGateway)('passes on how fresh the data must be', async () => {
    const query = '{ employees(first: 1) { edges { node { displayName freshness { source } } } } }';
    const sourceOf = ({ data }: Answer) => data.employees.edges[0].node.freshness.source;
    await ask(query);
    expect(sourceOf(await ask(query))).toBe('CACHE');
    expect(sourceOf(await ask(query, {}, uncached))).toBe('LIVE');
  });

  it('adds the fields of another subgraph to our employees, which require fields of ours', async () => {
    const first = 20;
    const { data, errors } = await ask(
      `{ employees(first: ${first}) { edges { node { displayName position { jobTitle } job { family level } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.employees.edges).toHaveLength(first);
    for (const { node } of data.employees.edges) expect(node.job).toEqual(jobOf(node.position.jobTitle));
  });

  // Of employees, and of what they refer to.
  const mostPages = 4;
  it('reads 500 employees that another subgraph references in one step, and reads them from Lucca page by page', async () => {
    const people = (await everybody<{ id: string; displayName: string }>(subgraph, 'id displayName')).slice(0, 500);
    await subgraph.connect(acme);
    const ids = people.map(({ id }) => id);
    const query = 'query ($ids: [ID!]!) { benchmark(ids: $ids) { id displayName manager { displayName } } }';
    let requests = 0;
    const operations = await countOperations(async () => {
      const { total } = await subgraph.countRequests(async () => {
        const { data, errors } = await ask(query, { ids });
        expect(errors).toBeUndefined();
        expect(
          data.benchmark.map(({ id, displayName }: { id: string; displayName: string }) => ({ id, displayName })),
        ).toEqual(people);
      });
      requests = total;
    });
    expect(operations, 'one step of the gateway').toBe(1);
    expect(requests, 'pages, not a request for each employee').toBeLessThanOrEqual(mostPages);
  });

  it('returns everything else when one field fails, with an error code', async () => {
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/remuneration', times: 100 });
    const { data, errors } = await ask(
      '{ employees(first: 2) { edges { node { displayName job { level } remuneration { __typename } } } } }',
    );
    expect(data.employees.edges).toHaveLength(2);
    for (const { node } of data.employees.edges)
      expect(node).toEqual({ displayName: expect.any(String), job: { level: expect.any(Number) }, remuneration: null });
    const reported = errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions.retryable]);
    expect(reported?.sort(), 'in whatever order the fields ended').toEqual([
      ['employees.edges.0.node.remuneration', 'LUCCA_ERROR', true],
      ['employees.edges.1.node.remuneration', 'LUCCA_ERROR', true],
    ]);
  });

  it('returns our fields when the other subgraph is unreachable', async () => {
    await jobs.close();
    const { data, errors } = await ask('{ employees(first: 1) { edges { node { displayName job { level } } } } }');
    jobs = await startJobs(Number(new URL(jobs.url).port));
    expect(data.employees.edges[0].node).toEqual({ displayName: expect.any(String), job: null });
    expect(errors?.length).toBeGreaterThan(0);
  });

  it('passes on that a token does not allow a field, and returns the other fields', async () => {
    const query =
      '{ employees(first: 1) { edges { node { displayName gender job { level } remuneration { __typename } } } } }';
    const { data, errors } = await ask(query, {}, { scope: 'lucca:employees:read' });
    expect(data.employees.edges[0].node).toEqual({
      displayName: expect.any(String),
      gender: null,
      job: { level: expect.any(Number) },
      remuneration: null,
    });
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code]).toSorted()).toEqual([
      ['gender', 'FORBIDDEN'],
      ['remuneration', 'FORBIDDEN'],
    ]);
  });

  it('passes on that a token is missing or invalid', async () => {
    for (const options of [{ isAnonymous: true }, { isAnonymous: true, headers: { authorization: 'Bearer a.b.c' } }]) {
      const { data, errors } = await ask('{ employees(first: 1) { totalCount } }', {}, options);
      expect(data?.employees ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('keeps two tenants apart that send the same query at once', async () => {
    const idOf = await employeeIds(subgraph);
    const [somebody] = acme.people;
    const foreign = idOf(somebody?.id ?? 0);
    const query = `query ($foreign: ID!) { account { domain } employee(id: $foreign) { id }
      employees(first: 5) { edges { node { workEmail job { level } } } } }`;
    const mails = { acme: acme, initech: initech };
    const tenants = Array.from(
      { length: 60 },
      (_, index) => (index % 2 === 0 ? 'acme' : 'initech') as keyof typeof mails,
    );
    const answers = await Promise.all(tenants.map((tenant) => ask(query, { foreign }, { tenant })));
    for (const [index, { data, errors }] of answers.entries()) {
      const tenant = tenants[index] as keyof typeof mails;
      expect(errors).toBeUndefined();
      expect(data.account.domain).toBe(mails[tenant].host);
      expect(data.employee === null).toBe(tenant === 'initech');
      const own = new Set(mails[tenant].people.map(({ mail }) => mail));
      expect(data.employees.edges).toHaveLength(5);
      for (const { node } of data.employees.edges) expect(own).toContain(node.workEmail);
    }
  });

  it('never repeats a key sent in a variable of its own, whatever is wrong with the other variables', async () => {
    const mutation = `mutation ($domain: String!, $apiKey: LuccaApiKey!) {
      testConnection(input: { domain: $domain, apiKey: $apiKey }) { __typename ... on ConnectProblem { code } } }`;
    const apiKey = findKey(acme, 'full');
    const good = await ask(mutation, { domain: acme.host, apiKey });
    expect(good).toEqual({ data: { testConnection: { __typename: 'AccountChecked' } } });
    for (const bad of [{ apiKey }, { domain: 7, apiKey }, { domain: { acme: 1 }, apiKey }, { domain: null, apiKey }]) {
      const answer = await ask(mutation, bad);
      expect(answer.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(answer)).not.toContain(apiKey);
    }
  });

  it('connects an account, and logs its key nowhere', async () => {
    const key = acme.keys.find(({ name }) => name === 'full')?.key ?? '';
    const query = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
    const { data, errors } = await ask(query, { input: { domain: acme.host, apiKey: key } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ connectAccount: { __typename: 'AccountConnected' } });
    expect(subgraph.logged.join('')).not.toContain(key);
  });
});
