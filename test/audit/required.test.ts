import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppOptions } from '../../src/app/options.ts';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { createTestCompany, startSubgraph, tokenFor } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const pay = `{ employees(first: 40) { edges { node { displayName
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;
const birthDates = '{ employees(first: 40) { edges { node { birthDate } } } }';
const names = '{ employees(first: 40) { edges { node { displayName } } } }';
const postgres = await findPostgres();

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

async function start(app: Partial<AppOptions>) {
  const subgraph = await startSubgraph({ companies: [acme], app });
  await subgraph.connect(acme);
  const send = async (query: string, options = {}) => {
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(options)}` },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, id: response.headers.get('x-correlation-id'), text: await response.text() };
  };
  return { ...subgraph, send };
}

/** Lets nothing be written into a directory any more, whoever owns the process. */
async function spoil(directory: string) {
  await rename(directory, `${directory}.away`);
  await writeFile(directory, 'no directory');
  return async () => {
    await rm(directory);
    await rename(`${directory}.away`, directory);
  };
}

describe('while accesses cannot be recorded', () => {
  it('no pay and no demographics are returned if the record is required, and everything else is', async () => {
    const directory = join(await temporaryDirectory(), 'audit');
    const { send, logged } = await start({ audit: { directory, isRequired: true } });
    const before = await send(pay);
    expect(before.text).toMatch(/"amount":"\d/);
    await send(birthDates);
    const mend = await spoil(directory);
    for (const query of [pay, birthDates]) {
      const { status, id, text } = await send(query);
      expect(status).toBe(503);
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            message: expect.any(String),
            extensions: { code: 'AUDIT_UNAVAILABLE', retryable: true, correlationId: id },
          },
        ],
      });
    }
    expect((await send(names)).text).toContain('"displayName":"');
    expect((await send('{ account { accessLog { edges { cursor } } } }')).text).toContain('AUDIT_UNAVAILABLE');
    expect(logged.filter((line) => line.includes('the audit could not be written'))).toHaveLength(2);
    await mend();
    expect((await send(pay)).text).toBe(before.text);
  });

  it('no operation on the account has any effect if the record is required', async () => {
    const directory = join(await temporaryDirectory(), 'audit');
    const { data, ask, countRequests } = await start({ audit: { directory, isRequired: true } });
    const input = { domain: acme.host, apiKey: findKey(acme, 'luccaData only') };
    const operations: Record<string, object | null> = {
      connectAccount: input,
      testConnection: input,
      replaceApiKey: { apiKey: input.apiKey },
      setRemunerationMapping: { weeklyHoursAtFullTime: '17' },
      setWorkerCategories: { level: { origin: 'JOB_TITLE' } },
      setContractMapping: { types: [{ typeName: 'CDI', relation: 'OTHER' }] },
      checkAccount: null,
      disconnectAccount: null,
      eraseTenant: null,
    };
    const all = Object.keys(subgraphSchema().getMutationType()?.getFields() ?? {});
    expect(Object.keys(operations).toSorted()).toEqual(all.toSorted());
    const state = '{ account { id status connectedAt checkedAt weeklyHoursAtFullTime checks { permission verdict } } }';
    const before = await data(state);
    const mend = await spoil(directory);
    const { total } = await countRequests(async () => {
      for (const [name, given] of Object.entries(operations)) {
        const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`.replace('TestConnection', 'ConnectAccount');
        const document = given
          ? `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`
          : `mutation { ${name} { __typename } }`;
        const { data, errors } = await ask(document, { input: given });
        expect(data, name).toEqual({ [name]: null });
        expect(errors, name).toMatchObject([{ extensions: { code: 'AUDIT_UNAVAILABLE', retryable: true } }]);
      }
    });
    expect(total).toBe(0);
    expect(await data(state)).toEqual(before);
    await mend();
    await data('mutation { disconnectAccount { wasConnected } }');
    expect(await data(state)).toEqual({ account: null });
  });

  it('everything is returned if it is not required, and each failure is logged and counted', async () => {
    const directory = join(await temporaryDirectory(), 'audit');
    const { send, logged, url } = await start({ audit: { directory }, metrics: true });
    const before = await send(pay);
    await spoil(directory);
    expect((await send(pay)).text).toBe(before.text);
    const lines = logged.filter((line) => line.includes('the audit could not be written'));
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual([expect.stringMatching(/^E[A-Z]+$/)]);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^audit_failures_total 1$/m);
  });

  it.skipIf(postgres === null)('every read of pay that is answered is recorded, however PostgreSQL fails', async () => {
    const table = ownTable();
    const wire = await startFaultyWire(postgres ?? '');
    const store = { table, connectTimeoutMs: 1_000, queryTimeoutMs: 1_000 };
    const subgraph = await start({ storeUrl: wire.url, store, audit: { isRequired: true } });
    onTestFinished(async () => {
      await subgraph.stop();
      await wire.close();
      await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${table}_audit, ${table}_audit_marks`);
    });
    const answered: string[] = [];
    const withheld: string[] = [];
    for (const state of ['whole', 'cut', 'whole', 'refused', 'whole', 'hanging', 'whole'] as const) {
      const asked = Array.from({ length: 6 }, async () => {
        const { id, text } = await subgraph.send(pay);
        (text.includes('"amount":"') ? answered : withheld).push(id ?? '');
      });
      await wire.set(state);
      await Promise.all(asked);
    }
    const { account } = await subgraph.data(
      '{ account { accessLog(first: 100) { edges { node { correlationId pay { count } } } } } }',
    );
    type Edge = { node: { correlationId: string; pay: object | null } };
    const recorded = account.accessLog.edges.flatMap(({ node }: Edge) => (node.pay ? [node.correlationId] : []));
    expect(answered.length).toBeGreaterThan(6);
    expect(withheld.length).toBeGreaterThan(0);
    expect(answered.filter((id) => !recorded.includes(id))).toEqual([]);
  });
});

