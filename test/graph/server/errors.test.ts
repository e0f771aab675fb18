import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';

const acme = createTestCompany(hosts.acme, { employees: 250 });
const initech = createTestCompany(hosts.initech);
const [somebody] = findTrap(acme, 'amended');
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme], app: { deadlineMs: 1_500 } });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(somebody);
});

const unreachable = { code: 'LUCCA_UNREACHABLE', retryable: true, message: 'Lucca cannot be reached.' };
const failed = { code: 'LUCCA_ERROR', retryable: true, message: 'Lucca returned an error.' };
const broken = {
  code: 'LUCCA_CONTRACT_BROKEN',
  retryable: false,
  message: 'Lucca returned an unexpected response.',
};
const missing = { code: 'LUCCA_PERMISSION_MISSING', retryable: false };

type Expected = { code: string; retryable: boolean; message: string };
const faults: [string, Fault, Expected][] = [
  ['resets the connection', { kind: 'reset' }, unreachable],
  ['answers 500', { kind: 'status', status: 500 }, failed],
  ['answers 503 with a page', { kind: 'html', status: 503 }, failed],
  [
    'answers 408',
    { kind: 'status', status: 408 },
    { code: 'LUCCA_TIMEOUT', retryable: true, message: 'Lucca did not answer in time.' },
  ],
  ['answers a page with 200', { kind: 'html', status: 200 }, broken],
  ['answers half of the JSON', { kind: 'truncatedJson' }, broken],
  ['answers a redirect', { kind: 'redirect', location: 'https://elsewhere.example' }, broken],
  ['answers an error under 200', { kind: 'errorMessage' }, failed],
  [
    'answers 400',
    { kind: 'bareText' },
    { code: 'LUCCA_ERROR', retryable: false, message: 'Lucca refused the request.' },
  ],
  [
    'answers 403',
    { kind: 'status', status: 403 },
    { ...missing, message: 'The API key lacks the right “View employee contract information” in Lucca.' },
  ],
  [
    'answers 404',
    { kind: 'status', status: 404 },
    { ...missing, message: 'Lucca does not return this to the API key, or the module is not installed.' },
  ],
  [
    'answers 401',
    { kind: 'status', status: 401 },
    { ...missing, message: 'The API key lacks the right “View employee contract information” in Lucca.' },
  ],
];

const query = 'query ($id: ID!) { employee(id: $id) { firstName contracts { startsOn } } }';
const contractsFail = (fault: Fault) => subgraph.sandbox.control.fail(fault, { path: '/directory', times: 10 });

describe('when Lucca', () => {
  it.each(faults)(
    '%s for contracts, only that field is null, with an error that says why',
    async (_, fault, expected) => {
      contractsFail(fault);
      const { data, errors } = await subgraph.ask(query, { id });
      expect(data).toEqual({ employee: { firstName: expect.any(String), contracts: null } });
      const { message, ...extensions } = expected;
      expect(errors).toEqual([
        {
          message,
          path: ['employee', 'contracts'],
          extensions: { ...extensions, correlationId: expect.stringMatching(/^[0-9a-f]{32}$/) },
        },
      ]);
    },
  );

  it.each(sample(faults.slice(0, 7), 3))(
    '%s for people, the list is null, with an error that says why',
    async (_, fault, { code }) => {
      subgraph.sandbox.control.fail(fault, { path: '/api/v3/users', times: 10 });
      const { data, errors } = await subgraph.ask('{ employees { totalCount } departments { name } }', {}, uncached);
      expect(data).toMatchObject({ employees: null, departments: { length: acme.departments.length } });
      expect(errors).toMatchObject([{ path: ['employees'], extensions: { code } }]);
    },
  );

  it.each<Fault>([{ kind: 'reset' }, { kind: 'status', status: 503 }])(
    'fails once, a retry answers without an error: %j',
    async (fault) => {
      subgraph.sandbox.control.fail(fault, { path: '/directory' });
      expect((await subgraph.data(query, { id })).employee.contracts).not.toHaveLength(0);
    },
  );

  it("responds after the caller's deadline, the field times out", async () => {
    subgraph.sandbox.control.delay(2_000, { path: '/directory' });
    const { data, errors } = await subgraph.ask(query, { id });
    expect(data.employee).toEqual({ firstName: expect.any(String), contracts: null });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_TIMEOUT', retryable: true } }]);
  });

  it('starts to reject the key, the error says so and no new data is returned', async () => {
    subgraph.sandbox.control.revoke(acme.host, findKey(acme, 'full'));
    const { data, errors } = await subgraph.ask('{ employees { totalCount } }', {}, uncached);
    expect(data).toEqual({ employees: null });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_KEY_REJECTED', retryable: false } }]);
  });
});

