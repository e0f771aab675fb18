import { type GraphQLDirective, getDirectiveValues, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { employeeIds, everybody } from '../support/everybody.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph, uncached } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 300 });
const [somebody] = findTrap(acme, 'amended');
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex] });
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(somebody);
});

const fields = `at subject scopes correlationId operation documentHash accountId usedKey
  pay { count luccaIds } demographics { count luccaIds } accountOperation { name outcome }
  refusals { field people { count luccaIds } } bulkPay { limit isRefused }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read the entries by the fields above.
type Entry = any;

/** The entries of a tenant, the latest first. */
async function log(options: RequestOptions = {}, first = 20): Promise<Entry[]> {
  const query = `query ($first: Int!) { account { accessLog(first: $first) { edges { node { ${fields} } } } } }`;
  const { account } = await subgraph.data(query, { first }, options);
  return account.accessLog.edges.map(({ node }: { node: Entry }) => node);
}

/** The entry of the operation that a caller sends, or null if it has none. */
async function entryOf(query: string, variables: object, options: RequestOptions = {}): Promise<Entry | null> {
  const before = (await log(options, 1))[0]?.correlationId;
  await subgraph.ask(query, variables, options);
  const [latest] = await log(options, 1);
  return latest?.correlationId === before ? null : latest;
}

const one = (selection: string) => `query Looked($id: ID!) { employee(id: $id) { ${selection} } }`;
const them = { count: 1, luccaIds: [String(somebody)] };

describe('the access log', () => {
  it('covers every field that needs a scope for pay or demographics, except settings, which are of nobody', () => {
    const covered = [
      'Employee.remuneration',
      'Employee.remunerationDigest',
      'Employee.remunerationHistory',
      'Employee.customFields',
      'Employee.gender',
    ];
    covered.push('Employee.birthDate', 'Employee.nationality', 'Contract.terminationReason', 'Employee.raises');
    covered.push('Contract.terminationCategory', 'Query.payAnalysis');
    const schema = subgraphSchema();
    const directive = schema.getDirective('requiresScopes') as GraphQLDirective;
    const scoped = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).flatMap(({ name, astNode }) =>
            astNode && /remuneration|demographics/.test(JSON.stringify(getDirectiveValues(directive, astNode)))
              ? [`${type.name}.${name}`]
              : [],
          )
        : [],
    );
    const settings = ['Account.personnelFilePay', 'Account.remunerationMapping', 'Account.terminationReasons'];
    expect(scoped.toSorted()).toEqual([...covered, ...settings].toSorted());
  });

  it.each([
    ['remuneration { __typename }', { pay: them, demographics: null }],
    ['remunerationHistory { startsOn }', { pay: them, demographics: null }],
    ['raises { on }', { pay: them, demographics: null }],
    ['remunerationDigest', { pay: them, demographics: null }],
    ['nationality', { pay: null, demographics: them }],
    ['birthDate', { pay: null, demographics: them }],
    ['gender', { pay: null, demographics: them }],
    ['customFields { luccaId }', { pay: them, demographics: them }],
    [
      'a: remuneration { __typename } b: remuneration { __typename } gender dataGaps { field }',
      { pay: them, demographics: them },
    ],
  ])(
    'says who has read whose pay and demographics, when, by which operation and with which scopes (%s)',
    async (selection, returned) => {
      const entry = await entryOf(one(selection), { id }, { subject: 'Ada' });
      expect(entry).toMatchObject({
        ...returned,
        subject: 'Ada',
        operation: 'Looked',
        documentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        scopes: [...scopes],
        correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        accountId: (await subgraph.data('{ account { id } }')).account.id,
        refusals: [],
        accountOperation: null,
      });
      expect(Date.parse(entry.at)).toBeGreaterThan(0);
    },
  );

  it('says whose pay and genders an analysis has compared', async () => {
    const employed = `{ employees(first: 1000) { edges { node { luccaId } } } }`;
    const numbers = (await subgraph.data(employed)).employees.edges.map(
      ({ node }: { node: { luccaId: string } }) => node.luccaId,
    );
    const analysis = '{ payAnalysis(measure: ANNUAL_BASE_FULL_TIME) { overall { all { count } } } }';
    const { payAnalysis } = await subgraph.data(analysis);
    const entry = await entryOf(analysis, {}, { subject: 'Ada' });
    expect(entry).toMatchObject({ subject: 'Ada', pay: { count: payAnalysis.overall.all.count } });
    expect(entry.demographics).toEqual(entry.pay);
    expect(numbers).toEqual(expect.arrayContaining(entry.pay.luccaIds));
  });

  it.each(['firstName', 'position { jobTitle }', 'firstName dataGaps { field reason }'])(
    'has no entry for cached data that is neither (%s)',
    async (selection) => {
      await subgraph.data(one(selection), { id });
      expect(await entryOf(one(selection), { id })).toBeNull();
    },
  );

  it('says that the key was used, whatever was read', async () => {
    const entry = await entryOf(one('firstName'), { id }, uncached);
    expect(entry).toMatchObject({ usedKey: true, pay: null, demographics: null });
  });

  it('names everybody whose pay was returned, and nobody who has none', async () => {
    const people = '{ employees(first: 1000) { edges { node { luccaId remuneration { __typename } } } } }';
    const { employees } = await subgraph.data(people);
    const paid = employees.edges
      .filter(({ node }: Entry) => node.remuneration?.__typename === 'Remuneration')
      .map(({ node }: Entry) => node.luccaId);
    expect(paid.length).toBeGreaterThan(0.8 * acme.people.length);
    expect(paid.length).toBeLessThan(employees.edges.length);
    const entry = await entryOf(people, {});
    expect(entry.pay.count).toBe(paid.length);
    expect(new Set(entry.pay.luccaIds)).toEqual(new Set(paid));
  });

  it('names those found by their gender', async () => {
    const query = '{ employees(first: 3, filter: { gender: [FEMALE] }) { edges { node { luccaId } } } }';
    const { employees } = await subgraph.data(query);
    expect((await entryOf(query, {})).demographics.luccaIds).toEqual(
      employees.edges.map(({ node }: Entry) => node.luccaId),
    );
  });

  it('names those whose pay is reported as an issue', async () => {
    const query = '{ account { dataQuality(codes: [OVERLAPPING_PAY_ITEMS]) { issues { count sample { luccaId } } } } }';
    const [issue] = (await subgraph.data(query)).account.dataQuality.issues;
    expect((await entryOf(query, {})).pay).toEqual({
      count: issue.sample.length,
      luccaIds: issue.sample.map(({ luccaId }: Entry) => luccaId),
    });
  });

  it('contains what was refused, and for which people', async () => {
    const reader = { scope: 'lucca:employees:read lucca:audit:read' };
    expect(await entryOf(one('gender remuneration { __typename }'), { id }, reader)).toMatchObject({
      pay: null,
      demographics: null,
      refusals: [
        { field: 'Employee.gender', people: them },
        { field: 'Employee.remuneration', people: them },
      ],
    });
    const manager = { scope: `${reader.scope} lucca:remuneration:read:reports` };
    const refused = await entryOf(one('remuneration { __typename }'), { id }, manager);
    expect(refused).toMatchObject({ pay: null, refusals: [{ field: 'Employee.remuneration', people: them }] });
    const filtered = await entryOf('{ employees(filter: { gender: [MALE] }) { totalCount } }', {}, reader);
    expect(filtered.refusals).toEqual([{ field: 'Query.employees', people: { count: 0, luccaIds: [] } }]);
    const checked = await entryOf('{ account { dataQuality { employeesChecked } } }', {}, reader);
    expect(checked.refusals).toEqual([{ field: 'Account.dataQuality', people: { count: 0, luccaIds: [] } }]);
    const outside = { scope: 'lucca:audit:read' };
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const referenced = await entryOf(query, { r: [{ __typename: 'Employee', id }] }, outside);
    expect(referenced.refusals).toEqual([{ field: 'Employee', people: { count: 0, luccaIds: [] } }]);
  });

  it('says every operation on the account and how it ended', async () => {
    const input = { domain: acme.host, apiKey: findKey(acme, 'full') };
    const tried = '($input: ConnectAccountInput!) { testConnection(input: $input) { __typename } }';
    const operations: [string, object, string, string][] = [
      [`mutation ${tried}`, { input }, 'testConnection', 'tested'],
      [`mutation ${tried}`, { input: { ...input, apiKey: 'no-such-key-0001' } }, 'testConnection', 'KEY_REJECTED'],
      ['mutation { checkAccount { __typename } }', {}, 'checkAccount', 'connected'],
      [
        'mutation ($input: ReplaceApiKeyInput!) { replaceApiKey(input: $input) { __typename } }',
        { input: { apiKey: input.apiKey } },
        'replaceApiKey',
        'connected',
      ],
      [
        'mutation { setRemunerationMapping(input: { weeklyHoursAtFullTime: "39" }) { __typename } }',
        {},
        'setRemunerationMapping',
        'set',
      ],
      [
        'mutation { setRemunerationMapping(input: { weeklyHoursAtFullTime: "1000" }) { __typename } }',
        {},
        'setRemunerationMapping',
        expect.any(String),
      ],
    ];
    for (const [document, variables, name, outcome] of operations) {
      const ended = await entryOf(document, variables);
      expect(ended.accountOperation).toEqual({ name, outcome });
      const [, begun] = await log({}, 2);
      expect(begun).toMatchObject({
        accountOperation: { name, outcome: 'started' },
        correlationId: ended.correlationId,
        documentHash: ended.documentHash,
        accountId: ended.accountId,
        usedKey: false,
      });
    }
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    await subgraph.data('mutation { eraseTenant { wasStored } }');
    await subgraph.connect(acme);
    const names = (await log({}, 6)).map(({ accountOperation }) => accountOperation);
    expect(names).toEqual([
      { name: 'connectAccount', outcome: 'connected' },
      { name: 'connectAccount', outcome: 'started' },
      { name: 'eraseTenant', outcome: 'erased' },
      { name: 'eraseTenant', outcome: 'started' },
      { name: 'disconnectAccount', outcome: 'disconnected' },
      { name: 'disconnectAccount', outcome: 'started' },
    ]);
    id = (await employeeIds(subgraph))(somebody);
    const forbidden = await entryOf('mutation { checkAccount { __typename } }', {}, { scope: 'lucca:audit:read' });
    expect(forbidden).toMatchObject({
      refusals: [{ field: 'Mutation.checkAccount', people: { count: 0 } }],
      accountOperation: { name: 'checkAccount', outcome: 'FORBIDDEN' },
    });
    // What is refused does not start.
    const same = (await log({}, 5)).filter(({ correlationId }) => correlationId === forbidden.correlationId);
    expect(same).toHaveLength(1);
  });

  it('is read page by page, the latest first, and nothing twice', async () => {
    const query = `query ($after: String) { account { accessLog(first: 3, after: $after) {
      edges { cursor node { correlationId at } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
    const seen: Entry[] = [];
    for (let after: string | null = null; ; ) {
      const { accessLog }: Entry = (await subgraph.data(query, { after })).account;
      expect(accessLog.pageInfo).toMatchObject({
        hasPreviousPage: after !== null,
        startCursor: accessLog.edges[0].cursor,
      });
      seen.push(...accessLog.edges.map(({ node }: Entry) => node));
      if (!accessLog.pageInfo.hasNextPage) break;
      after = accessLog.pageInfo.endCursor;
    }
    expect(seen).toEqual((await log({}, 100)).map(({ correlationId, at }) => ({ correlationId, at })));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });

  it('is refused without its scope, with a page size it does not allow, and with a cursor of another tenant', async () => {
    const query = '{ account { accessLog { edges { cursor } } } }';
    const without = { scope: scopes.filter((scope) => scope !== 'lucca:audit:read').join(' ') };
    expect((await subgraph.ask(query, {}, without)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const cursor = (await subgraph.data(query)).account.accessLog.edges[0].cursor;
    await subgraph.connect(globex, 'full', 'globex');
    for (const [args, options] of [
      ['first: 0', {}],
      ['first: 101', {}],
      ['after: "x"', {}],
      [`after: "${cursor}"`, { tenant: 'globex' }],
    ] as const) {
      const { errors } = await subgraph.ask(`{ account { accessLog(${args}) { edges { cursor } } } }`, {}, options);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('shows a tenant nothing of another', async () => {
    const options = { tenant: 'globex', subject: 'Bo of globex' };
    await everybody(subgraph, 'remuneration { __typename }', { options });
    const theirs = await log(options, 100);
    const ours = await log({}, 100);
    expect(theirs.some(({ pay }) => pay?.count > 100)).toBe(true);
    const ids = (entries: Entry[]) => new Set(entries.map(({ correlationId }) => correlationId));
    expect([...ids(theirs)].filter((each) => ids(ours).has(each))).toEqual([]);
    const accounts = (entries: Entry[]) => new Set(entries.flatMap(({ accountId }) => accountId ?? []));
    expect(accounts(ours).size).toBeGreaterThan(0);
    expect([...accounts(theirs)].filter((each) => accounts(ours).has(each))).toEqual([]);
    expect(JSON.stringify(ours)).not.toContain('Bo of globex');
  });
});