describe('pay in bulk', () => {
  const of = (first: number) => `{ employees(first: ${first}) { edges { node { remuneration { __typename } } } } }`;
  const paid = ({ data }: { data: { employees: { edges: { node: { remuneration: unknown } }[] } } }) =>
    data.employees.edges.filter(({ node }) => node.remuneration !== null).length;
  const events = '{ account { accessLog { edges { node { subject bulkPay { limit isRefused } } } } } }';
  const reader = (subject: string) => ({
    subject,
    scope: scopes.filter((scope) => !scope.endsWith(':bulk')).join(' '),
  });
  const raisedIn = (data: { account: { accessLog: { edges: { node: { bulkPay: object | null } }[] } } }) =>
    data.account.accessLog.edges.flatMap(({ node }) => (node.bulkPay ? [node] : []));

  it('is refused beyond the limit of people a minute, for each user, except with its scope', async () => {
    let minutes = 0;
    const now = () => Date.parse('2026-11-24T12:00:00Z') + minutes * 60_000 + Math.floor(performance.now());
    const subgraph = await start({ now, metrics: true, audit: { bulkPay: { people: 10, isRefused: true } } });
    expect((await subgraph.ask(of(10), {}, reader('Ada'))).errors).toBeUndefined();
    const beyond = await subgraph.ask(of(15), {}, reader('Ada'));
    // Those whose pay has been read may be read again.
    expect(paid(beyond)).toBe(10);
    expect(beyond.errors).toHaveLength(5);
    for (const { extensions } of beyond.errors ?? []) {
      expect(extensions).toMatchObject({ code: 'BULK_PAY_REFUSED', retryable: true });
      expect(extensions.retryAfterSeconds).toBeGreaterThan(0);
      expect(extensions.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
    expect(paid(await subgraph.ask(of(15), {}, reader('Ada')))).toBe(10);
    expect((await subgraph.ask(of(10), {}, reader('Bo'))).errors).toBeUndefined();
    expect((await subgraph.ask(of(40))).errors).toBeUndefined();
    expect(raisedIn(await subgraph.data(events))).toEqual([
      { subject: 'Ada', bulkPay: { limit: 10, isRefused: true } },
    ]);
    expect(subgraph.logged.filter((line) => line.includes('pay of many people'))).toHaveLength(1);
    expect(await (await fetch(`${subgraph.url}/metrics`)).text()).toMatch(/^audit_bulk_pay_total 1$/m);
    minutes = 2;
    expect((await subgraph.ask(of(10), {}, reader('Ada'))).errors).toBeUndefined();
  });

  it('is only noted by default, and once a minute', async () => {
    const subgraph = await start({ audit: { bulkPay: { people: 10, isRefused: false } } });
    for (let times = 0; times < 3; times += 1)
      expect((await subgraph.ask(of(40), {}, reader('Ada'))).errors).toBeUndefined();
    expect(raisedIn(await subgraph.data(events))).toEqual([
      { subject: 'Ada', bulkPay: { limit: 10, isRefused: false } },
    ]);
  });
});

it('the record contains no key, no value that was read, and nothing of what was entered', async () => {
  const directory = join(await temporaryDirectory(), 'audit');
  const subgraph = await start({ audit: { directory } });
  const everything = `{ employees(first: 250, filter: { status: null }) { edges { node { displayName firstName lastName workEmail birthDate
    gender nationality employeeNumber customFields { values { text } } contracts { terminationReason }
    remuneration { ... on Remuneration { baseSalary { money { amount } } annualBaseFullTime { money { amount } } fixedItems { money { amount } } } } } } } }`;
  const { text } = await subgraph.send(everything);
  const input = { domain: 'https://typed.example/hunter2', apiKey: findKey(acme, 'full') };
  await subgraph.ask('mutation ($input: ConnectAccountInput!) { testConnection(input: $input) { __typename } }', {
    input,
  });
  await subgraph.send('{ employees(filter: { search: "hunter2" }) { totalCount } }');
  const values = [
    ...text.matchAll(
      /"(?:amount|displayName|firstName|lastName|workEmail|birthDate|text|terminationReason)":"([^"]{5,})"/g,
    ),
  ];
  const files = (await readdir(directory)).filter((name) => name.endsWith('.jsonl'));
  const record = (await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')))).join('\n');
  const secrets = new Set([
    ...values.map(([, value]) => value ?? ''),
    findKey(acme, 'full'),
    'hunter2',
    'typed.example',
  ]);
  expect(secrets.size).toBeGreaterThan(200);
  expect(record).toContain('"pay":{"count":');
  expect([...secrets].filter((each) => record.includes(each))).toEqual([]);
});