describe('when Lucca responds with 429', () => {
  let slowed: Subgraph;
  beforeAll(async () => {
    slowed = await startSubgraph({ companies: [acme, initech], app: { deadlineMs: 1_500 } });
    await slowed.connect(acme);
    await slowed.connect(initech, 'full', 'initech');
  });

  it('and a wait that ends before the deadline, the request is retried after it', async () => {
    slowed.sandbox.control.fail({ kind: 'status', status: 429, retryAfterSeconds: 1 }, { host: acme.host });
    const { employees } = await slowed.data('{ employees(filter: { status: null }) { totalCount } }');
    expect(employees.totalCount).toBe(acme.people.length);
  });

  it('and a longer wait, the error says when to retry, and only this company waits', async () => {
    slowed.sandbox.control.fail({ kind: 'status', status: 429, retryAfterSeconds: 30 }, { host: initech.host });
    const options = { tenant: 'initech' };
    const { data, errors } = await slowed.ask('{ employees { totalCount } }', {}, options);
    expect(data).toEqual({ employees: null });
    expect(errors).toMatchObject([
      {
        message: "Lucca's request limit is reached. Try again later.",
        extensions: { code: 'LUCCA_RATE_LIMITED', retryable: true },
      },
    ]);
    expect(errors?.[0]?.extensions.retryAfterSeconds).toBeGreaterThan(20);
    expect(errors?.[0]?.extensions.retryAfterSeconds).toBeLessThanOrEqual(30);
    const { account } = await slowed.data('{ account { quota { remaining resetsAt } } }', {}, options);
    expect(account.quota).toEqual({ remaining: 0, resetsAt: expect.stringMatching(`^${today}T1`) });
    expect((await slowed.data('{ employees { totalCount } }', {}, uncached)).employees.totalCount).toBeGreaterThan(0);
  });
});

describe('malformed rows', () => {
  type Names = { luccaId: string }[];
  const spoil = (share: number) =>
    subgraph.sandbox.control.fail(
      { kind: 'malformedRow', ids: acme.people.slice(0, Math.floor(acme.people.length * share)).map(({ id }) => id) },
      { path: '/api/v3/users', times: 10 },
    );

  it('are skipped one by one if they are few', async () => {
    subgraph.sandbox.control.fail({ kind: 'malformedRow' }, { path: '/api/v3/users' });
    const people = await everybody<Names>(subgraph, 'luccaId', { options: uncached });
    expect(people).toHaveLength(acme.people.length - 1);
    spoil(0.04);
    expect(await everybody<Names>(subgraph, 'luccaId', { options: uncached })).toHaveLength(acme.people.length - 10);
  });

  it('break the contract if they are more than one in twenty', async () => {
    spoil(0.06);
    const { data, errors } = await subgraph.ask('{ employees { totalCount } }', {}, uncached);
    expect(data).toEqual({ employees: null });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_CONTRACT_BROKEN' } }]);
  });
});

describe('the log of an operation', () => {
  it('is one line with its name, its error codes and its correlation id, without names or pay', async () => {
    const before = subgraph.logged.length;
    const pay = `query Pay { employees(first: 1000) { edges { node { displayName workEmail birthDate
      contracts { startsOn } remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;
    subgraph.sandbox.control.change(acme.host, ({ fixedItems }) => {
      for (const item of fixedItems) item.amount = 987_654.32;
    });
    contractsFail({ kind: 'html', status: 200 });
    const { errors } = await subgraph.ask(pay, {}, uncached);
    const lines = subgraph.logged.slice(before);
    const operations = lines.map((line) => JSON.parse(line)).filter(({ operation }) => operation === 'Pay');
    expect(operations).toMatchObject([
      { codes: ['LUCCA_CONTRACT_BROKEN'], correlationId: errors?.[0]?.extensions.correlationId },
    ]);
    const all = lines.join('');
    for (const { lastName } of acme.people) expect(all).not.toContain(lastName);
    expect(all).not.toContain('987654');
  });
});

describe('an invalid document', () => {
  it.each([
    ['is no GraphQL', '{ employees(', 'The document is not valid GraphQL.'],
    ['asks for a field that is not there', '{ hunter2 }', 'The document does not match the schema.'],
    ['has no operation', 'fragment F on Query { __typename }', 'The document does not match the schema.'],
    ['asks for the schema', '{ __schema { types { name } } }', 'The document does not match the schema.'],
  ])('that %s is refused by a message that does not repeat it', async (_, document, message) => {
    const { data, errors } = await subgraph.ask(document);
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', retryable: false } });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    for (const { extensions } of errors ?? [])
      expect(Object.keys(extensions).toSorted()).toEqual(['code', 'correlationId', 'retryable']);
  });
});
